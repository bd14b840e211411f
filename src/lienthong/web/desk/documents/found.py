"""What a search of documents shows of each: the columns that a person chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from lienthong.domain.correspondence.queries import IncomingRow
from lienthong.domain.documents.exchange import Cell, Heading, Layout
from lienthong.domain.documents.queries import KINDS, URGENCIES, DocumentRow
from lienthong.spine.fulltext.queries import Piece
from lienthong.web.desk.correspondence.page import TAGS as INCOMING_TAGS
from lienthong.web.desk.documents.page import word_of
from lienthong.web.ui.words import write_day

COLUMNS: Final[dict[str, tuple[str | Promise, float, int]]] = {
    "number": (pgettext_lazy("column of a search", "Number and symbol"), 1.5, 18),
    "day": (pgettext_lazy("column of a search", "Day of the document"), 1.2, 13),
    "party": (pgettext_lazy("column of a search", "From or to whom"), 2, 34),
    "register": (pgettext_lazy("column of a search", "Register"), 0.8, 10),
    "arrival": (pgettext_lazy("column of a search", "Arrival number, day"), 1.2, 18),
    "signer": (pgettext_lazy("column of a search", "Signed by"), 1.4, 24),
    "handler": (pgettext_lazy("column of a search", "Drafted or handled by"), 1.4, 24),
    "state": (pgettext_lazy("column of a search", "State"), 1.3, 22),
    "urgency": (pgettext_lazy("column of a search", "Urgency"), 0.9, 12),
    "due": (pgettext_lazy("column of a search", "Due day"), 1.2, 13),
}
"""Words, share of a printed line, width in a workbook; kind and content stand before them always."""
USUAL: Final = ("number", "day", "party", "register")


@dataclass(frozen=True, slots=True)
class Found:
    """``told`` by column; ``pieces``: the passage in which the words stand; none where only its fields have them."""

    url: str
    title: str
    day: date
    told: Mapping[str, Cell]
    pieces: Sequence[Piece] = field(default=())

    def cells(self, columns: Sequence[str]) -> list[Cell]:
        return [self.told.get(column, "") for column in columns]

    def written(self, columns: Sequence[str]) -> list[tuple[str, str]]:
        """Each cell with the words of its column."""
        return [
            (str(COLUMNS[column][0]), write_day(cell) if isinstance(cell, date) else str(cell or ""))
            for column, cell in zip(columns, self.cells(columns), strict=True)
        ]


def known(columns: Sequence[str]) -> tuple[str, ...]:
    """Those that there are, in their order; the usual ones of none."""
    return tuple(column for column in COLUMNS if column in columns) or USUAL


def layout_of(columns: Sequence[str]) -> Layout:
    content = Heading(pgettext("column of a search", "Kind and content"), 3.6, 60)
    told = [Heading(str(words), share, width) for words, share, width in map(COLUMNS.__getitem__, columns)]
    title = pgettext("search of documents", "Documents found")
    return Layout(title, title, (content, *told))


def of_document(row: DocumentRow, passages: Mapping[int, Sequence[Piece]]) -> Found:
    told: dict[str, Cell] = {
        "number": row.code,
        "day": row.dated,
        "party": row.recipients,
        "register": pgettext("work file", "Outgoing"),
        "signer": row.signer_name,
        "handler": row.drafter_name,
        "state": str(word_of(row)[1]),
        "urgency": URGENCIES[row.urgency],
    }
    url = reverse("desk:document", args=[row.id])
    title = f"{row.kind_name}: {row.subject}"
    return Found(url, title, row.dated or date.min, told, passages.get(row.file, ()))


def of_incoming(
    row: IncomingRow,
    people: Mapping[str, str],
    signers: Mapping[int, str],
    passages: Mapping[int, Sequence[Piece]],
) -> Found:
    told: dict[str, Cell] = {
        "number": row.symbol,
        "day": row.dated,
        "party": row.sender,
        "register": pgettext("work file", "Incoming"),
        "arrival": f"{row.arrival}, {row.registered_on:%d/%m/%Y}",
        "signer": signers.get(row.sending or 0, ""),
        "handler": people.get(row.handler, ""),
        "state": str(INCOMING_TAGS[row.state][1]),
        "urgency": URGENCIES[row.urgency],
        "due": row.due,
    }
    pieces = next((passages[file] for file in row.files if file in passages), ())
    title = f"{KINDS[row.kind].name}: {row.subject}"
    return Found(reverse("desk:incoming_one", args=[row.id]), title, row.registered_on, told, pieces)
