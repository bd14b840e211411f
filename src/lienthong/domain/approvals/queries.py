"""Reads of proposals, and what their subjects look like now."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.approvals.models import Proposal
from lienthong.domain.approvals.permissions import NEEDED, holds_right
from lienthong.domain.approvals.rules import Act, State
from lienthong.domain.organisations import queries as organisations
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.queries import list_dead_letters

__all__ = [
    "Act",
    "ProposalRow",
    "State",
    "get_proposal",
    "list_decided",
    "list_waiting",
    "look",
    "who_may_decide",
]

BOUND = 500
LETTERS = 10_000


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as stored; ``decided_by`` and ``answer`` are empty while it waits."""

    id: int
    act: str
    subject: str
    agency: str
    arguments: dict[str, Any]
    reason: str
    proposed_by: str
    proposed_at: dt.datetime
    state: str
    decided_by: str
    decided_at: dt.datetime | None
    answer: str

    @property
    def key(self) -> str:
        """What the subject names: the code, the account, the delivery."""
        return self.subject.partition(":")[2]


def get_proposal(proposal: int, by: Actor) -> ProposalRow | None:
    """None for one that is not there or not within this person's rights."""
    row = Proposal.objects.filter(pk=proposal).first()
    return _row(row) if row and holds_right(by, row.act, row.agency) else None


def list_waiting(by: Actor) -> list[ProposalRow]:
    """What waits within this person's rights, their own proposals too, oldest first."""
    rows = Proposal.objects.filter(state=State.WAITING).order_by("proposed_at", "id")[:BOUND]
    return [_row(row) for row in rows if holds_right(by, row.act, row.agency)]


def list_decided(by: Actor, limit: int = 30) -> list[ProposalRow]:
    """The newest decisions within this person's rights."""
    rows = Proposal.objects.exclude(state=State.WAITING).order_by("-decided_at", "-id")[:BOUND]
    return [_row(row) for row in rows if holds_right(by, row.act, row.agency)][:limit]


def who_may_decide(row: ProposalRow, day: dt.date) -> list[str]:
    """Accounts of those who could, who proposed and who is concerned left out."""
    able = organisations.list_who_may(NEEDED[row.act], row.agency, day)
    return sorted(able - {row.proposed_by, row.key})


def look(subject: str, day: dt.date) -> str:
    """What the subject is like on a day, as text to compare; "" when it is not there."""
    kind, _, key = subject.partition(":")
    match kind:
        case "agency":
            row = organisations.get_agency(key, day)
            return f"{row.name}|{row.parent}|{row.kind}" if row else ""
        case "account":
            account = accounts.get_account(key)
            return f"{account.is_active}|{account.left_at}" if account else ""
        case _:
            letters = list_dead_letters(limit=LETTERS)
            return next((f"{one.key}|{one.error}" for one in letters if str(one.id) == key), "")


def _row(row: Proposal) -> ProposalRow:
    return ProposalRow(
        row.pk,
        row.act,
        row.subject,
        row.agency,
        row.arguments,
        row.reason,
        row.proposed_by,
        row.proposed_at,
        row.state,
        row.decided_by,
        row.decided_at,
        row.answer,
    )
