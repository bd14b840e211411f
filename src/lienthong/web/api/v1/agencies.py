"""Agencies as of a day, and what became of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from lienthong.domain.organisations import queries
from lienthong.web.api.v1.leaves import follow
from lienthong.web.api.v1.shapes import AgencyHistory, AgencyShape, Problem
from lienthong.web.api.v1.when import Leaf, Leaves, When, Words
from lienthong.web.entrance.moment import Moment

router = Router(tags=["agencies"])

After = Annotated[str, Query(max_length=40, description="the code after which the page begins")]


@router.get("/", response={200: Leaves[AgencyShape], 400: Problem, 429: Problem}, summary="Agencies of a day")
def agencies(
    request: HttpRequest, when: Query[When], leaf: Query[Leaf], q: Words = "", after: After = ""
) -> dict[str, Any]:
    """In the order of names; ``next`` follows the last row, so that none is told twice."""
    moment = when.moment(request)
    day, known = moment.as_of, moment.known
    begin = {"after": after} if after else {"offset": leaf.offset}
    rows = queries.list_agencies(day, known, search=q, limit=leaf.size + 1, **begin)
    page = follow(request, _shapes(rows, moment), leaf.size, lambda row: row["code"])
    return page | {"count": queries.count_agencies(day, known, search=q)}


@router.get(
    "/{code}",
    response={200: AgencyHistory, 400: Problem, 404: Problem, 429: Problem},
    summary="One agency, its history, where its work came from and went",
)
def agency(request: HttpRequest, code: str, when: Query[When]) -> dict[str, Any]:
    moment = when.moment(request)
    day, known = moment.as_of, moment.known
    history = [row for row in queries.list_versions(code, known) if (row.agency.since or day) <= day]
    if not history:
        raise Http404
    found = queries.get_agency(code, day, known)
    return {
        "code": code,
        "agency": _shapes([found], moment)[0] if found else None,
        "heir": queries.get_heir(code, day, known),
        "history": [_version(row, day) for row in history],
        "successors": [_edge(row) for row in queries.successors(code, day, known)],
        "predecessors": [_edge(row) for row in queries.predecessors(code, day, known)],
    }


def _shapes(rows: Sequence[queries.AgencyRow], moment: Moment) -> list[dict[str, Any]]:
    codes = queries.list_official_codes([row.code for row in rows], moment.as_of, moment.known)
    return [asdict(row) | {"official_codes": [asdict(code) for code in codes[row.code]]} for row in rows]


def _version(row: queries.VersionRow, day: dt.date) -> dict[str, Any]:
    """An end that lies after the day asked about had not occurred by then."""
    until = row.until if row.until and row.until <= day else None
    return asdict(row.agency) | {"until": until}


def _edge(row: queries.EdgeRow) -> dict[str, Any]:
    return asdict(row.edge) | {"decision": row.decision}
