"""What stands on an official paper, in the parts that Decree 30/2020/NĐ-CP, Appendix I, names."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from lienthong.spine.text import write_date

type Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """``text`` bears its own mark ("I. KẾT QUẢ", "1. Cải cách thể chế"); ``level`` 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is the column's part of the width beside the others' parts."""

    title: str
    share: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head is repeated on every page; a row of one cell spans the table (a group's name)."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""


type Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """``authority`` are the lines above the title ("KT. GIÁM ĐỐC"), ``title`` the signer's own."""

    title: str
    name: str = ""
    authority: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """Begins a page of its own after the signature; ``is_across`` turns it to landscape."""

    title: str
    body: Sequence[Block]
    number: str = ""
    is_across: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of its own that goes with the paper. ``digest`` (SHA-256) where the paper must hold it fast."""

    title: str
    name: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """A report, a plan, a notice (with its ``kind``), or a letter (without one).

    ``number`` is whole ("12/BC-SNV"); of a draft it is the symbol alone ("/BC-SNV"), for which room is left, as
    for day and month. ``abstract`` follows the kind, or "V/v" in a letter. ``recipients`` are written below at
    the left, with the signs that part them.
    """

    agency: str
    number: str
    place: str
    day: date
    abstract: str
    body: Sequence[Block]
    signature: Signature
    superior: str = ""
    kind: str = ""
    urgency: str = ""
    addressees: Sequence[str] = ()
    bases: Sequence[str] = ()
    recipients: Sequence[str] = ()
    appendices: Sequence[Appendix] = ()
    enclosures: Sequence[Enclosure] = ()
    is_draft: bool = False

    @property
    def template(self) -> str:
        return "official_report" if self.kind else "official_letter"

    def data(self) -> dict[str, Any]:
        """Plain values for ``typeset(paper.template, paper.data())``."""
        told = {
            name: getattr(self, name)
            for name in ("agency", "superior", "number", "place", "abstract", "kind")
        }
        return told | {
            "urgency": self.urgency,
            "day": self.day.isoformat(),
            "dated": write_date(self.day),
            "is_draft": self.is_draft,
            "addressees": list(self.addressees),
            "bases": list(self.bases),
            "body": [_block(block) for block in self.body],
            "signature": asdict(self.signature),
            "recipients": list(self.recipients),
            "enclosures": [asdict(one) for one in self.enclosures],
            "appendices": [_appendix(each) for each in self.appendices],
        }


def _block(block: Block) -> dict[str, Any]:
    return {"is": type(block).__name__.lower(), **asdict(block)}


def _appendix(appendix: Appendix) -> dict[str, Any]:
    return asdict(appendix) | {"body": [_block(block) for block in appendix.body]}
