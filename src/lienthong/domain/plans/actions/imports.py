"""A plan comes in: its file is kept, its reading becomes a version that people review."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import BATCH, GAP
from lienthong.domain.plans.actions.placing import AREA_GAP
from lienthong.domain.plans.errors import DocumentUnknown, PlanAlreadyImported
from lienthong.domain.plans.facts import PlanImported
from lienthong.domain.plans.rules.reading import DocumentReading, PlanReading, TaskReading
from lienthong.domain.plans.rules.refs import name_tasks
from lienthong.domain.plans.rules.source import Cell
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import search_key

SOURCE_USE = Use("plans.source", (FileType.DOCX, FileType.XLSX, FileType.TEXT), 10 * MB)


@transaction.atomic
def receive_source(*, content: BinaryIO, name: str, agency: str, by: Actor, at: datetime) -> FileRow:
    """Keeps the file of a plan that waits to be read and accepted. Raises a FileRefused."""
    file = put(content=content, name=name, use=SOURCE_USE, agency=agency, by=by, at=at)
    record(
        by=by,
        verb="plans.receive_source",
        subject=f"file:{file.id}",
        agency=agency,
        at=at,
        details={"name": file.name, "digest": file.digest, "size": file.size},
    )
    return file


@transaction.atomic
def accept_import(
    *,
    reading: PlanReading,
    agency: str,
    source_name: str,
    source_digest: str,
    source_file: int | None = None,
    by: Actor,
    at: datetime,
) -> str:
    """Keeps a reading as the first version of its plan, under review, and returns the plan's slug; all or nothing.

    ``agency`` is the code of who issued it. Raises DocumentUnknown, PlanAlreadyImported.
    """
    document = reading.document
    plan = _plan(document, agency, at)
    version = m.Version.objects.create(
        plan=plan,
        number=1,
        occurred_on=plan.issued_on,
        recorded_at=at,
        source_name=source_name[:255],
        source_digest=source_digest,
        source_file=source_file,
        decision=plan.number,
        summary=summary_of(reading),
    )
    keep_reading(version, reading)
    subject = f"plan:{plan.pk}"
    state(PlanImported(plan_id=plan.pk, version_id=version.pk), subject=subject, at=at)
    details: dict[str, Json] = {"number": plan.number, "tasks": len(reading.tasks), "source": source_digest}
    record(by=by, verb="plans.accept_import", subject=subject, agency=agency, at=at, details=details)
    return plan.slug


def _plan(document: DocumentReading, agency: str, at: datetime) -> m.Plan:
    for missing in ("number", "issued_on", "year"):
        if getattr(document, missing) is None:
            raise DocumentUnknown(missing=missing)
    assert document.number and document.issued_on and document.year  # noqa: S101 - for the types, refused above
    plan, made = m.Plan.objects.get_or_create(
        number=document.number,
        issued_on=document.issued_on,
        agency=agency,
        defaults={
            "slug": slug_of(document.number, document.issued_on, agency),
            "issuer": document.issuer or "",
            "year": document.year,
            "title": document.title or "",
            "recorded_at": at,
        },
    )
    if not made:
        raise PlanAlreadyImported(number=document.number, issued_on=f"{document.issued_on:%d/%m/%Y}")
    return plan


def slug_of(number: str, issued_on: date, agency: str, *, but: int = 0) -> str:
    """Unique as number, day and agency together are: 751-qd-ubnd-2020; with the day where one number returns in a
    year, with the agency where another agency had it. ``but`` is the plan that asks.
    """
    others = m.Plan.objects.exclude(pk=but)
    base = search_key(f"{number} {issued_on:%Y}").replace(" ", "-")[:60]
    for more in ("", f"-{issued_on:%m%d}", f"-{agency.lower()}"):
        if not others.filter(slug=base + more).exists():
            return base + more
    return f"{base}-{issued_on:%m%d}-{agency.lower()}"


def keep_reading(version: m.Version, reading: PlanReading) -> None:
    """Every row below the version, in a dozen statements however large the plan is."""
    places = range(1, len(reading.objectives) + 1)
    _insert(
        m.Objective(version=version, position=n, text=text)
        for n, text in zip(places, reading.objectives, strict=True)
    )
    _insert(_section(version, n, section) for n, section in enumerate(reading.sections, 1))
    areas = _insert(
        m.Area(version=version, position=n * AREA_GAP, numeral=area.numeral, title=area.title)
        for n, area in enumerate(reading.areas, 1)
    )
    tasks = _insert(_tasks(version, reading, _by_numeral(version, areas)))
    pairs = list(zip(tasks, reading.tasks, strict=True))
    _insert(party for task, read in pairs for party in _parties(task, read))
    _insert(deadline for task, read in pairs for deadline in _deadlines(task, read))
    _insert(target for task, read in pairs for target in _targets(task, read))
    _insert(
        m.Citation(
            version=version, position=n, type=c.type, number=c.number, issued_on=c.issued_on, issuer=c.issuer
        )
        for n, c in enumerate(reading.citations, 1)
    )
    _insert(_warnings(version, tasks, reading))


def summary_of(reading: PlanReading) -> dict[str, Any]:
    """The fields of ``queries.Summary``."""
    tasks = reading.tasks
    dues = sorted(deadline.due.isoformat() for task in tasks for deadline in task.deadlines if deadline.due)
    return {
        "areas": len({task.area for task in tasks}),
        "tasks": len(tasks),
        "outputs": sum(len(task.outputs) for task in tasks),
        "deadlines": sum(len(task.deadlines) for task in tasks),
        "targets": sum(len(task.targets) for task in tasks),
        "citations": len(reading.citations),
        "warnings": len(reading.cautions) + sum(len(task.cautions) for task in tasks),
        "first_due": dues[0] if dues else None,
        "last_due": dues[-1] if dues else None,
    }


def _insert[
    M: (
        m.Lineage,
        m.Objective,
        m.Section,
        m.Area,
        m.Task,
        m.Party,
        m.Deadline,
        m.Target,
        m.Citation,
        m.Warning,
    )
](
    rows: Iterable[M],
) -> list[M]:
    made = list(rows)
    return type(made[0])._default_manager.bulk_create(made, batch_size=BATCH) if made else []


def _section(version: m.Version, position: int, section: Any) -> m.Section:
    return m.Section(
        version=version,
        position=position,
        address=section.address,
        level=section.address.count(".") + 1,
        text=section.text,
    )


def _by_numeral(version: m.Version, areas: list[m.Area]) -> dict[str | None, m.Area]:
    """A task outside every area gets one without a numeral, so that it is not lost from the pages."""
    found: dict[str | None, m.Area] = {}
    for area in areas:
        found.setdefault(area.numeral, area)
    found[None] = m.Area(version=version, position=(len(areas) + 1) * AREA_GAP, numeral="", title="")
    return found


def _tasks(version: m.Version, reading: PlanReading, areas: dict[str | None, m.Area]) -> Iterator[m.Task]:
    refs = name_tasks((task.area, task.number) for task in reading.tasks)
    lineages = _insert(m.Lineage(made_at=version.recorded_at) for _ in reading.tasks)
    rows = zip(refs, reading.tasks, lineages, strict=True)
    for position, (ref, task, lineage) in enumerate(rows, 1):
        area = areas.get(task.area) or areas[None]
        if area.pk is None:
            area.save()
        yield m.Task(
            version=version,
            area=area,
            position=position * GAP,
            ref=ref,
            number=task.number,
            title=task.title,
            details=list(task.details),
            outputs=list(task.outputs),
            citations=list(task.citations),
            source=[_source(cell) for cell in task.sources],
            search=_search(ref, task),
            lineage=lineage,
        )


def _source(cell: Cell) -> dict[str, Any]:
    place = cell.place
    where = {"line": place.line} if place.line is not None else {"row": place.row, "column": place.column}
    return where | {"text": cell.text, "merged": cell.merged}


def _search(ref: str, task: TaskReading) -> str:
    parties = [party.text for party in (*task.lead, *task.coordinating)]
    return search_key(
        " ".join([ref, task.title or "", *task.details, *task.outputs, *parties, *task.citations])
    )


def _parties(task: m.Task, read: TaskReading) -> Iterator[m.Party]:
    for part, parties in ((m.Party.Part.LEAD, read.lead), (m.Party.Part.COORDINATING, read.coordinating)):
        for position, party in enumerate(parties, 1):
            yield m.Party(
                task=task,
                part=part,
                position=position,
                text=party.text,
                agency=party.agency,
                group=party.group,
                inherited=party.inherited,
            )


def _deadlines(task: m.Task, read: TaskReading) -> Iterator[m.Deadline]:
    for position, deadline in enumerate(read.deadlines, 1):
        yield m.Deadline(
            task=task,
            position=position,
            text=deadline.text,
            subject=deadline.subject,
            kind=deadline.kind.value,
            start=deadline.start,
            due=deadline.due,
            occurrences=[
                [period.start.isoformat(), period.end.isoformat()] for period in deadline.occurrences
            ],
            inherited=deadline.inherited,
        )


def _targets(task: m.Task, read: TaskReading) -> Iterator[m.Target]:
    for position, target in enumerate(read.targets, 1):
        yield m.Target(
            task=task,
            position=position,
            text=target.text,
            comparator=target.comparator,
            value=target.value,
            unit=target.unit,
        )


def _warnings(version: m.Version, tasks: list[m.Task], reading: PlanReading) -> Iterator[m.Warning]:
    of_tasks = [
        (task, caution) for task, read in zip(tasks, reading.tasks, strict=True) for caution in read.cautions
    ]
    of_document = [(None, caution) for caution in reading.cautions]
    for position, (task, caution) in enumerate([*of_document, *of_tasks], 1):
        line = caution.place.line or caution.place.row
        yield m.Warning(
            version=version, task=task, position=position, code=caution.code, about=caution.about, line=line
        )
