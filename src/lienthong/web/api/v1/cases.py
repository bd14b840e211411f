"""How a case stands, for whoever can prove that it is theirs; table II.06a, for those who follow cases."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Header, Query, Router

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases import queries
from lienthong.domain.cases.exchange import status_of
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Asked, By, Period
from lienthong.spine import clock
from lienthong.web.api.v1.callers import OPTIONAL, caller
from lienthong.web.api.v1.shapes import Problem
from lienthong.web.api.v1.shapes_cases import BoardShape, CaseStatus
from lienthong.web.api.v1.when import Days

router = Router(tags=["cases"])

Proof = Annotated[
    str,
    Header(
        alias="X-Case-Proof",
        max_length=40,
        description="the applicant's telephone or personal number in full; never part of an address",
    ),
]


@router.get(
    "/cases/{number}",
    response={200: CaseStatus, 400: Problem, 404: Problem, 429: Problem},
    summary="How a case stands: by its number and a proof, or for who follows it",
    **OPTIONAL,
)
def case(request: HttpRequest, number: str, proof: Proof = "") -> dict[str, Any]:
    """A wrong proof is answered like a number that does not exist."""
    return status_of(queries.track(number, proof=proof, by=caller(request, Scope.CASES), now=clock.now()))


@router.get(
    "/boards",
    response={200: BoardShape, 400: Problem, 404: Problem, 429: Problem},
    summary="Table II.06a of any days, of the agencies that one follows; not there for others",
    **OPTIONAL,
    by_alias=True,
)
def boards(request: HttpRequest, days: Query[Days]) -> dict[str, Any]:
    by, moment = caller(request, Scope.BOARDS), days.moment(request)
    if not by.may(Permission.FOLLOW):
        raise Http404
    period = days.period(queries.reported(moment.today))
    asked = Asked(period, clock.now(), moment.known, by.reach(Permission.FOLLOW))
    if days.unit:
        asked = queries.narrowed(asked, queries.units_below(days.unit, period, moment.known))
        if not asked.units:
            raise Http404
    return _board(period, queries.get_board(asked, By(days.by)))


def _board(period: Period, board: queries.Board) -> dict[str, Any]:
    rows = [{"key": line.key, "name": line.name, **line.counts.as_data()} for line in board.lines]
    days = {"from": period.first, "to": period.last}
    return {"period": days, "total": asdict(board.total), "rows": rows}
