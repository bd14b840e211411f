"""Reading plans: frozen rows, a constant number of queries whatever the size of the plan."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import PlanNotFound, TaskNotFound
from lienthong.spine.text import search_words

PAGE = 40


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of a plan, with what tells it apart."""

    id: int
    version_id: int
    version: int
    slug: str
    number: str
    issued_on: dt.date
    issuer: str
    agency: str
    year: int
    title: str
    recorded_at: dt.datetime
    source_name: str
    monitor: str = ""
    overseer: str = ""
    shows_lateness: bool = False
    issued_at: dt.datetime | None = None
    parent: int | None = None
    kind: str = "PLAN"
    last_year: int | None = None
    decision: str = ""
    occurred_on: dt.date = dt.date.min

    @property
    def is_programme(self) -> bool:
        return self.kind == m.Plan.Kind.PROGRAMME

    @property
    def is_below(self) -> bool:
        """True for the plan of an agency below a province."""
        return "-" in self.agency

    @property
    def is_child(self) -> bool:
        """True for a plan that an agency below made from one above."""
        return self.parent is not None and self.is_below


@dataclass(frozen=True, slots=True)
class AreaRow:
    id: int
    numeral: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    text: str
    agency: str | None
    group: str | None
    inherited: bool


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    text: str
    subject: str | None
    kind: str
    start: dt.date | None
    due: dt.date | None
    occurrences: tuple[tuple[dt.date, dt.date], ...]
    inherited: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    text: str
    comparator: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as people read it. ``title`` is None where the plan lost it; ``called`` then says its first words."""

    id: int
    ref: str
    numeral: str
    area_title: str
    number: int | None
    title: str | None
    details: tuple[str, ...]
    outputs: tuple[str, ...]
    leads: tuple[PartyRow, ...]
    coordinating: tuple[PartyRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    targets: tuple[TargetRow, ...]
    citations: tuple[str, ...]
    warnings: int
    lineage: int | None = None

    @property
    def called(self) -> str:
        return self.title or next(iter((*self.details, *self.outputs)), "")


@dataclass(frozen=True, slots=True)
class WarningRow:
    """``exchange.message(code, about)`` says it in the language at hand."""

    code: str
    about: str
    line: int | None
    ref: str | None


@dataclass(frozen=True, slots=True)
class SectionRow:
    address: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A cited document and the tasks that lean on it."""

    type: str
    number: str | None
    issued_on: dt.date | None
    issuer: str | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """One day on which a task owes something; ``occurrence`` counts from 1 within a recurring deadline."""

    on: dt.date
    start: dt.date | None
    task: TaskRow
    deadline: DeadlineRow
    occurrence: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first sentence of a plan's page says."""

    areas: int
    tasks: int
    outputs: int
    deadlines: int
    targets: int
    citations: int
    warnings: int
    first_due: dt.date | None
    last_due: dt.date | None


def list_plans(*, as_of: dt.date, known: dt.datetime | None = None) -> list[PlanRow]:
    """Plans in force by ``as_of`` as known at ``known`` (now when None): those of provinces first, newest year first,
    then those of agencies below, then programmes.
    """
    newest: dict[int, m.Version] = {}
    for version in versions_in_force(as_of, known):
        newest[version.plan_id] = version
    rows = [plan_row(version) for version in newest.values()]
    return sorted(rows, key=lambda row: (row.is_programme, row.is_below, -row.year, row.agency, row.number))


def get_plan(slug: str, *, as_of: dt.date, known: dt.datetime | None = None) -> PlanRow:
    """Raises PlanNotFound when it was not issued, or not known, by then."""
    version = versions_in_force(as_of, known).filter(plan__slug=slug).last()
    if version is None:
        raise PlanNotFound
    return plan_row(version)


def list_drafts(agencies: Iterable[str] | None = None) -> list[PlanRow]:
    """Versions under review of plans that these agencies (None: any) issue, newest first."""
    drafts = (
        m.Version.objects.filter(issued_at__isnull=True)
        .select_related("plan")
        .order_by("-recorded_at", "-id")
    )
    if agencies is not None:
        drafts = drafts.filter(plan__agency__in=list(agencies))
    return [plan_row(version) for version in drafts[:200]]


def get_draft(slug: str) -> PlanRow:
    """The version of a plan under review. Raises PlanNotFound when none is."""
    version = m.Version.objects.filter(plan__slug=slug, issued_at__isnull=True).select_related("plan").first()
    if version is None:
        raise PlanNotFound
    return plan_row(version)


def list_versions(plan: PlanRow) -> list[PlanRow]:
    """Every issued version of a plan, oldest first."""
    versions = m.Version.objects.filter(plan=plan.id, issued_at__isnull=False).select_related("plan")
    return [plan_row(version) for version in versions.order_by("number")]


def get_summary(plan: PlanRow) -> Summary:
    counts = m.Version.objects.values_list("summary", flat=True).get(pk=plan.version_id)
    days = {name: _day(counts[name]) if counts[name] else None for name in ("first_due", "last_due")}
    return Summary(**(counts | days))


def list_areas(plan: PlanRow) -> list[AreaRow]:
    areas = m.Area.objects.filter(version=plan.version_id).order_by("position")
    counts = dict(
        m.Task.objects.filter(version=plan.version_id)
        .values_list("area")
        .annotate(n=Count("id"))
        .values_list("area", "n")
    )
    return [AreaRow(area.pk, area.numeral, area.title, counts.get(area.pk, 0)) for area in areas]


def find_tasks(plan: PlanRow, text: str = "") -> QuerySet[m.Task]:
    """Tasks holding every word of ``text`` in any order, with or without marks; in the document's order.

    Not read yet: slice it, then ``read_tasks``.
    """
    found = m.Task.objects.filter(version=plan.version_id).select_related("area").order_by("position")
    for word in search_words(text):
        found = found.filter(search__contains=word)
    return found


def list_tasks(plan: PlanRow) -> list[TaskRow]:
    """All tasks in the document's order."""
    return read_tasks(find_tasks(plan))


def get_task(plan: PlanRow, ref: str) -> TaskRow:
    """Raises TaskNotFound."""
    rows = read_tasks(find_tasks(plan).filter(ref=ref))
    if not rows:
        raise TaskNotFound
    return rows[0]


def get_neighbours(plan: PlanRow, task: TaskRow) -> tuple[str | None, str | None]:
    """The refs before and after a task in the document's order."""
    refs = list(find_tasks(plan).values_list("ref", flat=True))
    place = refs.index(task.ref)
    return (refs[place - 1] if place else None), (refs[place + 1] if place + 1 < len(refs) else None)


def get_source(task: TaskRow) -> list[dict[str, Any]]:
    """The task's own words with their places: ``[{"line": 273, "text": "..."}]``."""
    source: list[dict[str, Any]] = m.Task.objects.values_list("source", flat=True).get(pk=task.id)
    return source


def list_tasks_of(plan: PlanRow, *, agency: str, groups: Iterable[str] = ()) -> list[TaskRow]:
    """Tasks that ``agency`` leads or coordinates, itself or as a member of ``groups``."""
    concerned = Q(agency=agency) | Q(group__in=list(groups))
    ids = m.Party.objects.filter(concerned, task__version=plan.version_id).values("task")
    return read_tasks(find_tasks(plan).filter(pk__in=ids))


def count_parties(plan: PlanRow) -> list[tuple[str, str | None, str | None, int]]:
    """How many tasks each named party has: (part, agency, group, tasks); words nobody matched are left out."""
    parties = m.Party.objects.filter(task__version=plan.version_id).exclude(agency=None, group=None)
    counted = parties.values_list("part", "agency", "group").annotate(n=Count("task", distinct=True))
    return [(part, agency, group, n) for part, agency, group, n in counted.order_by("-n", "agency", "group")]


def list_dues(plan: PlanRow) -> list[Due]:
    """Every due day of the plan in order; a recurring deadline gives one for each occurrence."""
    dues = [due for task in list_tasks(plan) for deadline in task.deadlines for due in _dues(task, deadline)]
    return sorted(dues, key=lambda due: due.on)


def list_next_dues(plan: PlanRow, day: dt.date, *, limit: int) -> list[Due]:
    """The first ``limit`` due days from ``day`` on; only their tasks are read."""
    ahead = m.Deadline.objects.filter(task__version=plan.version_id, due__gte=day).order_by(
        "due", "task__position"
    )
    single = ahead.filter(occurrences=[])[:limit]
    chosen = {deadline.task_id for deadline in (*single, *ahead.exclude(occurrences=[]))}
    tasks = read_tasks(find_tasks(plan).filter(pk__in=chosen))
    dues = [
        due for task in tasks for deadline in task.deadlines for due in _dues(task, deadline) if due.on >= day
    ]
    return sorted(dues, key=lambda due: due.on)[:limit]


def list_undated(plan: PlanRow) -> list[tuple[TaskRow, DeadlineRow]]:
    """Deadlines that wait for another's decision or that the plan does not state."""
    tasks = list_tasks(plan)
    return [(task, deadline) for task in tasks for deadline in task.deadlines if deadline.due is None]


def list_objectives(plan: PlanRow) -> list[str]:
    return list(
        m.Objective.objects.filter(version=plan.version_id)
        .order_by("position")
        .values_list("text", flat=True)
    )


def list_sections(plan: PlanRow) -> list[SectionRow]:
    sections = m.Section.objects.filter(version=plan.version_id).order_by("position")
    return [SectionRow(section.address, section.level, section.text) for section in sections]


def list_citations(plan: PlanRow) -> list[CitationRow]:
    refs: dict[str, list[str]] = defaultdict(list)
    for ref, cited in (
        m.Task.objects.filter(version=plan.version_id).order_by("position").values_list("ref", "citations")
    ):
        for words in cited:
            refs[words].append(ref)
    citations = m.Citation.objects.filter(version=plan.version_id).order_by("position")
    return [
        CitationRow(
            c.type, c.number, c.issued_on, c.issuer, tuple(_citing(c.number, refs)) if c.number else ()
        )
        for c in citations
    ]


def list_warnings(plan: PlanRow, *, task: TaskRow | None = None) -> list[WarningRow]:
    warnings = m.Warning.objects.filter(version=plan.version_id).select_related("task").order_by("position")
    if task is not None:
        warnings = warnings.filter(task=task.id)
    return [WarningRow(w.code, w.about, w.line, w.task.ref if w.task else None) for w in warnings]


def versions_in_force(as_of: dt.date, known: dt.datetime | None) -> QuerySet[m.Version]:
    """Issued versions that say something by a day, the newest of each plan last."""
    versions = m.Version.objects.filter(occurred_on__lte=as_of, issued_at__isnull=False)
    if known is not None:
        versions = versions.filter(issued_at__lte=known)
    return versions.select_related("plan").order_by("occurred_on", "number")


def plan_row(version: m.Version) -> PlanRow:
    plan = version.plan
    return PlanRow(
        id=plan.pk,
        version_id=version.pk,
        version=version.number,
        slug=plan.slug,
        number=plan.number,
        issued_on=plan.issued_on,
        issuer=plan.issuer,
        agency=plan.agency,
        year=plan.year,
        title=plan.title,
        recorded_at=version.recorded_at,
        source_name=version.source_name,
        monitor=plan.monitor,
        overseer=plan.overseer,
        shows_lateness=plan.shows_lateness,
        issued_at=version.issued_at,
        parent=plan.parent_id,
        kind=plan.kind,
        last_year=plan.last_year,
        decision=version.decision,
        occurred_on=version.occurred_on,
    )


def read_tasks(tasks: Iterable[m.Task]) -> list[TaskRow]:
    """Five queries for any number of tasks."""
    found = list(tasks)
    ids = [task.pk for task in found]
    parties = _by_task(m.Party.objects.filter(task__in=ids).order_by("task", "part", "position"))
    deadlines = _by_task(m.Deadline.objects.filter(task__in=ids).order_by("task", "position"))
    targets = _by_task(m.Target.objects.filter(task__in=ids).order_by("task", "position"))
    warned = m.Warning.objects.filter(task__in=ids).values_list("task").annotate(n=Count("id"))
    warnings = dict(warned.values_list("task", "n"))
    return [
        _row(task, parties[task.pk], deadlines[task.pk], targets[task.pk], warnings.get(task.pk, 0))
        for task in found
    ]


def _by_task[T: (m.Party, m.Deadline, m.Target)](rows: Iterable[T]) -> dict[int, list[T]]:
    grouped: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        grouped[row.task_id].append(row)
    return grouped


def _row(
    task: m.Task,
    parties: Sequence[m.Party],
    deadlines: Sequence[m.Deadline],
    targets: Sequence[m.Target],
    warnings: int,
) -> TaskRow:
    return TaskRow(
        id=task.pk,
        ref=task.ref,
        numeral=task.area.numeral,
        area_title=task.area.title,
        number=task.number,
        title=task.title,
        details=tuple(task.details),
        outputs=tuple(task.outputs),
        leads=tuple(_party(party) for party in parties if party.part == m.Party.Part.LEAD),
        coordinating=tuple(_party(party) for party in parties if party.part == m.Party.Part.COORDINATING),
        deadlines=tuple(_deadline(deadline) for deadline in deadlines),
        targets=tuple(TargetRow(t.text, t.comparator, t.value, t.unit) for t in targets),
        citations=tuple(task.citations),
        warnings=warnings,
        lineage=task.lineage_id,
    )


def _party(party: m.Party) -> PartyRow:
    return PartyRow(party.text, party.agency, party.group, party.inherited)


def _deadline(deadline: m.Deadline) -> DeadlineRow:
    return DeadlineRow(
        text=deadline.text,
        subject=deadline.subject,
        kind=deadline.kind,
        start=deadline.start,
        due=deadline.due,
        occurrences=tuple((_day(start), _day(due)) for start, due in deadline.occurrences),
        inherited=deadline.inherited,
    )


def _dues(task: TaskRow, deadline: DeadlineRow) -> list[Due]:
    if deadline.occurrences:
        return [Due(due, start, task, deadline, n) for n, (start, due) in enumerate(deadline.occurrences, 1)]
    return [Due(deadline.due, deadline.start, task, deadline, None)] if deadline.due else []


def _citing(number: str, refs: dict[str, list[str]]) -> list[str]:
    return sorted({ref for words, found in refs.items() if number in words for ref in found})


def _day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def is_imported(source_digest: str) -> bool:
    """True when a version was read from the file with this SHA-256."""
    return m.Version.objects.filter(source_digest=source_digest).exists()


def find_import(source_digest: str) -> str | None:
    """The slug of the plan that was read from the file with this SHA-256, None while none was."""
    versions = m.Version.objects.filter(source_digest=source_digest).order_by("recorded_at")
    return versions.values_list("plan__slug", flat=True).first()
