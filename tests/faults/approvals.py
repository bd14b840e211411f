"""An approved act is done and its proposal decided, or neither."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from lienthong.domain.approvals import actions
from lienthong.domain.approvals.queries import Act, State, get_proposal
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations import queries
from lienthong.domain.organisations.permissions import Permission
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.faults.harness import Swept

START, DAY = date(2021, 1, 1), date(2021, 7, 1)
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
RIGHT = (Grant(Permission.CHANGE_AGENCIES),)
FIRST = Actor(account="7", name="Rơ Châm Hừk", agency="GL-VPUBND", grants=RIGHT)
SECOND = Actor(account="8", name="Ngô Ưởng", agency="GL-VPUBND", grants=RIGHT)


@dataclass(frozen=True)
class Proposed:
    """The agency that may end in a run, and the number of the proposal."""

    code: str
    proposal: int


def an_abolition(k: int) -> Proposed:
    code = f"APP{k}"
    organisations.create_agency(
        code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=START, by=FIRST, at=AT
    )
    number = actions.propose(
        act=Act.ABOLISH,
        key=code,
        agency=code,
        arguments={"heir": "", "on": DAY, "decision": "NQ 1"},
        reason="Sắp xếp lại",
        by=FIRST,
        at=AT,
    )
    return Proposed(code, number)


def approve(proposed: Proposed) -> None:
    actions.approve(proposal=proposed.proposal, by=SECOND, at=AT)


def both_or_neither(proposed: Proposed, done: bool) -> None:
    row = get_proposal(proposed.proposal, SECOND)
    assert row is not None
    ended = queries.get_agency(proposed.code, DAY) is None
    assert ended or not done, "approved, answered, lost"
    assert (row.state == State.APPROVED) == ended
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"agency:{proposed.code}")]
    assert [verbs.count(verb) for verb in ("organisations.abolish", "approvals.approve")] == [ended, ended]
    assert verify().is_sound


SWEPT = [Swept("approve a proposal", setup=an_abolition, action=approve, holds=both_or_neither)]
