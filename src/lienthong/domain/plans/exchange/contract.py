"""The stable JSON form of a reading. Keys and their order are promised; see docs/howto/plan-import.md."""

from datetime import date
from decimal import Decimal
from typing import Any

from lienthong.domain.plans.exchange.messages import message
from lienthong.domain.plans.rules.agencies import AgencyReading
from lienthong.domain.plans.rules.citations import Citation
from lienthong.domain.plans.rules.deadlines import Deadline
from lienthong.domain.plans.rules.reading import Caution, DocumentReading, PlanReading, TaskReading
from lienthong.domain.plans.rules.targets import Target


def to_contract(reading: PlanReading) -> dict[str, Any]:
    """The reading as plain JSON values."""
    return {
        "document": _document(reading.document),
        "objectives": list(reading.objectives),
        "areas": [{"numeral": area.numeral, "title": area.title} for area in reading.areas],
        "tasks": [_task(task) for task in reading.tasks],
        "citations": [_citation(one) for one in reading.citations],
        "warnings": [{**_caution(one), "line": one.place.line or one.place.row} for one in reading.cautions],
    }


def _document(document: DocumentReading) -> dict[str, Any]:
    return {
        "number": document.number,
        "issued_on": _day(document.issued_on),
        "issuer": document.issuer,
        "title": document.title,
        "year": document.year,
    }


def _task(task: TaskReading) -> dict[str, Any]:
    return {
        "area": task.area,
        "number": task.number,
        "title": task.title,
        "details": list(task.details),
        "outputs": list(task.outputs),
        "lead": [_agency(one) for one in task.lead],
        "coordinating": [_agency(one) for one in task.coordinating],
        "deadlines": [_deadline(one) for one in task.deadlines],
        "targets": [_target(one) for one in task.targets],
        "citations": list(task.citations),
        "warnings": [_caution(one) for one in task.cautions],
    }


def _agency(one: AgencyReading) -> dict[str, Any]:
    return {"text": one.text, "agency": one.agency, "group": one.group, "inherited": one.inherited}


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "text": one.text,
        "subject": one.subject,
        "kind": one.kind.value,
        "start": _day(one.start),
        "due": _day(one.due),
        "occurrences": [{"start": _day(part.start), "due": _day(part.end)} for part in one.occurrences],
        "inherited": one.inherited,
    }


def _target(one: Target) -> dict[str, Any]:
    return {"text": one.text, "comparator": one.comparator, "value": _figure(one.value), "unit": one.unit}


def _citation(one: Citation) -> dict[str, Any]:
    return {"type": one.type, "number": one.number, "issued_on": _day(one.issued_on), "issuer": one.issuer}


def _caution(one: Caution) -> dict[str, Any]:
    return {"code": one.code, "message": message(one.code, one.about)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figure(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
