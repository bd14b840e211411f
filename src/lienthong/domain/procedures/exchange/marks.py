"""Tasks as a person types them: one a line, its signs in brackets behind its name.

Trả thông báo nộp thuế [tạm dừng: thuế]
Nhận biên lai [tính tiếp]
Ký duyệt [1 ngày] [kết thúc]
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NoReturn

from lienthong.domain.procedures.errors import MarkUnknown
from lienthong.domain.procedures.exchange.telling import write_amount
from lienthong.domain.procedures.rules.record import Task
from lienthong.domain.procedures.rules.vocabulary import Pause
from lienthong.spine.money import parse_number
from lienthong.spine.text import clean, search_key

ENDS, RESUMES, PAUSES = "kết thúc", "tính tiếp", "tạm dừng"
WHY: dict[Pause, str] = {
    Pause.TAX_DUTY: "thuế",
    Pause.FEE: "phí",
    Pause.APPLICANT: "người nộp",
    Pause.OTHER: "khác",
}
_MARK = re.compile(r"\[([^\[\]]*)\]")
_DAYS = re.compile(r"([\d.,]+)\s*ngày", re.IGNORECASE)


def write_tasks(tasks: Iterable[Task]) -> str:
    return "\n".join(" ".join((task.name, *(f"[{mark}]" for mark in _marks(task)))) for task in tasks)


def _marks(task: Task) -> Iterable[str]:
    if task.days is not None:
        yield f"{write_amount(task.days)} ngày"
    if task.resumes:
        yield RESUMES
    if task.pauses:
        yield f"{PAUSES}: {WHY[task.pauses]}"
    if task.ends:
        yield ENDS


def read_tasks(text: str) -> tuple[Task, ...]:
    """Signs may be written without marks. Raises MarkUnknown."""
    lines = (clean(line) for line in text.splitlines())
    return tuple(_read(line) for line in lines if line)


def _read(line: str) -> Task:
    task = Task(clean(_MARK.sub(" ", line)) or line)
    for mark in _MARK.findall(line):
        task = _signed(task, mark)
    return task


def _signed(task: Task, mark: str) -> Task:
    verb, _, why = mark.partition(":")
    key = search_key(verb)
    if key == search_key(ENDS):
        return replace(task, ends=True)
    if key == search_key(RESUMES):
        return replace(task, resumes=True)
    if key == search_key(PAUSES):
        return replace(task, pauses=_pause(why, mark))
    return replace(task, days=_days(mark))


def _pause(why: str, mark: str) -> Pause:
    known = {search_key(word): pause for pause, word in WHY.items()}
    if search_key(why) not in known:
        raise MarkUnknown(mark=mark)
    return known[search_key(why)]


def _days(mark: str) -> Decimal:
    found = _DAYS.fullmatch(clean(mark))
    try:
        return parse_number(found[1]) if found else _refuse(mark)
    except ValueError:
        _refuse(mark)


def _refuse(mark: str) -> NoReturn:
    raise MarkUnknown(mark=mark)
