"""When whom to urge about a duty, and the words of it. Steps are counted in working days from the due day.

Counted at the working days of the agency that answers, the count rises by exactly one from a working day to the next,
over whatever days off: each step falls on one working day. When the calendar is changed on the way it may rise by more
(a day off is declared) or fall: what it passes over is reached too, and what was taken is not taken again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lienthong.domain.plans.rules.standing import Verb

MOST_DAYS = 250
"""Steps lie within a working year before and after the due day."""

SINGLE_NOTES = 3
"""Up to so many duties are told one by one; more of them in one note."""


class Rung(StrEnum):
    """Who is told, from the official who sees to it up to the People's Committee's office."""

    FOCAL = "FOCAL"
    HEAD = "HEAD"
    LETTER = "LETTER"
    COMMITTEE = "COMMITTEE"


UPPER = frozenset({Rung.LETTER, Rung.COMMITTEE})


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """``days`` working days after the due day, before it when negative."""

    days: int
    rung: Rung


def is_fit(step: Step) -> bool:
    """Superiors hear of what is late, not of what may yet be done in time."""
    return abs(step.days) <= MOST_DAYS and (step.days > 0 or step.rung not in UPPER)


def reached(steps: Iterable[Step], before: int, count: int) -> tuple[Step, ...]:
    """The steps that the count came to since the working day before: one's own, or more where the calendar changed."""
    return tuple(sorted(step for step in steps if before < step.days <= count))


def rung_for(step: Step, *, owes_itself: bool) -> Rung:
    """No agency writes a letter to itself: of what the monitor owes, the Committee's office is told at once."""
    return Rung.COMMITTEE if step.rung is Rung.LETTER and owes_itself else step.rung


def verb_of(step: Step) -> Verb:
    is_reminder = step.rung is Rung.FOCAL or step.days <= 0
    return Verb.REMINDED if is_reminder else Verb.ESCALATED


@dataclass(frozen=True, slots=True)
class Urged:
    """What a note is about: the duty in the plan's words, whose, until when, ``count`` working days after its day."""

    title: str
    ref: str
    agency: str
    due: date
    count: int


def say_when(count: int) -> str:
    """Vietnamese, as notices and letters are."""
    if count < 0:
        return f"Còn {-count} ngày làm việc"
    return f"Quá hạn {count} ngày làm việc" if count else "Đến hạn hôm nay"


def say_one(urged: Urged) -> tuple[str, str]:
    """Title and body of a note about one duty."""
    where = f"Nhiệm vụ {urged.ref}. " if urged.ref else ""
    body = f"{where}Cơ quan thực hiện: {urged.agency}. Thời hạn: {urged.due:%d/%m/%Y}."
    return f"{say_when(urged.count)}: {urged.title}", body


def say_many(all_urged: Sequence[Urged]) -> tuple[str, str]:
    """Title and body of one note about several duties, the latest first."""
    late = sum(urged.count > 0 for urged in all_urged)
    if late == len(all_urged):
        title = f"{late} nghĩa vụ quá hạn"
    elif late:
        title = f"{len(all_urged)} nghĩa vụ cần làm, trong đó {late} quá hạn"
    else:
        title = f"{len(all_urged)} nghĩa vụ sắp đến hạn"
    ordered = sorted(all_urged, key=lambda urged: (-urged.count, urged.ref, urged.agency))
    return title, "\n".join(_line(urged) for urged in ordered[:_LISTED]) + _rest(len(ordered))


_LISTED = 20


def _line(urged: Urged) -> str:
    return f"{say_when(urged.count)}: {' '.join((urged.ref, urged.title)).strip()} ({urged.agency})"


def _rest(count: int) -> str:
    return f"\nvà {count - _LISTED} nghĩa vụ khác" if count > _LISTED else ""


def place_of(slug: str, ref: str, duty: int) -> str:
    """Where people see a duty: opened in its task's story, or by itself where no task asks for it."""
    return f"/plans/{slug}/tasks/{ref}/?duty={duty}" if ref else f"/plans/{slug}/duties/{duty}/"


def desk_of(duty: int) -> str:
    """Where the people who owe a duty, or asked for it, see to it."""
    return f"/work/{duty}/"


def shorten(words: str, length: int = 220) -> str:
    """To the last whole word; titles of notices hold 300 characters."""
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"
