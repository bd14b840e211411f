"""What callers read of documents: frozen rows."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from lienthong.domain.documents import models as m
from lienthong.domain.documents.rules.kinds import KINDS, Kind, Urgency, number_words
from lienthong.domain.documents.rules.moves import State, Verb


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of its own that goes with a document, as it was attached: ``name`` the file's, ``title`` what the document
    calls it. ``pages`` is 0 for what is no PDF: no signature enters that, its ``digest`` stands in the document.
    """

    file: int
    title: str
    name: str
    digest: str
    size: int
    pages: int = 0

    @property
    def is_signed_itself(self) -> bool:
        return self.pages > 0


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody writes. ``unit`` is the sign of the drafting unit, of a letter; ``signer`` an account. Texts of
    several entries have one a line. ``attachments`` in the order in which the document names them.
    """

    kind: Kind
    subject: str
    body: str
    recipients: str
    signer: str
    unit: str = ""
    addressees: str = ""
    bases: str = ""
    urgency: Urgency = Urgency.NORMAL
    attachments: tuple[Attached, ...] = ()

    def told(self) -> dict[str, Any]:
        """Plain values of JSON; without attachments as versions were kept that knew none."""
        told = asdict(self)
        attached = told.pop("attachments")
        return told | ({"attachments": list(attached)} if attached else {})

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Content":
        words = {name: told.get(name, "") for name in ("unit", "addressees", "bases")}
        needed = {name: told[name] for name in ("subject", "body", "recipients", "signer")}
        attached = tuple(Attached(**one) for one in told.get("attachments", ()))
        kind, urgency = Kind(told["kind"]), Urgency(told["urgency"])
        return cls(kind=kind, urgency=urgency, attachments=attached, **needed, **words)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it stands. ``code`` is number and symbol as they are written: "05/QĐ-SNV"; of one that has no
    number yet the symbol alone. ``attached`` are the newest bytes of what goes with it.
    """

    id: int
    agency: str
    kind: Kind
    subject: str
    symbol: str
    urgency: Urgency
    recipients: str
    about: str
    drafter: str
    drafter_name: str
    signer: str
    signer_name: str
    state: State
    holder: str
    people: tuple[str, ...]
    version: int
    file: int
    attached: tuple[int, ...]
    number: int | None
    year: int | None
    dated: date | None
    entry: int | None
    note: str
    moved_at: datetime

    @property
    def code(self) -> str:
        return f"{number_words(self.number)}/{self.symbol}" if self.number else f"/{self.symbol}"

    @property
    def files(self) -> tuple[int, ...]:
        """The document first, then what goes with it."""
        return (self.file, *self.attached)

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind].name

    @property
    def title(self) -> str:
        """As one speaks of it: "Quyết định 05/QĐ-SNV"; before it has a number, the kind alone."""
        return f"{self.kind_name} {self.code}" if self.number else self.kind_name


@dataclass(frozen=True, slots=True)
class VersionRow:
    """``block`` is what stands above the signer's name, ``pages`` how many the paper has."""

    place: int
    content: Content
    file: int
    block: str
    pages: int
    name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HappeningRow:
    id: int
    verb: Verb
    account: str
    name: str
    position: str
    occurred_at: datetime
    data: dict[str, Any] = field(default_factory=dict)


def row_of(row: m.Document) -> DocumentRow:
    return DocumentRow(
        id=row.pk,
        agency=row.agency,
        kind=Kind(row.kind),
        subject=row.subject,
        symbol=row.symbol,
        urgency=Urgency(row.urgency),
        recipients=row.recipients,
        about=row.about,
        drafter=row.drafter,
        drafter_name=row.drafter_name,
        signer=row.signer,
        signer_name=row.signer_name,
        state=State(row.state),
        holder=row.holder,
        people=tuple(row.people),
        version=row.version,
        file=row.file,
        attached=tuple(row.attached),
        number=row.number,
        year=row.year,
        dated=row.dated,
        entry=row.entry,
        note=row.note,
        moved_at=row.moved_at,
    )


def version_row(row: m.Version) -> VersionRow:
    told = row.content
    return VersionRow(
        row.place, Content.of(told), row.file, told["block"], told["pages"], row.name, row.recorded_at
    )


def happening_row(row: m.Happening) -> HappeningRow:
    return HappeningRow(
        row.pk, Verb(row.verb), row.account, row.name, row.position, row.occurred_at, dict(row.data)
    )
