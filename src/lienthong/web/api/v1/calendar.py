"""Days that differ from their week: off, or worked to make up for another."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from lienthong.spine.calendar import queries
from lienthong.web.api.v1.shapes import Problem
from lienthong.web.api.v1.shapes_cases import HolidayShape
from lienthong.web.api.v1.when import When
from lienthong.web.entrance.moment import FIRST, LAST

router = Router(tags=["calendar"])


@router.get(
    "/{int:year}",
    response={200: list[HolidayShape], 400: Problem, 404: Problem, 429: Problem},
    summary="Days off and days worked instead, with the decision behind each",
)
def holidays(request: HttpRequest, year: int, when: Query[When]) -> list[dict[str, Any]]:
    """As decided up to today, or as known on a day."""
    moment = when.moment(request)
    if not FIRST <= year <= LAST:
        raise Http404
    decided: dt.date | None = None if moment.is_today else moment.as_of
    rows = queries.list_days(year, as_of=decided, known=moment.known)
    return [
        {
            "on": row.value.on,
            "kind": row.value.kind.value,
            "name": row.value.name,
            "swapped_with": row.value.swapped_with,
            "decision": row.value.basis.decision,
            "confirmed": row.value.basis.confirmed,
        }
        for row in rows
    ]
