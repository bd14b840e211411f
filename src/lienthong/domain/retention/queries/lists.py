"""Lists of destruction and holds, as their agency sees them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from lienthong.domain.retention.models import Disposal, Hold, Item
from lienthong.domain.retention.rules.vocabulary import Fate, HoldKind, State

BOUND = 200


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """``cases`` on the list, ``erased`` of them destroyed; ``files`` contents that went with them."""

    id: int
    agency: str
    state: State
    reason: str
    proposed_by: str
    proposed_name: str
    proposed_at: datetime
    decided_by: str
    decided_name: str
    decided_at: datetime | None
    answer: str
    done_at: datetime | None
    shared: int
    certificate: int | None
    cases: int
    erased: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A case on a list, with the rule by which it was kept until a day."""

    case: int
    number: str
    title: str
    ended_on: date
    until: date
    source: str
    years: int
    fate: Fate
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldRow:
    id: int
    case: int
    number: str
    kind: HoldKind
    reason: str
    placed_name: str
    placed_at: datetime
    lifted_at: datetime | None
    lift_reason: str


def list_disposals(agency: str) -> list[DisposalRow]:
    """The newest first."""
    return _rows(list(Disposal.objects.filter(agency=agency).order_by("-id")[:BOUND]))


def get_disposal(disposal: int, agency: str) -> DisposalRow | None:
    """None for one of another agency."""
    return next(iter(_rows(list(Disposal.objects.filter(pk=disposal, agency=agency)))), None)


def list_items(disposal: int) -> list[ItemRow]:
    """In the order in which the cases ended."""
    rows = Item.objects.filter(disposal=disposal).select_related("rule").order_by("ended_on", "id")
    return [
        ItemRow(
            row.case_id,
            row.number,
            row.title,
            row.ended_on,
            row.until,
            row.rule.source,
            row.rule.years or 0,
            Fate(row.fate),
            tuple(row.digests),
        )
        for row in rows
    ]


def list_holds(agency: str) -> list[HoldRow]:
    """Those that stand first, then those that were lifted; the newest first."""
    rows = Hold.objects.filter(agency=agency).select_related("case")
    ordered = rows.annotate(is_over=Q(lifted_at__isnull=False)).order_by("is_over", "-id")
    return [
        HoldRow(
            row.pk,
            row.case_id,
            row.case.number,
            HoldKind(row.kind),
            row.reason,
            row.placed_name,
            row.placed_at,
            row.lifted_at,
            row.lift_reason,
        )
        for row in ordered[:BOUND]
    ]


def _counts(disposals: list[Disposal]) -> dict[int, tuple[int, int]]:
    """How many cases stand on each list, and how many of them are destroyed."""
    rows = Item.objects.filter(disposal__in=disposals).order_by("disposal").values_list("disposal")
    erased = Count("pk", filter=Q(fate=Fate.ERASED.value))
    return {one: (cases, gone) for one, cases, gone in rows.annotate(cases=Count("pk"), erased=erased)}


def _rows(disposals: list[Disposal]) -> list[DisposalRow]:
    counts = _counts(disposals)
    return [_row(row, *counts.get(row.pk, (0, 0))) for row in disposals]


def _row(row: Disposal, cases: int, erased: int) -> DisposalRow:
    return DisposalRow(
        row.pk,
        row.agency,
        State(row.state),
        row.reason,
        row.proposed_by,
        row.proposed_name,
        row.proposed_at,
        row.decided_by,
        row.decided_name,
        row.decided_at,
        row.answer,
        row.done_at,
        row.shared,
        row.certificate,
        cases,
        erased,
    )
