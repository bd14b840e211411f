"""Where a task that people add to a draft stands, and how it is called."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import GAP, Sheet, new_ids
from lienthong.domain.plans.actions.wording import Reader, TaskWords
from lienthong.domain.plans.errors import NumberTaken, TitleMissing
from lienthong.domain.plans.rules.words import roman

AREA_GAP = 20


def name_task(version: m.Version, area: int, number: int | None, *, but: int | None = None) -> dict[str, Any]:
    """``number`` and ``ref`` of a task of an area; without a number the next free one. Raises NumberTaken."""
    tasks = m.Task.objects.filter(version=version).exclude(pk=but or 0)
    numeral = m.Area.objects.values_list("numeral", flat=True).get(pk=area) or "0"
    taken = set(tasks.filter(ref__startswith=f"{numeral}.").values_list("ref", flat=True))
    if number is None:
        number = next(n for n in range(1, len(taken) + 2) if f"{numeral}.{n}" not in taken)
        highest = tasks.filter(area=area, number__isnull=False).order_by("number").last()
        number = max(number, (highest.number or 0) + 1) if highest else number
    ref = f"{numeral}.{number}"
    if ref in taken:
        raise NumberTaken(ref=ref)
    return {"number": number, "ref": ref}


def open_area(version: m.Version, numeral: str, title: str) -> m.Area:
    """A new area behind those of lower numerals."""
    areas = list(m.Area.objects.filter(version=version).order_by("position"))
    value = roman(numeral) or 0
    before = max((one.position for one in areas if 0 < (roman(one.numeral) or 0) < value), default=0)
    behind = next((one.position for one in areas if one.position > before), None)
    place = (before + behind) // 2 if behind else before + AREA_GAP
    if place == before:  # no room: a plan of so many areas has none in order anyway
        place = areas[-1].position + AREA_GAP
    return m.Area.objects.create(version=version, position=place, numeral=numeral, title=title.strip())


def put_tasks(
    version: m.Version,
    area: m.Area,
    tasks: Sequence[TaskWords],
    *,
    origin: Mapping[str, str],
    at: datetime,
) -> dict[int, Sheet]:
    """Sheets of further tasks at the end of an area, by id to be. Raises what reading the words raises."""
    reader = Reader(version)
    lineages = m.Lineage.objects.bulk_create(m.Lineage(made_at=at) for _ in tasks)
    first = place_in(area, len(tasks))
    number = name_task(version, area.pk, None)["number"]
    found: dict[int, Sheet] = {}
    for n, (task, lineage, words) in enumerate(zip(new_ids(len(tasks)), lineages, tasks, strict=True)):
        if not words.title.strip():
            raise TitleMissing
        named = name_task(version, area.pk, words.number or number + n)
        blank = _blank(area, first + n) | named | {"lineage_id": lineage.pk, "origin": dict(origin)}
        found[task] = reader.reworded(blank, words)
    return found


def place_in(area: m.Area, count: int) -> int:
    """The first of ``count`` free positions behind the last task of an area, or of the areas before it."""
    tasks = m.Task.objects.filter(version=area.version_id)
    before = tasks.filter(area__position__lte=area.position).order_by("position").last()
    start = before.position + 1 if before else 1
    if not tasks.filter(position__range=(start, start + count)).exists():
        return start
    last = tasks.order_by("position").last()
    return last.position + GAP if last else start


def _blank(area: m.Area, position: int) -> Sheet:
    lists: Sheet = {
        name: []
        for name in (
            "details",
            "outputs",
            "citations",
            "source",
            "leads",
            "coordinating",
            "deadlines",
            "targets",
            "warnings",
        )
    }
    return lists | {"area_id": area.pk, "position": position, "title": None, "serves_id": None}
