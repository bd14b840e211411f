"""A matter is its head's alone for five working days, answered once, and what was done is kept."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.conduct import actions, errors, queries
from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.queries import Measure
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.actor import Actor, platform
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import CITY, CLERK, LOADED, OTHER, hour, procedure, province, received, seen
from tests.domain.conduct.running import ABOVE, FOREIGN, HEAD, listed, look, on
from tests.domain.conduct.test_looking import withdrawn_and_anew

pytestmark = pytest.mark.django_db
AT = hour("21/10 09:00")


@pytest.fixture
def version() -> int:
    province()
    return procedure()


@pytest.fixture
def matter(version: int) -> int:
    """Found on the morning of Thursday 21/10: five working days end on Thursday 28/10."""
    withdrawn_and_anew(version, "20/10 09:00", "20/10 09:10")
    look("21/10")
    return m.Matter.objects.get().pk


def harassed(by: Actor = HEAD, **more: object) -> int:
    given = {"key": uuid4(), "agency": CITY, "words": "Bắt đi lại năm lần"} | more
    return actions.open_matter(**given, by=by, at=AT)  # type: ignore[arg-type]


def answered(matter: int, measure: Measure = Measure.REMINDED, by: Actor = HEAD, **more: object) -> None:
    given = {"words": "Đã làm việc với công chức", "who": "Một cửa Pleiku"} | more
    actions.answer(matter=matter, measure=measure, **given, by=by, at=AT)  # type: ignore[arg-type]


def test_the_head_sees_it_first_and_those_above_when_the_days_are_over(matter: int) -> None:
    assert listed(HEAD, "21/10") == [matter]
    assert listed(ABOVE, "27/10") == []
    with pytest.raises(errors.MatterNotFound):
        queries.get_matter(matter, by=ABOVE, day=on("27/10"))
    assert listed(ABOVE, "28/10") == [matter]
    assert queries.get_matter(matter, by=ABOVE, day=on("28/10")).is_owed_on(on("28/10"))
    assert listed(FOREIGN, "30/12") == []


def test_once_it_is_answered_those_above_read_it_at_once(matter: int) -> None:
    answered(matter)
    assert listed(ABOVE, "21/10", is_open=False) == [matter]
    row = queries.get_matter(matter, by=ABOVE, day=on("21/10"))
    assert (row.measure, row.who, row.answer) == (
        Measure.REMINDED,
        "Một cửa Pleiku",
        "Đã làm việc với công chức",
    )
    told = {one.verb for one in ledger.list_entries(subject=f"matter:{matter}")}
    assert told == {"conduct.open", "conduct.answer"}


def test_it_is_answered_once_and_the_same_press_again_is_no_second(matter: int) -> None:
    answered(matter)
    answered(matter)
    with pytest.raises(errors.AnsweredAlready):
        answered(matter, words="Khác")
    assert (
        len([one for one in ledger.list_entries(subject=f"matter:{matter}") if one.verb == "conduct.answer"])
        == 1
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"words": " "}, errors.WordsMissing),
        ({"who": ""}, errors.WhoMissing),
        ({"measure": Measure.DISCIPLINED}, errors.DecisionMissing),
        ({"measure": Measure.DISCIPLINED, "decision": "12/QĐ"}, errors.DecisionMissing),
        ({"decision": "12/QĐ", "decided_on": on("22/10")}, errors.DayAhead),
        ({"by": ABOVE}, errors.MatterNotFound),
        ({"by": FOREIGN}, errors.MatterNotFound),
        ({"by": CLERK}, errors.MatterNotFound),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    matter: int, given: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        answered(matter, **given)  # type: ignore[arg-type]
    assert m.Matter.objects.get().answered_at is None


def test_a_disciplinary_measure_keeps_its_decision(matter: int) -> None:
    answered(matter, Measure.DISCIPLINED, decision="12/QĐ-UBND", decided_on=on("20/10"))
    row = queries.get_matter(matter, by=HEAD, day=on("21/10"))
    assert (row.decision, row.decided_on) == ("12/QĐ-UBND", on("20/10"))


def test_nobody_at_fault_names_nobody(matter: int) -> None:
    answered(matter, Measure.NONE, who="Người không liên quan")
    assert queries.get_matter(matter, by=HEAD, day=on("21/10")).who == ""


def test_harassment_is_told_by_the_head_or_from_above_with_its_cases(version: int) -> None:
    number = seen(received(version)).number
    own, given = harassed(), harassed(ABOVE, numbers=[number])
    assert listed(HEAD, "21/10") == [own, given]
    assert listed(ABOVE, "21/10") == [given], "who told of it sees it at once"
    row = queries.get_matter(given, by=ABOVE, day=on("21/10"))
    assert not row.is_owed_on(on("27/10")), "the head has its days all the same"
    assert row.is_owed_on(on("28/10"))
    assert len(queries.get_matter(given, by=ABOVE, day=on("21/10")).cases) == 1
    with pytest.raises(errors.CaseUnknown):
        harassed(numbers=["000.00.31.H21-211015-9999"])
    with pytest.raises(errors.WordsMissing):
        harassed(words="  ")
    for by, agency in ((HEAD, OTHER), (CLERK, CITY)):
        with pytest.raises(errors.NoSuchAgency):
            harassed(by, agency=agency)


def test_sent_twice_it_is_told_once(version: int) -> None:
    key = uuid4()
    assert harassed(key=key) == harassed(key=key)
    assert m.Matter.objects.count() == 1


def test_the_head_is_told_and_nobody_above(matter: int) -> None:
    head = accounts.open_account(username="head.city", full_name="Trần Như Quỳnh", by=CLERK, at=LOADED)
    organisations.assign(
        account=head,
        agency=CITY,
        title="Trưởng phòng",
        role="division_head",
        on=LOADED.date(),
        by=CLERK,
        at=LOADED,
    )
    assert actions.tell_head(matter=matter, by=platform("job"), at=AT) == 1
    (notice,) = list_notices(head)
    assert notice.title == "Cần làm rõ: Hồ sơ rút gần hạn rồi nhận lại"
    assert notice.address == f"/conduct/{matter}/"


@pytest.mark.parametrize(
    "changed",
    [{"cases": []}, {"kind": "LAST_DAY"}, {"agency": OTHER}, {"measure": "DISCIPLINED", "answer": "x"}],
)
def test_what_was_seen_is_not_rewritten(matter: int, changed: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Matter.objects.filter(pk=matter).update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Matter.objects.filter(pk=matter).delete()


def test_an_answer_is_not_rewritten(matter: int) -> None:
    answered(matter)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Matter.objects.filter(pk=matter).update(answer="Khác")
