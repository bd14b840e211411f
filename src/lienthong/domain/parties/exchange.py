"""A citizen's card as a scanner types it; numbers looked at while they are typed; the reading log as a workbook."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from lienthong.domain.parties.errors import NoSuchBirth, NotACard
from lienthong.domain.parties.rules import card as cards
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.card import Card
from lienthong.domain.parties.rules.numbers import Caution, cautions_of, fault_of, normal
from lienthong.domain.parties.rules.vocabulary import IdentifierKind
from lienthong.spine import clock
from lienthong.spine.readings.queries import ReadingRow
from lienthong.spine.text import clean

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_HEADS: Final = (
    "Thời điểm",
    "Người xem",
    "Chức danh",
    "Đơn vị",
    "Dữ liệu của ai",
    "Phần đã xem",
    "Lý do",
    "Từ đâu",
)
_WIDTHS: Final = (18, 26, 26, 26, 30, 30, 44, 18)

__all__ = [
    "Birth",
    "Card",
    "Caution",
    "IdentifierKind",
    "is_card",
    "list_cautions",
    "read_birth",
    "read_card",
    "write_looks",
]


def read_card(text: str) -> Card:
    """Raises NotACard."""
    try:
        return cards.read_card(text)
    except ValueError as fault:
        raise NotACard from fault


def read_birth(text: str) -> Birth | None:
    """A birth as far as it is known: 1950, 05/1950, 1/5/1950; None for an empty box. Raises NoSuchBirth."""
    if not text.strip():
        return None
    try:
        return Birth.read(text)
    except ValueError as fault:
        raise NoSuchBirth(text=clean(text)) from fault


def is_card(text: str) -> bool:
    """True for a text that a scanner typed rather than a person."""
    try:
        cards.read_card(text)
    except ValueError:
        return False
    return True


def list_cautions(kind: str, number: str, *, year: int | None = None, sex: str = "") -> Sequence[Caution]:
    """What looks odd in a number that may be one; none for what cannot be one, which the action refuses."""
    of = IdentifierKind(kind)
    kept = normal(of, number)
    return [] if fault_of(of, kept) else cautions_of(of, kept, year=year, sex=sex)


def write_looks(
    rows: Sequence[ReadingRow],
    *,
    whose: Mapping[str, str],
    agencies: Mapping[str, str],
    parts: Mapping[str, str],
) -> bytes:
    """One line a look, as a workbook in which no cell is ever a formula. ``whose`` as far as the reader knows them."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_calc_mode("manual")
        base = {
            "font_name": "Times New Roman",
            "font_size": 12,
            "valign": "top",
            "text_wrap": True,
            "border": 1,
        }
        head, cell = book.add_format(base | {"bold": True}), book.add_format(base | {"quote_prefix": True})
        sheet = book.add_worksheet("Nhat ky xem du lieu")
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 0)
        for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, words, head)
        for place, row in enumerate(rows, 1):
            told = _cells(row, whose, agencies, parts)
            for column, words in enumerate(told):
                sheet.write_string(place, column, words, cell)
    return target.getvalue()


def _cells(
    row: ReadingRow, whose: Mapping[str, str], agencies: Mapping[str, str], parts: Mapping[str, str]
) -> list[str]:
    return [
        f"{clock.local(row.at):%d/%m/%Y %H:%M}",
        row.name,
        row.position,
        agencies.get(row.hat, row.hat),
        whose.get(row.subject, row.subject),
        "; ".join(parts.get(part, part) for part in row.parts),
        row.reason,
        row.origin,
    ]
