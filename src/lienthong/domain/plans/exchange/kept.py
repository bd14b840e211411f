"""A kept plan back in the stable contract, equal to what its file gave when it was read."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lienthong.domain.plans import queries
from lienthong.domain.plans.exchange.messages import message


def plan_contract(plan: queries.PlanRow) -> dict[str, Any]:
    """The contract's object; see docs/howto/plan-import.md."""
    warnings = queries.list_warnings(plan)
    return {
        "document": {
            "number": plan.number,
            "issued_on": plan.issued_on.isoformat(),
            "issuer": plan.issuer or None,
            "title": plan.title or None,
            "year": plan.year,
        },
        "objectives": queries.list_objectives(plan),
        "areas": [
            {"numeral": area.numeral, "title": area.title}
            for area in queries.list_areas(plan)
            if area.numeral
        ],
        "tasks": task_contracts(queries.list_tasks(plan), warnings),
        "citations": [_citation(citation) for citation in queries.list_citations(plan)],
        "warnings": [{**_warning(one), "line": one.line} for one in warnings if one.ref is None],
    }


def task_contracts(
    tasks: Iterable[queries.TaskRow], warnings: Iterable[queries.WarningRow]
) -> list[dict[str, Any]]:
    """The contract's objects of some tasks of one plan; ``warnings`` may be those of the whole plan."""
    by_ref: dict[str | None, list[queries.WarningRow]] = defaultdict(list)
    for warning in warnings:
        by_ref[warning.ref].append(warning)
    return [_task(task, by_ref[task.ref]) for task in tasks]


def _task(task: queries.TaskRow, warnings: list[queries.WarningRow]) -> dict[str, Any]:
    return {
        "area": task.numeral or None,
        "number": task.number,
        "title": task.title,
        "details": list(task.details),
        "outputs": list(task.outputs),
        "lead": [_party(party) for party in task.leads],
        "coordinating": [_party(party) for party in task.coordinating],
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "targets": [_target(target) for target in task.targets],
        "citations": list(task.citations),
        "warnings": [_warning(one) for one in warnings],
    }


def _party(party: queries.PartyRow) -> dict[str, Any]:
    return {"text": party.text, "agency": party.agency, "group": party.group, "inherited": party.inherited}


def _deadline(deadline: queries.DeadlineRow) -> dict[str, Any]:
    return {
        "text": deadline.text,
        "subject": deadline.subject,
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "due": deadline.due.isoformat() if deadline.due else None,
        "occurrences": [
            {"start": start.isoformat(), "due": due.isoformat()} for start, due in deadline.occurrences
        ],
        "inherited": deadline.inherited,
    }


def _target(target: queries.TargetRow) -> dict[str, Any]:
    value = int(target.value) if target.value == target.value.to_integral_value() else float(target.value)
    return {"text": target.text, "comparator": target.comparator, "value": value, "unit": target.unit}


def _citation(citation: queries.CitationRow) -> dict[str, Any]:
    return {
        "type": citation.type,
        "number": citation.number,
        "issued_on": citation.issued_on.isoformat() if citation.issued_on else None,
        "issuer": citation.issuer,
    }


def _warning(warning: queries.WarningRow) -> dict[str, Any]:
    return {"code": warning.code, "message": message(warning.code, warning.about)}
