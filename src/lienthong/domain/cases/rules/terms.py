"""What the law lays down for every procedure alike, by date. A case keeps what held when each thing happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

ONE_STOP: Final = "one_stop"
HAND_OVER: Final = "hand_over"
CERTIFICATION: Final = "certification"
"""The counting rules of the calendar under which results, hand-overs and certifications are counted."""


@dataclass(frozen=True, slots=True)
class Term:
    """In force from ``since``. ``reply_hours``: working hours in which an online filing is answered;
    ``apology_days``: working days before the end by which an apology is due. ``confirmed`` when somebody read the text.
    """

    since: date
    reply_hours: int
    apology_days: int
    source: str
    confirmed: bool


TERMS: Final = (
    Term(
        date(2018, 6, 21), 8, 1, "Nghị định 61/2018/NĐ-CP, Điều 19; Nghị định 45/2020/NĐ-CP", confirmed=False
    ),
    Term(date(2025, 7, 1), 8, 1, "Nghị định 118/2025/NĐ-CP", confirmed=False),
)


@dataclass(frozen=True, slots=True)
class Form:
    """How a case's number is written from a day on, after the agency's code of ``scheme``."""

    since: date
    scheme: str
    day: str
    digits: int
    source: str


FORMS: Final = (
    Form(date(2018, 6, 21), "QCVN102", "%y%m%d", 4, "Thông tư 01/2018/TT-VPCP, Điều 4"),
    Form(date(2025, 7, 1), "QD20", "%Y%m%d", 7, "mã hồ sơ gặp trên hệ thống quốc gia từ tháng 7/2025"),
)


def in_force[Dated: (Term, Form)](rows: Sequence[Dated], day: date) -> Dated:
    """The row of that day; of days before all that is kept, the first."""
    return next((row for row in reversed(rows) if row.since <= day), rows[0])
