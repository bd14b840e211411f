"""Slips of an agency: which are at hand, which were entered as which case, which are spoilt."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import SlipNotFound
from lienthong.domain.cases.queries.layouts import LayoutRow, get_layout
from lienthong.domain.cases.queries.wording import Words, head_words
from lienthong.domain.cases.rules.forms import Kind
from lienthong.domain.organisations.queries import get_names, get_path
from lienthong.spine import clock


@dataclass(frozen=True, slots=True)
class SlipRow:
    """``case`` and ``number`` are what it was entered as."""

    id: int
    agency: str
    printing: UUID
    code: str
    printed_at: datetime
    name: str
    case: int | None
    number: str
    entered_at: datetime | None
    spoilt_at: datetime | None
    reason: str

    @property
    def is_free(self) -> bool:
        return self.case is None and self.spoilt_at is None


def get_slip(slip: int, agency: str) -> SlipRow:
    """Raises SlipNotFound, also for one of another agency."""
    row = m.Slip.objects.filter(pk=slip, agency=agency).select_related("case").first()
    if row is None:
        raise SlipNotFound
    return slip_row(row)


def list_slips(agency: str, *, free: bool, limit: int = 200) -> list[SlipRow]:
    """Those at hand, the lowest number first; else those entered or spoilt, the newest first."""
    rows = m.Slip.objects.filter(agency=agency).select_related("case")
    at_hand = {"case": None, "spoilt_at": None}
    found = rows.filter(**at_hand).order_by("id") if free else rows.exclude(**at_hand).order_by("-id")
    return [slip_row(row) for row in found[:limit]]


def list_printing(printing: UUID, agency: str) -> list[SlipRow]:
    rows = m.Slip.objects.filter(printing=printing, agency=agency).select_related("case").order_by("id")
    return [slip_row(row) for row in rows]


def slip_words(slips: list[SlipRow]) -> tuple[LayoutRow, Words]:
    """Of one printing, on the form of its day. Raises NoForm."""
    first = slips[0]
    day = clock.local(first.printed_at).date()
    layout = get_layout(Kind.SLIP, day)
    path = get_path(first.agency, day)[::-1] or [first.agency]
    names = get_names(path[:1], day)
    head = head_words(layout, day=day, agency=names.get(first.agency, first.agency))
    return layout, head | {"slips": [slip.code for slip in slips]}


def slip_row(row: m.Slip) -> SlipRow:
    return SlipRow(
        id=row.pk,
        agency=row.agency,
        printing=row.printing,
        code=row.code,
        printed_at=row.printed_at,
        name=row.name,
        case=row.case_id,
        number=row.case.number if row.case else "",
        entered_at=row.entered_at,
        spoilt_at=row.spoilt_at,
        reason=row.reason,
    )
