"""Which rule holds for a case, and until when it is kept by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """In force from ``since`` for cases that end then or later. ``procedure`` or ``field`` narrow it; "" in both: all.

    ``years`` None: kept for good. ``confirmed``: somebody compared it with the text that ``source`` names; until then
    it explains, and nothing is destroyed by it.
    """

    id: int
    since: date
    procedure: str
    field: str
    years: int | None
    source: str
    confirmed: bool

    @property
    def rank(self) -> tuple[bool, bool, date, int]:
        """The narrower before the wider, then the later, then the one written last."""
        return bool(self.procedure), bool(self.field), self.since, self.id

    def covers(self, procedure: str, field: str, day: date) -> bool:
        narrow = self.procedure in {"", procedure} and self.field in {"", field}
        return narrow and self.since <= day


@dataclass(frozen=True, slots=True)
class Told:
    """A rule as somebody lays it down; ``years`` None: kept for good. ``confirmed``: compared with the text."""

    since: date
    years: int | None
    source: str
    procedure: str = ""
    field: str = ""
    confirmed: bool = False


def term_of(terms: Sequence[Term], *, procedure: str, field: str, ended_on: date) -> Term | None:
    """The rule of the day on which the case ended; None where nobody laid one down."""
    fitting = [term for term in terms if term.covers(procedure, field, ended_on)]
    return max(fitting, key=lambda term: term.rank, default=None)


def kept_until(term: Term, ended_on: date) -> date | None:
    """The last day. Years count from the year in which the work ended (Circular 09/2011/TT-BNV, article 2)."""
    return None if term.years is None else date(ended_on.year + term.years, 12, 31)


def last_year_over(term: Term, today: date) -> int | None:
    """Cases that ended in this year or before are due by this rule; None: never."""
    return None if term.years is None else today.year - term.years - 1


def explain(term: Term | None, ended_on: date) -> str:
    """The sum, in Vietnamese, as it stands on lists and on the case."""
    if term is None:
        return "Chưa có quy định về thời hạn bảo quản cho thủ tục này: giữ lại."
    source = f"Căn cứ: {term.source}{'' if term.confirmed else ' (chưa đối chiếu với văn bản)'}."
    until = kept_until(term, ended_on)
    if until is None:
        return f"Bảo quản vĩnh viễn, không tiêu hủy. {source}"
    told = f"Kết thúc {ended_on:%d/%m/%Y}; {term.years} năm kể từ năm công việc kết thúc ({ended_on.year})"
    return f"{told}: giữ đến hết {until:%d/%m/%Y}. {source}"
