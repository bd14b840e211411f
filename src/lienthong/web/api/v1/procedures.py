"""Procedures in force on a day, and what one of them says."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.exchange import find_faults, pruned
from lienthong.spine import clock
from lienthong.web.api.v1.leaves import follow
from lienthong.web.api.v1.shapes import Problem
from lienthong.web.api.v1.shapes_cases import FormAnswers, FormFault, ProcedureShape, ProcedureWhole
from lienthong.web.api.v1.when import Following, Slice, When

router = Router(tags=["procedures"])

After = Annotated[str, Query(max_length=40, description="the code after which the page begins")]


@router.get(
    "/",
    response={200: Slice[ProcedureShape], 400: Problem, 429: Problem},
    summary="Procedures in force, by code",
)
def procedures(
    request: HttpRequest, when: Query[When], leaf: Query[Following], after: After = ""
) -> dict[str, Any]:
    rows = queries.list_published(when.moment(request).as_of, after=after, limit=leaf.size + 1)
    return follow(request, [asdict(row) for row in rows], leaf.size, lambda row: row["code"])


@router.get(
    "/{code}",
    response={200: ProcedureWhole, 400: Problem, 404: Problem, 429: Problem},
    summary="One procedure: time, papers, fees, legal bases",
)
def procedure(request: HttpRequest, code: str, when: Query[When]) -> dict[str, Any]:
    row = queries.get_published(code, when.moment(request).as_of)
    record = asdict(queries.get_record(row.id))
    whole = {
        name: record[name] for name in ("levels", "agencies", "ways", "papers", "fees", "bases", "result")
    }
    online = record["online_level"]
    return whole | {
        "code": row.code,
        "name": row.name,
        "field": row.field,
        "online_level": None if online is None else int(online),
        "decision": row.decision,
        "effective_from": row.effective_from,
        "until": row.until,
    }


@router.get(
    "/{code}/form",
    response={200: dict[str, Any], 400: Problem, 404: Problem, 429: Problem},
    summary="The electronic form of a procedure: a JSON Schema (2020-12), the one that the pages are drawn from",
)
def form(request: HttpRequest, code: str, when: Query[When]) -> dict[str, Any]:
    row = queries.get_published(code, when.moment(request).as_of)
    return dict(queries.get_filing(row.id).form.schema)


@router.post(
    "/{code}/form/check",
    response={200: list[FormFault], 400: Problem, 404: Problem, 429: Problem},
    summary="What is wrong with answers to the form; nothing is kept",
)
def check_form(request: HttpRequest, code: str, given: FormAnswers) -> list[dict[str, Any]]:
    """``path`` leads to the answer: names, and numbers of entries from 0. An empty list: all is well."""
    del request
    today = clock.today()
    found = queries.get_filing(queries.get_published(code, today).id).form
    faults = find_faults(found.schema, pruned(found, given.answers), today)
    return [{"path": list(fault.path), "message": fault.message} for fault in faults]
