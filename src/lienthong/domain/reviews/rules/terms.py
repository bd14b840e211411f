"""In how many days the Committee's office gives its opinion, and what a plan and its entries are, as entered."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.reviews.rules.vocabulary import TextKind
from lienthong.spine.calendar.rules.values import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """For what was asked from ``since`` on. ``confirmed`` when somebody read it in its source."""

    since: date
    amount: int
    unit: Unit
    source: str
    confirmed: bool


OF_TEXTS: Final[dict[TextKind, tuple[Term, ...]]] = {
    TextKind.RESOLUTION: (
        Term(
            date(2016, 7, 1),
            10,
            Unit.CALENDAR_DAY,
            "Điều 113 Luật số 80/2015/QH13; Điều 9 Nghị định 63/2010/NĐ-CP, sửa đổi bởi Nghị định 92/2017/NĐ-CP",
            confirmed=False,
        ),
    ),
    TextKind.DECISION: (
        Term(
            date(2016, 7, 1),
            7,
            Unit.CALENDAR_DAY,
            "Điều 129 Luật số 80/2015/QH13; Điều 9 Nghị định 63/2010/NĐ-CP, sửa đổi bởi Nghị định 92/2017/NĐ-CP",
            confirmed=False,
        ),
    ),
}
OF_REVIEWS: Final = (
    Term(
        date(2017, 12, 15),
        10,
        Unit.WORKING_DAY,
        "Thông lệ của Văn phòng UBND tỉnh; Thông tư 02/2017/TT-VPCP không ấn định số ngày",
        confirmed=False,
    ),
)


def term_of(kind: TextKind | None, day: date) -> Term:
    """``kind`` None: of the review of a procedure in force. Of days before all that is kept, the first."""
    terms = OF_TEXTS[kind] if kind else OF_REVIEWS
    return next((term for term in reversed(terms) if term.since <= day), terms[0])


@dataclass(frozen=True, slots=True)
class EntryGiven:
    """One row of a plan: a procedure or a group of them under one name, and who owes what until when."""

    name: str
    codes: tuple[str, ...]
    lead: str
    begins_on: date
    due_on: date
    product: str = ""
    coordinating: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanGiven:
    year: int
    title: str
    entries: tuple[EntryGiven, ...]
