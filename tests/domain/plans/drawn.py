"""The real plan drawn as tables again, cell by cell, for files of other kinds."""

import re

from bench.synthetic_plan import MERGED, Area, Task
from tests.domain.plans.known import REAL_PLAN

TEXT = REAL_PLAN.read_text(encoding="utf-8")
HEAD = tuple(TEXT.split("\n \tI. ")[0].split("\n"))


def cells(block: str) -> list[str]:
    """The cells of a block of the flattened text."""
    return [part.strip() for part in re.split(r"(?:^|\n)[ ]?\t", block)[1:]]


def _task(row: list[str]) -> Task:
    number, title = re.split(r"\.\s*", row[0], maxsplit=1)
    return Task(int(number), title, *row[1:])


def _first_area() -> Area:
    """The area whose cells are merged so much that the flattened text lost them."""
    heading, one, first, lead, others, second, two, outputs, others_two, orphan, *rest = cells(
        TEXT[TEXT.index(" \tI. ") : TEXT.index("\n\n\tIII. ")].replace("\n - Báo cáo", "\n\t- Báo cáo")
    )
    numeral, title = heading.split(". ", 1)
    return Area(
        numeral,
        title,
        (
            Task(1, one[3:], first, lead, others, ""),
            Task(None, MERGED, second, MERGED, MERGED, ""),
            Task(2, two[3:], outputs, MERGED, others_two, ""),
            Task(None, orphan, *rest),
        ),
    )


def real_areas() -> tuple[Area, ...]:
    """Every area of the plan with its rows."""
    areas = [_first_area()]
    for block in re.split(r"\n\n(?=\t)", TEXT[TEXT.index("\tIII. ") :].rstrip()):
        row = cells("\n" + block)
        if row[0]:
            numeral, title = row[0].split(". ", 1)
            areas.append(Area(numeral, title, ()))
        last = areas[-1]
        areas[-1] = Area(last.numeral, last.title, (*last.tasks, _task(row[1:])))
    return tuple(areas)
