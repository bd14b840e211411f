"""From draft to law and back out of it: who may when, and what stays."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.domain.procedures.made import (
    AT,
    CONTROLLER,
    DRAFTER,
    RECORD,
    a_draft,
    agencies,
    announced,
    published,
    submitted,
    units,
    with_agency,
)

from lienthong.domain.procedures import actions, errors, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.difference import Fate, compare
from lienthong.domain.procedures.rules.record import Duration, Paper, Way
from lienthong.domain.procedures.rules.vocabulary import Channel, State
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact

pytestmark = pytest.mark.django_db
START = date(2021, 3, 1)


@pytest.fixture(autouse=True)
def _ground() -> None:
    units()
    agencies("GL-SXD", "GL-VPUBND")


def a_settled_draft(**changed: object) -> int:
    return a_draft(replace(with_agency(), **changed))  # type: ignore[arg-type]


def state_of(version: int) -> State:
    return queries.get_version(version).state


def test_a_draft_says_back_all_that_was_written() -> None:
    assert queries.get_record(a_settled_draft()) == with_agency()


def test_it_goes_from_draft_to_the_public_step_by_step() -> None:
    version = a_settled_draft()
    assert state_of(version) is State.DRAFT
    assert state_of(submitted(version)) is State.SUBMITTED
    actions.announce(
        version=version, decision="12/QĐ-UBND", decided_on=date(2021, 2, 26), effective_from=START, by=CONTROLLER, at=AT
    )  # fmt: skip
    assert state_of(version) is State.ANNOUNCED
    code = queries.get_version(version).code
    with pytest.raises(errors.ProcedureNotFound):
        queries.get_published(code, START)
    actions.publish(version=version, by=CONTROLLER, at=AT)
    assert queries.get_published(code, START).state is State.PUBLISHED
    with pytest.raises(errors.ProcedureNotFound):
        queries.get_published(code, START - timedelta(1))
    told = [happening.verb for happening in queries.list_happenings(queries.get_version(version).procedure)]
    assert told == ["publish", "announce", "submit", "redraft", "open_draft"]
    facts = (
        StatedFact.objects.filter(name__startswith="procedures.Procedure")
        .order_by("id")
        .values_list("name", flat=True)
    )
    assert [*facts] == [f"procedures.Procedure{word}" for word in ("Submitted", "Announced", "Published")]
    verbs = [
        entry.verb
        for entry in ledger.list_entries(subject=f"procedure:{queries.get_version(version).procedure}")
    ]
    assert sorted(verbs) == sorted(f"procedures.{verb}" for verb in told)


@pytest.mark.parametrize("verb", ["submit", "announce", "publish"])
def test_nothing_goes_on_while_a_place_is_open(verb: str) -> None:
    """A unit that goes away meanwhile stops even the publishing, with its row named."""
    version = a_settled_draft()
    if verb != "submit":
        submitted(version)
    if verb == "publish":
        m.Version.objects.filter(pk=version).update(submitted_at=None, submitted_by="")
        announced(version)
    m.Unit.objects.filter(code="office").update(effective_to=date(2020, 1, 1))
    act = {"submit": submitted, "announce": _announce, "publish": _publish}[verb]
    with pytest.raises(errors.Unsettled) as refused:
        act(version)
    assert "2" in str(refused.value)
    assert "office" in str(refused.value)


def _announce(version: int) -> None:
    actions.announce(
        version=version, decision="1/QĐ", decided_on=START, effective_from=START, by=CONTROLLER, at=AT
    )  # fmt: skip


def _publish(version: int) -> None:
    actions.publish(version=version, by=CONTROLLER, at=AT)


def test_control_sends_back_with_a_reason_and_the_draft_can_be_written_again() -> None:
    version = submitted(a_settled_draft())
    with pytest.raises(errors.NotADraft):
        actions.redraft(version=version, record=RECORD, seen=2, by=DRAFTER, at=AT)
    with pytest.raises(errors.ReasonMissing):
        actions.send_back(version=version, reason=" ", by=CONTROLLER, at=AT)
    actions.send_back(version=version, reason="Thiếu mẫu đơn", by=CONTROLLER, at=AT)
    assert state_of(version) is State.DRAFT
    assert queries.list_happenings(queries.get_version(version).procedure)[0].words == "Thiếu mẫu đơn"
    with pytest.raises(errors.NotSubmitted):
        actions.send_back(version=version, reason="Nữa", by=CONTROLLER, at=AT)


def test_nobody_controls_what_they_submitted_themselves() -> None:
    version = submitted(a_settled_draft())
    with pytest.raises(errors.SamePerson):
        actions.announce(
            version=version, decision="1/QĐ", decided_on=START, effective_from=START, by=DRAFTER, at=AT
        )  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "decided_on", "effective_from", "refusal"),
    [
        (" ", START, START, errors.DecisionMissing),
        ("1/QĐ", START, START - timedelta(1), errors.WrongDay),
        ("1/QĐ", START + timedelta(1), START + timedelta(1), errors.WrongDay),
    ],
)
def test_an_announcement_has_a_decision_and_possible_days(
    decision: str, decided_on: date, effective_from: date, refusal: type[Exception]
) -> None:
    version = submitted(a_settled_draft())
    with pytest.raises(refusal):
        actions.announce(
            version=version,
            decision=decision,
            decided_on=decided_on,
            effective_from=effective_from,
            by=CONTROLLER,
            at=AT,
        )
    assert state_of(version) is State.SUBMITTED


def test_two_who_write_at_once_do_not_overwrite_each_other() -> None:
    version = a_settled_draft()
    seen = queries.get_version(version).revision
    actions.redraft(
        version=version, record=with_agency(replace(RECORD, field="A")), seen=seen, by=DRAFTER, at=AT
    )
    for late in (seen, seen - 1):
        with pytest.raises(errors.DraftChanged):
            actions.redraft(version=version, record=RECORD, seen=late, by=CONTROLLER, at=AT)
    with pytest.raises(errors.DraftChanged):
        actions.submit(version=version, seen=seen, by=DRAFTER, at=AT)
    assert queries.get_version(version).field == "A"


def test_writing_the_same_again_is_no_change() -> None:
    version = a_settled_draft()
    before = queries.get_version(version)
    actions.redraft(version=version, record=with_agency(), seen=before.revision, by=DRAFTER, at=AT)
    assert queries.get_version(version) == before


def test_an_amendment_begins_as_a_copy_and_ends_the_version_before() -> None:
    first = published(a_settled_draft())
    procedure, code = queries.get_version(first).procedure, queries.get_version(first).code
    second = actions.amend(procedure=procedure, by=DRAFTER, at=AT)
    assert queries.get_record(second) == queries.get_record(first)
    with pytest.raises(errors.DraftOpen):
        actions.amend(procedure=procedure, by=DRAFTER, at=AT)
    shorter = replace(with_agency(), papers=(*with_agency().papers, Paper("Ảnh", originals=2)))
    actions.redraft(version=second, record=shorter, seen=1, by=DRAFTER, at=AT)
    published(second, on=date(2021, 7, 1))
    assert state_of(first) is State.AMENDED
    assert queries.get_published(code, date(2021, 6, 30)).number == 1
    assert queries.get_published(code, date(2021, 7, 1)).number == 2
    assert queries.get_record(first) == with_agency()
    (change,) = compare(queries.get_record(first), queries.get_record(second))
    assert (change.part, change.fate, change.item) == ("papers", Fate.NEW, "Ảnh")


def test_an_amendment_does_not_begin_before_what_it_amends() -> None:
    first = published(a_settled_draft(), on=date(2021, 7, 1))
    second = actions.amend(procedure=queries.get_version(first).procedure, by=DRAFTER, at=AT)
    with pytest.raises(errors.WrongDay):
        announced(second, on=date(2021, 6, 30))


def test_abolishing_ends_it_by_a_decision_with_a_reason() -> None:
    version = published(a_settled_draft())
    row = queries.get_version(version)
    told = {"procedure": row.procedure, "by": CONTROLLER, "at": AT}
    refused = [
        (errors.DecisionMissing, {"decision": " ", "on": date(2021, 9, 1), "reason": "Luật mới"}),
        (errors.ReasonMissing, {"decision": "9/QĐ", "on": date(2021, 9, 1), "reason": ""}),
        (errors.WrongDay, {"decision": "9/QĐ", "on": date(2021, 2, 1), "reason": "Luật mới"}),
    ]
    for refusal, words in refused:
        with pytest.raises(refusal):
            actions.abolish(**told, **words)  # type: ignore[arg-type]
    actions.abolish(**told, decision="9/QĐ", on=date(2021, 9, 1), reason="Luật mới")  # type: ignore[arg-type]
    assert state_of(version) is State.ABOLISHED
    assert not queries.find_published(date(2021, 9, 1)).rows
    assert [found.code for found in queries.find_published(date(2021, 8, 31)).rows] == [row.code]
    with pytest.raises(errors.NothingInForce):
        actions.abolish(**told, decision="9/QĐ", on=date(2021, 9, 1), reason="Nữa")  # type: ignore[arg-type]


def test_it_is_not_abolished_over_an_open_draft() -> None:
    version = published(a_settled_draft())
    procedure = queries.get_version(version).procedure
    actions.amend(procedure=procedure, by=DRAFTER, at=AT)
    with pytest.raises(errors.DraftOpen):
        actions.abolish(
            procedure=procedure, decision="9/QĐ", on=date(2021, 9, 1), reason="x", by=CONTROLLER, at=AT
        )  # fmt: skip


def test_what_is_asked_may_stay_with_a_reason_what_is_wrong_may_not() -> None:
    spare = (Way(Channel.COUNTER, Duration(Decimal(7))),)
    version = a_settled_draft(ways=spare, field="")
    with pytest.raises(errors.NotAsked):
        actions.answer(version=version, code="no_field", about="", reason="Kệ", by=DRAFTER, at=AT)
    with pytest.raises(errors.NotAsked):
        actions.answer(version=version, code="time_to_spare", about="5 / 8", reason="Kệ", by=DRAFTER, at=AT)
    with pytest.raises(errors.ReasonMissing):
        actions.answer(version=version, code="time_to_spare", about="5 / 7", reason=" ", by=DRAFTER, at=AT)
    actions.answer(version=version, code="time_to_spare", about="5 / 7", reason="Dự phòng", by=DRAFTER, at=AT)
    open_now = [q.finding.code.value for q in queries.list_questions(version, START) if q.is_open]
    assert open_now == ["no_field"]
    actions.take_back(version=version, code="time_to_spare", about="5 / 7", by=DRAFTER, at=AT)
    assert [q.finding.code.value for q in queries.list_questions(version, START) if q.is_open] == [
        "no_field",
        "time_to_spare",
    ]


def test_a_draft_given_up_leaves_its_story() -> None:
    version = a_settled_draft()
    procedure = queries.get_version(version).procedure
    actions.discard(version=version, reason="Nhập nhầm", by=DRAFTER, at=AT)
    with pytest.raises(errors.ProcedureNotFound):
        queries.get_version(version)
    assert queries.list_happenings(procedure)[0].words == "Nhập nhầm"
    frozen = announced(a_settled_draft())
    with pytest.raises(errors.NotADraft):
        actions.discard(version=frozen, reason="x", by=DRAFTER, at=AT)


def test_a_draft_is_handed_to_an_agency_that_exists() -> None:
    version = a_settled_draft()
    with pytest.raises(errors.KeeperUnknown):
        actions.hand_to(version=version, keeper="NOBODY", by=CONTROLLER, at=AT)
    actions.hand_to(version=version, keeper="GL-VPUBND", by=CONTROLLER, at=AT)
    assert queries.get_version(version).keeper == "GL-VPUBND"


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("", "Tên", errors.CodeUnfit), ("a b", "Tên", errors.CodeUnfit), ("X" * 41, "Tên", errors.CodeUnfit),
        ("X/1", "Tên", errors.CodeUnfit), ("X1", " ", errors.NameMissing), ("T-TAKEN", "Tên", errors.CodeTaken),
    ],
)  # fmt: skip
def test_a_new_procedure_needs_a_code_of_its_own_and_a_name(
    code: str, name: str, refusal: type[Exception]
) -> None:
    a_draft(code="T-TAKEN")
    with pytest.raises(refusal):
        actions.open_draft(code=code, name=name, keeper="GL-SXD", by=DRAFTER, at=AT)
