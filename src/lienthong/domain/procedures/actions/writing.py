"""A version's rows, written whole from a record."""

from collections.abc import Iterable
from typing import Any

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.eform import keep_order
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.text import search_key, sort_key

PARTS = (m.Way, m.Paper, m.Fee, m.Basis, m.Form)


def head_of(code: str, record: Record) -> dict[str, Any]:
    """The version's own columns."""
    rule = record.supplement
    return {
        "name": record.name,
        "field": record.field,
        "levels": [level.value for level in record.levels],
        "agencies": list(record.agencies),
        "coordinating": record.coordinating,
        "audience": [one.value for one in record.audience],
        "sequence": record.sequence,
        "conditions": record.conditions,
        "result": record.result,
        "validity": record.validity,
        "online_level": record.online_level,
        "online_extent": record.online_extent or "",
        "returns_by_post": record.returns_by_post,
        "originals_travel": record.originals_travel,
        "copies_of_file": record.copies_of_file,
        "fee_text": record.fee_text,
        "supplement_rounds": rule.rounds if rule else None,
        "supplement_within": rule.within if rule else None,
        "supplement_effect": rule.effect.value if rule else "",
        "supplement_basis": rule.basis if rule else "",
        "form": keep_order(record.form),
        "search": search_key(f"{code} {record.name} {record.field}"),
        "sort_key": sort_key(record.name)[:1000],
    }


def rewrite(version: m.Version, record: Record) -> None:
    """The rows below a draft as the record says; a dozen statements however long it is."""
    empty(version)
    write(version, record)


def empty(version: m.Version) -> None:
    # asked apart: joined with itself, a table that its statistics call empty is walked once for each of its rows
    steps = list(m.Step.objects.filter(version=version).values_list("pk", flat=True))
    m.Task.objects.filter(step__in=steps).delete()
    for part in (*PARTS, m.Step):
        part._default_manager.filter(version=version).delete()


def write(version: m.Version, record: Record) -> None:
    m.Way.objects.bulk_create(_ways(version, record))
    m.Paper.objects.bulk_create(
        m.Paper(
            version=version,
            position=place,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            certified=paper.certified,
            electronic=paper.electronic,
            required=paper.required,
            held_by=paper.held_by,
        )
        for place, paper in enumerate(record.papers, 1)
    )
    m.Fee.objects.bulk_create(_fees(version, record))
    m.Basis.objects.bulk_create(
        m.Basis(
            version=version,
            position=place,
            number=basis.number,
            title=basis.title,
            issued_on=basis.issued_on,
            issuer=basis.issuer,
        )
        for place, basis in enumerate(record.bases, 1)
    )
    m.Form.objects.bulk_create(
        m.Form(version=version, position=place, name=form.name, code=form.code, basis=form.basis)
        for place, form in enumerate(record.forms, 1)
    )
    _write_steps(version, record)


def _ways(version: m.Version, record: Record) -> Iterable[m.Way]:
    for place, way in enumerate(record.ways, 1):
        told = {"amount": way.duration.amount, "unit": way.duration.unit.value} if way.duration else {}
        yield m.Way(version=version, position=place, channel=way.channel.value, note=way.note, **told)


def _fees(version: m.Version, record: Record) -> Iterable[m.Fee]:
    for place, fee in enumerate(record.fees, 1):
        yield m.Fee(
            version=version,
            position=place,
            kind=fee.kind.value,
            name=fee.name,
            amount=fee.amount,
            channel=fee.channel.value if fee.channel else "",
            rule=fee.rule,
            exemptions=fee.exemptions,
            since=fee.since,
            until=fee.until,
        )


def _write_steps(version: m.Version, record: Record) -> None:
    rows = m.Step.objects.bulk_create(
        m.Step(
            version=version,
            position=place,
            name=step.name,
            unit=step.unit,
            role=step.role,
            amount=step.time,
            online_amount=step.online,
            measure=step.measure.value,
            kind=step.kind.value,
            after=list(step.after),
            returns=list(step.returns),
        )
        for place, step in enumerate(record.steps, 1)
    )
    m.Task.objects.bulk_create(
        m.Task(
            step=row,
            position=place,
            name=task.name,
            days=task.days,
            ends=task.ends,
            pauses=task.pauses.value if task.pauses else "",
            resumes=task.resumes,
        )
        for row, step in zip(rows, record.steps, strict=True)
        for place, task in enumerate(step.tasks, 1)
    )
