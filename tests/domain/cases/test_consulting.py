"""Other agencies are asked about a case: each by its own calendar, each sees its own question, late ones escalate."""

from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.utils import translation

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions import noting
from lienthong.domain.cases.exchange import Names, tell_all
from lienthong.domain.cases.queries import Outcome
from lienthong.domain.cases.rules.consulting import questions
from lienthong.domain.cases.rules.standing import Event
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.actor import Actor, platform
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.calendar.queries import Basis, Suspension
from tests.domain.cases.running import (
    BOSS,
    BUILDER,
    CHIEF,
    CITY,
    CLERK,
    COLLEAGUE,
    LOADED,
    OFFICER,
    OTHER,
    STRANGER,
    TAX,
    WORKS,
    hour,
    procedure,
    province,
    seen,
    to_office,
    to_sign,
    told,
)

pytestmark = pytest.mark.django_db
AT = hour("18/10 09:00")


@pytest.fixture
def case() -> int:
    province()
    return to_office(procedure())


def ask(case: int, *agencies: str, days: int = 3, by: Actor = OFFICER, at: str = "18/10 09:00") -> None:
    actions.consult(
        case=case, agencies=agencies or (WORKS,), question="Có vướng quy hoạch không?", days=days, by=by, at=hour(at)
    )  # fmt: skip


def answer(case: int, by: Actor = BUILDER, at: str = "20/10 09:00", **more: object) -> None:
    actions.give_opinion(**({"case": case, "opinion": "Không vướng.", "by": by, "at": hour(at)} | more))  # type: ignore[arg-type]


def one(case: int) -> queries.OpinionRow:
    (row,) = queries.list_of_case(case)
    return row


def test_an_agency_that_was_asked_owes_an_answer_and_gives_it(case: int) -> None:
    before = seen(case)
    ask(case)
    row = seen(case)
    assert row.awaited == (WORKS,)
    assert (row.state, row.due_at, row.step_due_at, row.holder) == (
        before.state, before.due_at, before.step_due_at, before.holder,
    ), "the clock of the case does not stop"  # fmt: skip
    # three working days after Monday 18th end on Thursday 21st
    assert [(owed.case, owed.due_at) for owed in queries.list_owed(WORKS)] == [(case, hour("21/10 17:00"))]
    assert [owed.case for owed in queries.list_awaited(CITY)] == [case]
    answer(case, document="88/SXD-QLXD", document_on=date(2021, 10, 20))
    assert (queries.list_owed(WORKS), seen(case).awaited) == ([], ())
    assert (one(case).outcome, one(case).ended_at) == (Outcome.GIVEN, hour("20/10 09:00"))
    assert [owed.case for owed in queries.list_answered(WORKS)] == [case]


def test_the_day_is_counted_on_the_calendar_of_who_is_asked(case: int) -> None:
    flood = Suspension(
        date(2021, 10, 19), date(2021, 10, 20), "lũ", areas=frozenset({OTHER}), basis=Basis("12/QĐ-UBND")
    )
    calendars.suspend(suspension=flood, by=CLERK, at=hour("18/10 06:00"))
    ask(case, WORKS, OTHER)
    due = {row.agency: row.due_at for row in queries.list_of_case(case)}
    assert due == {WORKS: hour("21/10 17:00"), OTHER: hour("25/10 17:00")}


def test_the_story_tells_question_and_answer(case: int) -> None:
    ask(case)
    answer(case, at="22/10 09:00", document="88/SXD-QLXD", document_on=date(2021, 10, 21))
    names = Names({}, {CITY: "UBND thành phố Pleiku", WORKS: "Sở Xây dựng"}, {}, {})
    with translation.override("vi"):
        asked, answered = tell_all(queries.get_story(case).happenings, names)[-2:]
    assert (
        asked.sentence
        == "UBND thành phố Pleiku lấy ý kiến Sở Xây dựng, trả lời trước thứ Năm 21/10/2021, 17:00."
    )
    assert asked.quote == "Có vướng quy hoạch không?"
    assert answered.sentence == "Sở Xây dựng đã cho ý kiến. Văn bản số 88/SXD-QLXD ngày 21/10/2021."
    assert (answered.quote, answered.hint) == ("Không vướng.", "Trả lời sau hạn.")


@pytest.mark.parametrize("by", [COLLEAGUE, STRANGER, BUILDER])
def test_only_who_holds_the_case_asks(case: int, by: Actor) -> None:
    actions.take(case=case, by=OFFICER, at=AT)
    with pytest.raises(errors.NotYours):
        ask(case, by=by)


@pytest.mark.parametrize("agencies", [(CITY,), ("GL-KHONG",), (WORKS, CITY)])
def test_only_other_agencies_of_the_day_are_asked(case: int, agencies: tuple[str, ...]) -> None:
    with pytest.raises(errors.NobodyAsked):
        ask(case, *agencies)
    with pytest.raises(errors.NobodyAsked):
        actions.consult(case=case, agencies=(), question="?", days=3, by=OFFICER, at=AT)
    assert told(case) == ["RECEIVED", "HANDED_OVER"]


def test_an_agency_is_not_asked_twice_at_a_time(case: int) -> None:
    ask(case)
    with pytest.raises(errors.AskedAlready):
        ask(case, TAX, WORKS)
    answer(case)
    ask(case, at="20/10 10:00")
    assert [row.outcome for row in queries.list_of_case(case)] == [Outcome.GIVEN, Outcome.OPEN]


@pytest.mark.parametrize("days", [0, -1, 31])
def test_the_answer_is_given_between_one_and_thirty_days(case: int, days: int) -> None:
    with pytest.raises(errors.DaysUnfit):
        ask(case, days=days)


def test_a_question_and_an_answer_have_words(case: int) -> None:
    with pytest.raises(errors.QuestionMissing):
        actions.consult(case=case, agencies=(WORKS,), question=" ", days=3, by=OFFICER, at=AT)
    ask(case)
    with pytest.raises(errors.NothingSaid):
        answer(case, opinion=" ")


def test_an_answer_on_paper_is_noted_with_its_number_by_who_holds_the_case(case: int) -> None:
    ask(case)
    with pytest.raises(errors.DocumentMissing):
        answer(case, by=OFFICER, agency=WORKS)
    answer(case, by=OFFICER, agency=WORKS, document="88/SXD-QLXD")
    assert queries.get_story(case).happenings[-1].agency == CITY
    assert one(case).outcome is Outcome.GIVEN


def test_nobody_answers_who_was_not_asked(case: int) -> None:
    ask(case)
    with pytest.raises(errors.NotYours):
        answer(case, by=STRANGER)
    with pytest.raises(errors.NotAsked):
        answer(case, by=OFFICER, agency=TAX, document="1")
    answer(case)
    with pytest.raises(errors.NotYours):
        answer(case)


def test_a_question_is_taken_back_with_a_reason(case: int) -> None:
    ask(case)
    with pytest.raises(errors.ReasonMissing):
        actions.drop_question(case=case, agency=WORKS, reason="", by=OFFICER, at=AT)
    actions.drop_question(case=case, agency=WORKS, reason="Đã có quy hoạch mới", by=OFFICER, at=AT)
    assert one(case).outcome is Outcome.DROPPED
    with pytest.raises(errors.NotNow):
        actions.drop_question(case=case, agency=WORKS, reason="x", by=OFFICER, at=AT)


@pytest.mark.parametrize("end", ["sign", "withdraw"])
def test_what_is_not_answered_by_the_end_lapses(end: str) -> None:
    province()
    case = to_office(procedure())
    ask(case)
    if end == "sign":
        actions.put_to_sign(case=case, by=OFFICER, at=AT)
        actions.sign_off(case=case, by=CHIEF, at=AT)
    else:
        actions.withdraw(case=case, reason="x", by=CLERK, at=AT)
    assert (one(case).outcome, queries.list_owed(WORKS)) == (Outcome.LAPSED, [])


def test_an_answer_comes_while_the_case_waits_and_the_wait_goes_on(case: int) -> None:
    ask(case)
    actions.ask_supplement(case=case, items=["x"], reason="x", by=OFFICER, at=AT)
    answer(case)
    assert (seen(case).state, seen(case).due_at) == ("WAITING_PAPERS", None)


def test_who_was_asked_sees_the_case_while_and_after_and_nobody_else(case: int) -> None:
    with pytest.raises(errors.CaseNotFound):
        seen(case, by=BUILDER)
    ask(case)
    assert seen(case, by=BUILDER).id == case
    assert queries.is_only_asked(seen(case, by=BUILDER), BUILDER)
    assert not queries.is_only_asked(seen(case), OFFICER)
    with pytest.raises(errors.CaseNotFound):
        seen(case, by=STRANGER)
    answer(case)
    assert seen(case, by=BUILDER).id == case


def test_who_was_asked_reads_its_own_question_only(case: int) -> None:
    ask(case, WORKS, TAX)
    actions.put_to_sign(case=case, note="Đủ điều kiện", by=OFFICER, at=AT)
    shown = queries.get_story(case).of_asked(WORKS).happenings
    assert [(each.verb, each.data.get("asked")) for each in shown] == [
        ("RECEIVED", None),
        ("CONSULTED", WORKS),
    ]


def test_questions_are_what_the_events_tell(case: int) -> None:
    ask(case, WORKS, TAX)
    answer(case)
    actions.drop_question(case=case, agency=TAX, reason="x", by=OFFICER, at=hour("20/10 10:00"))
    ask(case, TAX, at="20/10 11:00")
    happened = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    made = questions([Event(each.verb, each.occurred_at, each.data) for each in happened])
    kept = m.Consultation.objects.filter(case=case).order_by("id")
    names = ("agency", "asker", "words", "asked_at", "due_at", "outcome", "ended_at")
    assert [[getattr(row, name) for name in names] for row in kept] == [
        [getattr(question, name) for name in names] for question in made
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_consultation SET due_at = due_at + interval '1 day' WHERE case_id = %s",
        "UPDATE cases_consultation SET words = 'khác' WHERE case_id = %s",
        "UPDATE cases_consultation SET outcome = 'GIVEN' WHERE case_id = %s",
        "DELETE FROM cases_consultation WHERE case_id = %s",
    ],
)
def test_a_question_stays_in_the_database(case: int, statement: str) -> None:
    ask(case)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case])


def head(name: str, agency: str) -> str:
    account = accounts.open_account(username=name, full_name=name, by=CLERK, at=LOADED)
    organisations.assign(
        account=account, agency=agency, title="Trưởng phòng", role="division_head", on=date(2021, 1, 4), by=CLERK,
        at=LOADED,
    )  # fmt: skip
    return account


def titles(account: str) -> list[str]:
    return [notice.title.partition(":")[0] for notice in list_notices(account)]


def morning(day: int) -> int:
    at = hour(f"{day}/10 07:20")
    return noting.tell_of_opinions(day=date(2021, 10, day), by=platform("schedule"), at=at)


def test_a_day_late_the_heads_of_both_are_told_once(case: int) -> None:
    asked, asking = head("truong.sxd", WORKS), head("truong.qldt", CITY)
    ask(case)
    assert morning(20) == 0
    assert morning(21) == 1
    assert titles(asked) == ["Ý kiến phải trả lời hôm nay"]
    assert morning(22) == 2
    assert titles(asking) == ["Ý kiến quá hạn từ 21/10"]
    assert titles(asked)[0] == "Ý kiến quá hạn từ 21/10"
    assert morning(25) == 0, "once"


def test_on_a_day_off_nobody_is_told_and_the_next_working_day_catches_up(case: int) -> None:
    head("truong.sxd", WORKS)
    ask(case, days=4)  # Friday 22nd
    assert [morning(23), morning(24)] == [0, 0]
    assert morning(25) == 1


def test_the_question_and_the_answer_reach_those_whom_they_concern(case: int) -> None:
    asked, holder = head("truong.sxd", WORKS), head("nguoi.giu", CITY)
    actions.assign(case=case, holder=holder, by=BOSS, at=AT)
    ask(case, by=BOSS)
    noting.tell_of(happening=queries.get_story(case).happenings[-1].id, by=platform("job"), at=AT)
    answer(case)
    noting.tell_of(happening=queries.get_story(case).happenings[-1].id, by=platform("job"), at=AT)
    assert (titles(asked), titles(holder)) == (["Được lấy ý kiến"], ["Đã có ý kiến trả lời"])


def test_a_case_that_waits_for_the_signature_asks_nobody_any_more() -> None:
    province()
    with pytest.raises(errors.NotNow):
        ask(to_sign(procedure()), by=CHIEF)
