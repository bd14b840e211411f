"""One proposes, another decides: never the same person, never on what has changed, never half."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.approvals import actions, errors
from lienthong.domain.approvals.models import Proposal
from lienthong.domain.approvals.queries import Act, State, get_proposal, list_decided, list_waiting
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations import queries
from lienthong.domain.organisations.errors import HasChildren, NotInForce
from lienthong.domain.organisations.permissions import Permission
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db
START, DAY = date(2021, 1, 1), date(2021, 10, 15)
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
RIGHT = (Grant(Permission.CHANGE_AGENCIES),)
FIRST = Actor(account="1", name="Một", agency="A", grants=RIGHT)
SECOND = Actor(account="2", name="Hai", agency="A", grants=RIGHT)
ELSEWHERE = Actor(
    account="3", name="Ba", agency="B", grants=(Grant(Permission.CHANGE_AGENCIES, frozenset({"B"})),)
)
NOBODY = Actor(account="4", name="Bốn", agency="A")


@pytest.fixture(autouse=True)
def _agencies() -> None:
    for code, parent in (("A", ""), ("B", ""), ("A1", "A")):
        organisations.create_agency(
            code=code,
            name=f"Sở {code}",
            parent=parent,
            kind=Kind.DEPARTMENT,
            level=Level.PROVINCE,
            on=START,
            by=FIRST,
            at=AT,
        )


def propose(key: str = "A1", by: Actor = FIRST, reason: str = "Sắp xếp lại") -> int:
    given = {"heir": "B", "on": DAY, "decision": "QĐ 1"}
    return actions.propose(act=Act.ABOLISH, key=key, agency=key, arguments=given, reason=reason, by=by, at=AT)


def stands(code: str = "A1") -> bool:
    return queries.get_agency(code, DAY) is not None


def state_of(number: int) -> str:
    row = get_proposal(number, SECOND)
    assert row is not None
    return row.state


def test_nothing_happens_until_a_second_person_approves() -> None:
    number = propose()
    assert stands()
    assert [row.id for row in list_waiting(SECOND)] == [number]
    actions.approve(proposal=number, by=SECOND, at=AT)
    assert not stands()
    (edge,) = queries.successors("A1", DAY)
    assert (edge.decision, edge.reason) == ("QĐ 1", "Sắp xếp lại")
    assert (list_waiting(SECOND), state_of(number)) == ([], State.APPROVED)
    verbs = {entry.verb for entry in list_entries(subject="agency:A1")}
    assert {"approvals.propose", "approvals.approve", "organisations.abolish"} <= verbs


def test_nobody_approves_or_refuses_their_own() -> None:
    number = propose()
    with pytest.raises(errors.OwnProposal):
        actions.approve(proposal=number, by=FIRST, at=AT)
    with pytest.raises(errors.OwnProposal):
        actions.refuse(proposal=number, reason="Thôi", by=FIRST, at=AT)
    assert stands()


@pytest.mark.parametrize("stranger", [ELSEWHERE, NOBODY])
def test_who_lacks_the_right_there_neither_proposes_nor_decides_nor_sees(stranger: Actor) -> None:
    with pytest.raises(errors.NotYourRight):
        propose(by=stranger)
    number = propose()
    with pytest.raises(errors.NotYourRight):
        actions.approve(proposal=number, by=stranger, at=AT)
    assert get_proposal(number, stranger) is None
    assert list_waiting(stranger) == []


def test_what_is_no_longer_true_is_not_approved() -> None:
    number = propose()
    organisations.rename_agency(code="A1", name="Sở Khác", on=DAY, by=FIRST, at=AT)
    with pytest.raises(errors.ChangedMeanwhile):
        actions.approve(proposal=number, by=SECOND, at=AT)
    assert (stands(), state_of(number)) == (True, State.WAITING)


def test_what_the_act_refuses_leaves_the_proposal_waiting() -> None:
    number = propose()
    organisations.abolish_agency(code="B", on=DAY, by=FIRST, at=AT)
    with pytest.raises(NotInForce):
        actions.approve(proposal=number, by=SECOND, at=AT)
    assert (stands(), state_of(number)) == (True, State.WAITING)


def test_what_cannot_be_done_is_not_even_proposed() -> None:
    with pytest.raises(HasChildren):
        propose("A")
    assert Proposal.objects.count() == 0


def test_the_same_act_waits_once_and_needs_a_reason() -> None:
    propose()
    with pytest.raises(errors.ProposedAlready):
        propose(by=SECOND)
    with pytest.raises(errors.ReasonMissing):
        propose("B", reason=" ")


def test_a_proposal_is_decided_once() -> None:
    number = propose()
    actions.refuse(proposal=number, reason="Chưa có nghị quyết", by=SECOND, at=AT)
    for again in (actions.approve, actions.withdraw):
        with pytest.raises(errors.NotWaiting):
            again(proposal=number, by=SECOND, at=AT)
    (row,) = list_decided(FIRST)
    assert (row.state, row.answer, row.decided_by) == (State.REFUSED, "Chưa có nghị quyết", "2")
    propose()  # it may be proposed anew


def test_only_who_proposed_withdraws() -> None:
    number = propose()
    with pytest.raises(errors.NotYourProposal):
        actions.withdraw(proposal=number, by=SECOND, at=AT)
    actions.withdraw(proposal=number, by=FIRST, at=AT)
    assert state_of(number) == State.WITHDRAWN


@pytest.mark.parametrize(
    "change",
    [
        {"state": "APPROVED", "decided_by": "1", "decided_at": AT},
        {"reason": "Khác"},
        {"state": "WAITING", "answer": "x"},
    ],
)
def test_the_database_holds_it_too(change: dict[str, object]) -> None:
    number = propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=number).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=number).delete()
