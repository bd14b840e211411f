"""What is owed: one demand whole, those of a case, those of an agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Sum

from lienthong.domain.payments import models as m
from lienthong.domain.payments.errors import DemandNotFound
from lienthong.domain.payments.queries.sight import within_sight
from lienthong.domain.payments.rules.codes import code_of, demand_in
from lienthong.domain.payments.rules.owing import Line, lines_of, unpack
from lienthong.domain.payments.rules.standing import OPEN, owed
from lienthong.domain.payments.rules.vietqr import Payee, payload
from lienthong.domain.payments.rules.vocabulary import State, Way
from lienthong.domain.procedures.queries import Channel, get_charges
from lienthong.spine.actor import Actor

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class DemandRow:
    id: int
    about: str
    agency: str
    number: str
    procedure: str
    title: str
    payer: str
    lines: tuple[Line, ...]
    amount: int
    received: int
    returned: int
    state: State
    reason: str
    raised_at: datetime
    raiser: str
    settled_at: datetime | None

    @property
    def code(self) -> str:
        return code_of(self.id)

    @property
    def owed(self) -> int:
        return owed(state=self.state, amount=self.amount, received=self.received)


@dataclass(frozen=True, slots=True)
class EntryRow:
    id: int
    amount: int
    way: Way
    at: datetime
    account: str
    name: str


def may_cost(version: int) -> bool:
    """Whether a procedure's version has a fee rule that asks for anything; a version that is not told may."""
    return not version or any(fee.amount != 0 for fee in get_charges(version).fees)


def propose(version: int, *, channel: str, day: date) -> list[Line]:
    """What a case of a procedure's version owes by its fee rules; lines to be reckoned have no listed amount."""
    charges = get_charges(version)
    return lines_of(charges.fees, charges.bases, channel=Channel(channel), day=day)


def get_demand(demand: int, *, by: Actor) -> DemandRow:
    """Raises DemandNotFound, also for one of an agency that the reader does not see."""
    row = within_sight(m.Demand.objects.filter(pk=demand), by).first()
    if row is None:
        raise DemandNotFound
    return demand_row(row)


def find_of(about: str) -> DemandRow | None:
    """The demand of a case that is not cancelled; whoever asks has been asked whether they see the case."""
    row = m.Demand.objects.filter(about=about).exclude(state=State.CANCELLED.value).first()
    return demand_row(row) if row else None


def list_demands(states: Collection[State], *, by: Actor) -> list[DemandRow]:
    """Newest first."""
    rows = within_sight(m.Demand.objects.filter(state__in=[one.value for one in states]), by)
    return [demand_row(row) for row in rows.order_by("-id")[:MOST]]


def find_demands(words: str, *, by: Actor) -> list[DemandRow]:
    """By the payment code, or the number of the case."""
    number = demand_in(words)
    rows = m.Demand.objects.filter(pk=number) if number else m.Demand.objects.filter(number=words.strip())
    return [demand_row(row) for row in within_sight(rows, by).order_by("-id")[:MOST]]


def list_entries(demand: int) -> list[EntryRow]:
    """Oldest first; the reader has been shown the demand."""
    rows = m.Entry.objects.filter(demand=demand).order_by("id")
    return [entry_row(row) for row in rows[:MOST]]


def owed_in_all(agency: str) -> int:
    rows = m.Demand.objects.filter(agency=agency, state__in=[one.value for one in OPEN])
    return rows.aggregate(sum=Sum(F("amount") - F("received")))["sum"] or 0


def payee_of(agency: str, day: date) -> m.Account | None:
    """The account to which an agency's money is paid on a day."""
    rows = m.Account.objects.filter(agency=agency, since__lte=day)
    return rows.order_by("-since", "-id").first()


def qr_of(row: DemandRow, account: m.Account) -> str:
    """What the picture says for what is still owed."""
    payee = Payee(account.bank, account.number, account.holder)
    return payload(payee, amount=row.owed, content=row.code)


def demand_row(row: m.Demand) -> DemandRow:
    return DemandRow(
        id=row.pk,
        about=row.about,
        agency=row.agency,
        number=row.number,
        procedure=row.procedure,
        title=row.title,
        payer=row.payer,
        lines=unpack(row.lines),
        amount=row.amount,
        received=row.received,
        returned=row.returned,
        state=State(row.state),
        reason=row.reason,
        raised_at=row.raised_at,
        raiser=row.raiser,
        settled_at=row.settled_at,
    )


def entry_row(row: m.Entry) -> EntryRow:
    return EntryRow(row.pk, row.amount, Way(row.way), row.at, row.account, row.name)
