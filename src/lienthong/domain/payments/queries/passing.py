"""Money that the post took on delivery: what it still has, and the lines of the bank by which it passed money on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from lienthong.domain.payments import models as m
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries.money import TransferRow
from lienthong.domain.payments.rules.passing import Fit, Held, fit, propose
from lienthong.domain.payments.rules.vocabulary import Fate, Source
from lienthong.spine import clock
from lienthong.spine.actor import Actor

MOST_HELD: Final = 1_000
MOST: Final = 100
OPEN_GAP: Final = Q(made_up_by=None, closed_at=None) & ~Q(amount=F("expected"))


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What the post took for one parcel and has not passed on."""

    id: int
    parcel: str
    case: str
    payer: str
    amount: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class RemittanceRow:
    """``days``: of its first and its last parcel; None where it only makes up what an earlier line fell short of."""

    id: int
    transaction: str
    amount: int
    expected: int
    parcels: int
    days: tuple[date, date] | None
    reason: str
    confirmed_at: datetime
    confirmer: str
    is_made_up: bool
    closer: str
    explanation: str

    @property
    def gap(self) -> int:
        return self.amount - self.expected

    @property
    def is_open(self) -> bool:
        return bool(self.gap) and not self.is_made_up and not self.closer


@dataclass(frozen=True, slots=True)
class WithPost:
    """What the post still has of an agency's money, from how many parcels, and since when."""

    amount: int
    parcels: int
    since: datetime | None


def held_by_post() -> QuerySet[m.Transfer]:
    """Also what waits for a person to find its demand: the post passes it on all the same."""
    return m.Transfer.objects.filter(source=Source.POST.value, passed=None).exclude(fate=Fate.RETURNED.value)


def list_held(agency: str) -> list[HeldRow]:
    """In the order of delivery."""
    rows = held_by_post().filter(agency=agency).select_related("demand").order_by("paid_at", "id")
    return [
        HeldRow(
            id=row.pk,
            parcel=row.transaction,
            case=row.demand.number if row.demand else "",
            payer=row.demand.payer if row.demand else "",
            amount=row.amount,
            paid_at=row.paid_at,
        )
        for row in rows[:MOST_HELD]
    ]


def proposed(amount: int, rows: Sequence[HeldRow], *, until: datetime) -> frozenset[int]:
    """The parcels of which a line of the bank most likely is: none that was delivered after it."""
    return frozenset(one.id for one in propose(amount, _held_by(rows, until)))


def fit_of(row: TransferRow, rows: Sequence[HeldRow], gaps: Sequence[RemittanceRow]) -> Fit:
    """How well a line of the bank goes with what the post had then; ``gaps`` are what a later line may make up."""
    return fit(row.amount, _held_by(rows, row.paid_at), [-one.gap for one in gaps])


def _held_by(rows: Sequence[HeldRow], until: datetime) -> list[Held]:
    return [Held(row.id, clock.local(row.paid_at).date(), row.amount) for row in rows if row.paid_at <= until]


def with_post(agency: str) -> WithPost:
    told = (
        held_by_post().filter(agency=agency).aggregate(sum=Sum("amount"), n=Count("id"), since=Min("paid_at"))
    )
    return WithPost(told["sum"] or 0, told["n"], told["since"])


def list_remittances(agency: str) -> list[RemittanceRow]:
    """Those with an open difference first, then the newest."""
    rows = _rows(m.Remittance.objects.filter(agency=agency))
    return sorted(map(remittance_row, rows.order_by("-id")[:MOST]), key=lambda row: not row.is_open)


def list_gaps_of_post(agency: str) -> list[RemittanceRow]:
    """Differences that a later line may make up, the oldest first."""
    rows = _rows(m.Remittance.objects.filter(OPEN_GAP, agency=agency))
    return [remittance_row(row) for row in rows.order_by("id")[:MOST]]


def get_remittance(remittance: int, *, by: Actor) -> RemittanceRow | None:
    if not by.may(Permission.SEE, by.agency):
        return None
    row = _rows(m.Remittance.objects.filter(pk=remittance, agency=by.agency)).first()
    return remittance_row(row) if row else None


def _rows(rows: QuerySet[m.Remittance]) -> QuerySet[m.Remittance]:
    return rows.select_related("transfer").prefetch_related("parts__transfer")


def remittance_row(row: m.Remittance) -> RemittanceRow:
    days = sorted(clock.local(part.transfer.paid_at).date() for part in row.parts.all())
    return RemittanceRow(
        id=row.pk,
        transaction=row.transfer.transaction,
        amount=row.amount,
        expected=row.expected,
        parcels=len(days),
        days=(days[0], days[-1]) if days else None,
        reason=row.reason,
        confirmed_at=row.confirmed_at,
        confirmer=row.confirmer,
        is_made_up=row.made_up_by_id is not None,
        closer=row.closer,
        explanation=row.explanation,
    )
