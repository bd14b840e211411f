"""Receipts, tills, transactions that wait, differences and refunds, as an agency's people see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Max, Q, QuerySet, Sum

from lienthong.domain.payments import models as m
from lienthong.domain.payments.errors import ClosingNotFound, ReceiptNotFound
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries.demands import EntryRow, entry_row
from lienthong.domain.payments.queries.sight import within_sight
from lienthong.domain.payments.rules.codes import code_of
from lienthong.domain.payments.rules.vocabulary import Fate, Kind, Source, Step, Way, Why
from lienthong.spine.actor import Actor

MOST: Final = 300
WEEK: Final = 7
AT_THE_COUNTER: Final = (Way.CASH.value, Way.CARD.value)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """``file`` is None until the worker has set the paper."""

    id: int
    demand: int
    agency: str
    series: str
    year: int
    number: int
    payer: str
    amount: int
    way: Way
    issued_at: datetime
    name: str
    file: int | None
    replaces: str
    cancelled_at: datetime | None
    canceller: str
    reason: str

    @property
    def label(self) -> str:
        """CT-21 0000012"""
        return label_of(self.series, self.year, self.number)


def label_of(series: str, year: int, number: int) -> str:
    return f"{series}-{year % 100:02} {number:07}"


@dataclass(frozen=True, slots=True)
class TillEntry:
    entry: EntryRow
    demand: int
    case: str
    payer: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Till:
    """What a cashier took since the last closing. ``after`` is the last entry of that closing."""

    after: int
    entries: tuple[TillEntry, ...]

    @property
    def last(self) -> int:
        return self.entries[-1].entry.id if self.entries else self.after

    @property
    def cash(self) -> int:
        return self._sum(Way.CASH)

    @property
    def card(self) -> int:
        return self._sum(Way.CARD)

    def _sum(self, way: Way) -> int:
        return sum(one.entry.amount for one in self.entries if one.entry.way is way)


@dataclass(frozen=True, slots=True)
class ClosingRow:
    id: int
    agency: str
    account: str
    name: str
    after: int
    last: int
    cash: int
    card: int
    counted: int
    reason: str
    closed_at: datetime
    taken_at: datetime | None
    taker: str


@dataclass(frozen=True, slots=True)
class TransferRow:
    id: int
    source: Source
    transaction: str
    reference: str
    demand: int | None
    agency: str
    amount: int
    bank: str
    paid_at: datetime
    told_at: datetime
    fate: Fate
    why: Why | None
    settled_at: datetime | None
    settler: str
    explanation: str

    @property
    def code(self) -> str:
        return code_of(self.demand) if self.demand else ""


@dataclass(frozen=True, slots=True)
class GapRow:
    id: int
    source: Source
    transaction: str
    kind: Kind
    reference: str
    day: date
    here: int | None
    there: int | None
    found_at: datetime
    settled_at: datetime | None
    settler: str
    explanation: str


@dataclass(frozen=True, slots=True)
class RefundRow:
    id: int
    demand: int
    agency: str
    case: str
    payer: str
    amount: int
    reason: str
    to: str
    step: Step
    asked_at: datetime
    asked_by: str
    asker: str
    decided_at: datetime | None
    decider: str
    answer: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """``url`` is where the citizen pays; until it is there the platform was not reached yet."""

    id: int
    demand: int
    amount: int
    asked_at: datetime
    url: str
    refusal: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    source: Source
    day: date
    here: int
    there: int
    count_here: int
    count_there: int
    fault: str
    compared_at: datetime


def list_receipts(demand: int) -> list[ReceiptRow]:
    """Oldest first; the reader has been shown the demand."""
    return _receipts(m.Receipt.objects.filter(demand=demand).order_by("id"))


def get_receipt(receipt: int, *, by: Actor) -> ReceiptRow:
    """Raises ReceiptNotFound."""
    found = _receipts(within_sight(m.Receipt.objects.filter(pk=receipt), by))
    if not found:
        raise ReceiptNotFound
    return found[0]


def list_book(agency: str, *, first: date, last: date) -> list[ReceiptRow]:
    """The book of receipts of some days, in the order of numbers, cancelled ones among them."""
    rows = m.Receipt.objects.filter(agency=agency, issued_at__date__range=(first, last))
    return _receipts(rows.order_by("series", "year", "number"))


def _receipts(rows: QuerySet[m.Receipt]) -> list[ReceiptRow]:
    return [receipt_row(row) for row in rows.select_related("entry", "replaces")[:MOST]]


def receipt_row(row: m.Receipt) -> ReceiptRow:
    before = row.replaces
    return ReceiptRow(
        id=row.pk,
        demand=row.demand_id,
        agency=row.agency,
        series=row.series,
        year=row.year,
        number=row.number,
        payer=row.payer,
        amount=row.amount,
        way=Way(row.entry.way),
        issued_at=row.issued_at,
        name=row.name,
        file=row.file,
        replaces=label_of(before.series, before.year, before.number) if before else "",
        cancelled_at=row.cancelled_at,
        canceller=row.canceller,
        reason=row.reason,
    )


def get_till(agency: str, account: str) -> Till:
    """What lies in a cashier's drawer now."""
    closings = m.Closing.objects.filter(agency=agency, account=account)
    after = closings.aggregate(last=Max("last"))["last"] or 0
    return Till(after, tuple(_of_till(agency, account, Q(pk__gt=after))))


def list_closed(closing: ClosingRow) -> list[TillEntry]:
    """What a closing counts."""
    within = Q(pk__gt=closing.after, pk__lte=closing.last)
    return _of_till(closing.agency, closing.account, within)


def _of_till(agency: str, account: str, within: Q) -> list[TillEntry]:
    rows = m.Entry.objects.filter(within, agency=agency, account=account, way__in=AT_THE_COUNTER)
    entries = list(rows.select_related("demand").order_by("id"))
    receipts = {
        one.entry_id: label_of(one.series, one.year, one.number)
        for one in m.Receipt.objects.filter(entry__in=entries, cancelled_at=None)
    }
    return [
        TillEntry(
            entry_row(row), row.demand_id, row.demand.number, row.demand.payer, receipts.get(row.pk, "")
        )
        for row in entries
    ]


def list_closings(agency: str) -> list[ClosingRow]:
    """Newest first."""
    return [closing_row(row) for row in m.Closing.objects.filter(agency=agency).order_by("-id")[:50]]


def get_closing(closing: int, *, by: Actor) -> ClosingRow:
    """Raises ClosingNotFound."""
    row = within_sight(m.Closing.objects.filter(pk=closing), by).first()
    if row is None:
        raise ClosingNotFound
    return closing_row(row)


def closing_row(row: m.Closing) -> ClosingRow:
    return ClosingRow(
        id=row.pk,
        agency=row.agency,
        account=row.account,
        name=row.name,
        after=row.after,
        last=row.last,
        cash=row.cash,
        card=row.card,
        counted=row.counted,
        reason=row.reason,
        closed_at=row.closed_at,
        taken_at=row.taken_at,
        taker=row.taker,
    )


def waiting_for(agency: str) -> Q:
    """Of an agency, and what names no demand: whoever finds whose it is claims it."""
    return Q(agency__in=[agency, ""])


def list_transfers(agency: str, *, fate: Fate) -> list[TransferRow]:
    rows = m.Transfer.objects.filter(waiting_for(agency), fate=fate.value)
    return [transfer_row(row) for row in rows.order_by("-id")[:MOST]]


def get_transfer(transfer: int, *, by: Actor) -> TransferRow | None:
    if not by.may(Permission.SEE, by.agency):
        return None
    row = m.Transfer.objects.filter(waiting_for(by.agency), pk=transfer).first()
    return transfer_row(row) if row else None


def transfer_row(row: m.Transfer) -> TransferRow:
    return TransferRow(
        id=row.pk,
        source=Source(row.source),
        transaction=row.transaction,
        reference=row.reference,
        demand=row.demand_id,
        agency=row.agency,
        amount=row.amount,
        bank=row.bank,
        paid_at=row.paid_at,
        told_at=row.told_at,
        fate=Fate(row.fate),
        why=Why(row.why) if row.why else None,
        settled_at=row.settled_at,
        settler=row.settler,
        explanation=row.explanation,
    )


def list_gaps(agency: str, *, is_open: bool) -> list[GapRow]:
    rows = m.Difference.objects.filter(waiting_for(agency), settled_at__isnull=is_open)
    return [_gap(row) for row in rows.order_by("-id")[:MOST]]


def get_gap(gap: int, *, by: Actor) -> GapRow | None:
    if not by.may(Permission.SEE, by.agency):
        return None
    row = m.Difference.objects.filter(waiting_for(by.agency), pk=gap).first()
    return _gap(row) if row else None


def _gap(row: m.Difference) -> GapRow:
    return GapRow(
        id=row.pk,
        source=Source(row.source),
        transaction=row.transaction,
        kind=Kind(row.kind),
        reference=row.reference,
        day=row.day,
        here=row.here,
        there=row.there,
        found_at=row.found_at,
        settled_at=row.settled_at,
        settler=row.settler,
        explanation=row.explanation,
    )


def list_statements() -> list[StatementRow]:
    """The last comparisons, by the day that was compared, newest first."""
    return [
        StatementRow(
            source=Source(row.source),
            day=row.day,
            here=row.here,
            there=row.there,
            count_here=row.count_here,
            count_there=row.count_there,
            fault=row.fault,
            compared_at=row.compared_at,
        )
        for row in m.Statement.objects.order_by("-day", "-id")[:14]
    ]


def days_to_compare(source: Source, today: date) -> list[date]:
    """Days of the last week whose list was not to be had yet, the oldest first."""
    done = m.Statement.objects.filter(source=source.value, fault="", day__gte=today - timedelta(days=WEEK))
    compared = set(done.values_list("day", flat=True))
    days = (today - timedelta(days=back) for back in range(WEEK, 0, -1))
    return [day for day in days if day not in compared]


def list_refunds(agency: str) -> list[RefundRow]:
    """What is under way first."""
    rows = m.Refund.objects.filter(agency=agency).select_related("demand").order_by("step", "-id")
    return [refund_row(row) for row in rows[:MOST]]


def list_refunds_of(demand: int) -> list[RefundRow]:
    rows = m.Refund.objects.filter(demand=demand).select_related("demand").order_by("id")
    return [refund_row(row) for row in rows[:MOST]]


def get_refund(refund: int, *, by: Actor) -> RefundRow | None:
    row = within_sight(m.Refund.objects.filter(pk=refund), by).select_related("demand").first()
    return refund_row(row) if row else None


def refund_row(row: m.Refund) -> RefundRow:
    return RefundRow(
        id=row.pk,
        demand=row.demand_id,
        agency=row.agency,
        case=row.demand.number,
        payer=row.demand.payer,
        amount=row.amount,
        reason=row.reason,
        to=row.to,
        step=Step(row.step),
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        asker=row.asker,
        decided_at=row.decided_at,
        decider=row.decider,
        answer=row.answer,
    )


def last_order(demand: int) -> OrderRow | None:
    row = m.Order.objects.filter(demand=demand).order_by("-id").first()
    return OrderRow(row.pk, row.demand_id, row.amount, row.asked_at, row.url, row.refusal) if row else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in an agency."""

    due: int
    pending: int
    differences: int
    refunds: int


def count_waiting(agency: str) -> Waiting:
    """Four short statements."""
    return Waiting(
        due=m.Demand.objects.filter(agency=agency, state__in=["DUE", "PARTLY_PAID"]).count(),
        pending=m.Transfer.objects.filter(waiting_for(agency), fate=Fate.PENDING.value).count(),
        differences=m.Difference.objects.filter(waiting_for(agency), settled_at=None).count(),
        refunds=m.Refund.objects.filter(agency=agency, step__in=["ASKED", "APPROVED"]).count(),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """All money of an agency that was told of or taken: ``money_in`` is ``receipts`` and ``pending`` together, and
    ``gaps``, by which the post passed on more or (below nothing) less than it took.
    """

    money_in: int
    receipts: int
    pending: int
    gaps: int = 0

    @property
    def is_even(self) -> bool:
        return self.money_in == self.receipts + self.pending + self.gaps


def balance(agency: str | None = None) -> Balance:
    """From tables apart: what the counter took, what came to the account and what the post still has; receipts that
    hold, transactions that wait, and what differs in what the post passed on.
    """
    of = Q() if agency is None else Q(agency=agency)
    counter = m.Entry.objects.filter(of, amount__gt=0, way__in=AT_THE_COUNTER)
    told = m.Transfer.objects.filter(of)
    post = Q(source=Source.POST.value)
    came = told.exclude(post | Q(fate=Fate.RETURNED.value))
    still_there = told.filter(post, passed=None).exclude(fate=Fate.RETURNED.value)
    went_again = told.filter(post, fate=Fate.RETURNED.value, passed__isnull=False)
    gaps = m.Remittance.objects.filter(of, made_up_by=None).aggregate(sum=Sum(F("amount") - F("expected")))
    return Balance(
        money_in=_sum(counter) + _sum(came) + _sum(still_there) - _sum(went_again),
        receipts=_sum(m.Receipt.objects.filter(of, cancelled_at=None)),
        pending=_sum(told.filter(fate=Fate.PENDING.value)),
        gaps=gaps["sum"] or 0,
    )


def _sum(rows: QuerySet[m.Entry] | QuerySet[m.Transfer] | QuerySet[m.Receipt]) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0
