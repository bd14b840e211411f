"""What callers read of copies: frozen rows."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from lienthong.domain.copies import models as m
from lienthong.domain.copies.rules.kinds import KINDS, Kind, Medium, number_words
from lienthong.domain.copies.rules.moves import State, Verb
from lienthong.domain.copies.rules.wording import entries


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy as it stands. One of ``document`` and ``incoming`` is its source; ``count`` how many pages the copy has,
    ``sheets`` how many are printed.
    """

    id: int
    agency: str
    document: int | None
    incoming: int | None
    source: int
    digest: str
    source_medium: Medium
    source_title: str
    source_author: str
    source_dated: date
    subject: str
    kind: Kind
    medium: Medium
    pages: tuple[int, ...]
    count: int
    sheets: int
    purpose: str
    recipients: str
    asker: str
    asker_name: str
    signer: str
    signer_name: str
    lines: tuple[str, ...]
    title: str
    basis: str
    state: State
    people: tuple[str, ...]
    symbol: str
    number: int | None
    year: int | None
    dated: date | None
    entry: int | None
    file: int | None
    file_digest: str
    note: str
    moved_at: datetime

    @property
    def code(self) -> str:
        """ "05/SY-SNV"; before it has a number, the symbol alone."""
        return f"{number_words(self.number)}/{self.symbol}" if self.number else f"/{self.symbol}"

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind].name

    @property
    def form(self) -> str:
        """What stands on the copy: "SAO Y"."""
        return KINDS[self.kind].form

    @property
    def name(self) -> str:
        """As one speaks of it: "Bản sao y 05/SY-SNV"."""
        return f"{self.kind_name} {self.code}" if self.number else self.kind_name

    @property
    def named_recipients(self) -> list[str]:
        """Without the dashes and signs that a paper sets itself."""
        return entries(self.recipients)

    @property
    def recipients_line(self) -> str:
        return "; ".join(self.named_recipients)

    @property
    def block(self) -> str:
        """ "KT. Giám đốc, Phó Giám đốc"."""
        return ", ".join((*self.lines, self.title))


@dataclass(frozen=True, slots=True)
class HappeningRow:
    id: int
    verb: Verb
    account: str
    name: str
    position: str
    occurred_at: datetime
    data: dict[str, Any] = field(default_factory=dict)


_OWN = frozenset(
    {"id", "document", "incoming", "kind", "medium", "source_medium", "state", "pages", "lines", "people"}
)
_PLAIN = [one.name for one in fields(CopyRow) if one.name not in _OWN]


def row_of(row: m.Copy) -> CopyRow:
    return CopyRow(
        id=row.pk,
        document=row.document_id,
        incoming=row.incoming_id,
        kind=Kind(row.kind),
        medium=Medium(row.medium),
        source_medium=Medium(row.source_medium),
        state=State(row.state),
        pages=tuple(row.pages),
        lines=tuple(row.lines),
        people=tuple(row.people),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def happening_row(row: m.Happening) -> HappeningRow:
    return HappeningRow(
        row.pk, Verb(row.verb), row.account, row.name, row.position, row.occurred_at, dict(row.data)
    )
