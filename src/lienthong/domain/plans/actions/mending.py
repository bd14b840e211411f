"""Changing a draft so that every change can be taken back: tasks as JSON sheets, what was mended in the settlement.

A sheet holds a task with everything below it, and which warnings are about it. None stands for a task that is not
there. All writing takes a constant number of statements, however many tasks it concerns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Func, IntegerField, Max, Min, Sum

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import BuiltUpon, NotUnderReview
from lienthong.domain.plans.rules.difference import Change, DoesNotFitError, changes, undo
from lienthong.spine.text import search_key

type Sheet = dict[str, Any]

COLUMNS = (
    "area_id",
    "position",
    "ref",
    "number",
    "title",
    "details",
    "outputs",
    "citations",
    "source",
    "lineage_id",
    "serves_id",
    "origin",
)
BATCH = 2_000
GAP = 1_000
"""Positions lie this far apart, so that a task can be put between two others."""


@dataclass(frozen=True)
class Mend:
    """What an answer changes: tasks by id, areas that it adds, numbers of citations by id (before, after)."""

    tasks: Mapping[int, Sheet | None] = field(default_factory=dict)
    areas: Sequence[int] = ()
    citations: Mapping[int, tuple[str | None, str | None]] = field(default_factory=dict)


def hold_draft(version: int) -> m.Version:
    """The version under review, locked until the transaction ends. Raises NotUnderReview."""
    drafts = m.Version.objects.select_for_update(no_key=True, of=("self",)).select_related("plan")
    held = drafts.filter(pk=version, issued_at__isnull=True).first()
    if held is None:
        raise NotUnderReview
    return held


def read_sheets(tasks: Iterable[int]) -> dict[int, Sheet]:
    """The tasks that are there, by id."""
    found = {task.pk: _sheet(task) for task in m.Task.objects.filter(pk__in=list(tasks)).order_by("position")}
    for party in m.Party.objects.filter(task__in=found).order_by("task", "part", "position"):
        key = "leads" if party.part == m.Party.Part.LEAD else "coordinating"
        found[party.task_id][key].append(party_sheet(party))
    for deadline in m.Deadline.objects.filter(task__in=found).order_by("task", "position"):
        found[deadline.task_id]["deadlines"].append(deadline_sheet(deadline))
    for target in m.Target.objects.filter(task__in=found).order_by("task", "position"):
        found[target.task_id]["targets"].append(target_sheet(target))
    warnings = m.Warning.objects.filter(task__in=found).order_by("position")
    for warning, task in warnings.values_list("pk", "task"):
        found[task]["warnings"].append(warning)
    return found


def _sheet(task: m.Task) -> Sheet:
    lists: Sheet = {"leads": [], "coordinating": [], "deadlines": [], "targets": [], "warnings": []}
    return {name: getattr(task, name) for name in COLUMNS} | lists


def party_sheet(party: Any) -> Sheet:
    """Of a row, or of what the reader made of some words."""
    return {name: getattr(party, name) for name in ("text", "agency", "group", "inherited")}


def deadline_sheet(deadline: m.Deadline) -> Sheet:
    return {
        "text": deadline.text,
        "subject": deadline.subject,
        "kind": str(deadline.kind),
        "start": _iso(deadline.start),
        "due": _iso(deadline.due),
        "occurrences": deadline.occurrences,
        "inherited": deadline.inherited,
    }


def target_sheet(target: Any) -> Sheet:
    """Values are written without the zeros of their column, so that equal ones look alike."""
    value = Decimal(target.value).normalize()
    return {
        "text": target.text,
        "comparator": target.comparator,
        "value": f"{value:f}",
        "unit": target.unit,
    }


def new_ids(count: int) -> list[int]:
    """Ids for tasks that are to be written; nobody else gets them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('plans_task', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [found for (found,) in cursor.fetchall()]


def commit(version: m.Version, mend: Mend) -> dict[str, Any]:
    """Writes it; returns what was changed in the form that a settlement keeps."""
    before: dict[int, Sheet | None] = dict.fromkeys(mend.tasks) | read_sheets(mend.tasks)
    made = {task: changes(before[task], sheet) for task, sheet in mend.tasks.items()}
    _write(version, mend.tasks)
    _cite(mend.citations)
    kept: dict[str, Any] = {
        "tasks": {
            str(task): [[list(one.path), one.before, one.after] for one in of_task]
            for task, of_task in made.items()
            if of_task
        },
        "areas": list(mend.areas),
        "citations": {str(citation): list(pair) for citation, pair in mend.citations.items()},
    }
    recount(version)
    return {name: value for name, value in kept.items() if value}


def revert(version: m.Version, mended: Mapping[str, Any]) -> None:
    """Takes back what ``commit`` told. Raises BuiltUpon when a later answer changed the same."""
    made = {int(task): _changes(of_task) for task, of_task in mended.get("tasks", {}).items()}
    now: dict[int, Sheet | None] = dict.fromkeys(made) | read_sheets(made)
    try:
        restored = {
            task: undo(now[task], [_linked(one, now[task]) for one in of_task])
            for task, of_task in made.items()
        }
    except DoesNotFitError as fault:
        raise BuiltUpon from fault
    _write(version, restored)
    _cite(
        {int(citation): (after, before) for citation, (before, after) in mended.get("citations", {}).items()}
    )
    areas = m.Area.objects.filter(pk__in=mended.get("areas", ()))
    if m.Task.objects.filter(area__in=areas).exists():
        raise BuiltUpon
    areas.delete()
    recount(version)


def covers(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """True when ``later`` holds as a whole what ``earlier`` changed a part of: undone alone, both would be lost."""
    changed = earlier.get("tasks", {})
    return any(
        len(wide.path) < len(one.path) and one.path[: len(wide.path)] == wide.path
        for task, of_task in later.get("tasks", {}).items()
        for wide in _changes(of_task)
        for one in _changes(changed.get(task, ()))
    )


def _changes(kept: Iterable[tuple[list[str | int], Any, Any]]) -> list[Change]:
    return [Change(tuple(path), before, after) for path, before, after in kept]


def _linked(made: Change, now: Sheet | None) -> Change:
    """Which task above it carries out is said beside the answers: said since, it is nothing that builds on one."""
    if made.path or made.after is None or now is None:
        return made
    return Change((), made.before, made.after | {"serves_id": now["serves_id"]})


def _write(version: m.Version, sheets: Mapping[int, Sheet | None]) -> None:
    """The tasks become as their sheets say."""
    if not sheets:
        return
    there = {task: sheet for task, sheet in sheets.items() if sheet is not None}
    gone = sheets.keys() - there.keys()
    for model in (m.Party, m.Deadline, m.Target):
        model.objects.filter(task__in=list(sheets)).delete()
    m.Warning.objects.filter(task__in=list(sheets)).update(task=None)
    m.Task.objects.filter(pk__in=gone).delete()
    m.Task.objects.bulk_create(
        (_task(version, task, sheet) for task, sheet in there.items()),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*(name.removesuffix("_id") for name in COLUMNS), "search"],
        batch_size=BATCH,
    )
    _write_below(there)
    about = {warning: task for task, sheet in there.items() for warning in sheet["warnings"]}
    warnings = list(m.Warning.objects.filter(pk__in=about))
    for warning in warnings:
        warning.task_id = about[warning.pk]
    m.Warning.objects.bulk_update(warnings, ["task"], batch_size=BATCH)


def _task(version: m.Version, task: int, sheet: Sheet) -> m.Task:
    parties = [party["text"] for party in (*sheet["leads"], *sheet["coordinating"])]
    words = [
        sheet["ref"],
        sheet["title"] or "",
        *sheet["details"],
        *sheet["outputs"],
        *parties,
        *sheet["citations"],
    ]
    return m.Task(
        pk=task,
        version=version,
        search=search_key(" ".join(words)),
        **{name: sheet[name] for name in COLUMNS},
    )


def _write_below(sheets: Mapping[int, Sheet]) -> None:
    parties: list[m.Party] = []
    for part, key in ((m.Party.Part.LEAD, "leads"), (m.Party.Part.COORDINATING, "coordinating")):
        parties += [
            m.Party(task_id=task, part=part, position=n, **party)
            for task, sheet in sheets.items()
            for n, party in enumerate(sheet[key], 1)
        ]
    m.Party.objects.bulk_create(parties, batch_size=BATCH)
    m.Deadline.objects.bulk_create(
        (
            m.Deadline(task_id=task, position=n, **deadline)
            for task, sheet in sheets.items()
            for n, deadline in enumerate(sheet["deadlines"], 1)
        ),
        batch_size=BATCH,
    )
    m.Target.objects.bulk_create(
        (
            m.Target(task_id=task, position=n, **target)
            for task, sheet in sheets.items()
            for n, target in enumerate(sheet["targets"], 1)
        ),
        batch_size=BATCH,
    )


def _cite(citations: Mapping[int, tuple[str | None, str | None]]) -> None:
    """Gives citations other numbers. Raises BuiltUpon where a number is no longer the one before."""
    held = {one.pk: one for one in m.Citation.objects.filter(pk__in=citations)}
    for pk, (before, after) in citations.items():
        if pk not in held or held[pk].number != before:
            raise BuiltUpon
        held[pk].number = after
    m.Citation.objects.bulk_update(held.values(), ["number"])


class _Length(Func):
    function = "CARDINALITY"
    output_field = IntegerField()


def recount(version: m.Version) -> None:
    """``Version.summary`` counts what is there: the fields of ``queries.Summary``."""
    tasks = m.Task.objects.filter(version=version).aggregate(
        tasks=Count("id"), areas=Count("area", distinct=True), outputs=Sum(_Length("outputs"), default=0)
    )
    dues = m.Deadline.objects.filter(task__version=version).aggregate(
        deadlines=Count("id"), first_due=Min("due"), last_due=Max("due")
    )
    version.summary = {
        **tasks,
        **dues,
        "first_due": _iso(dues["first_due"]),
        "last_due": _iso(dues["last_due"]),
        "targets": m.Target.objects.filter(task__version=version).count(),
        "citations": m.Citation.objects.filter(version=version).count(),
        "warnings": m.Warning.objects.filter(version=version).count(),
    }
    version.save(update_fields=["summary"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
