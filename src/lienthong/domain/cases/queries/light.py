"""Many cases at once, each as little as somebody needs who keeps rows of their own beside them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import State


@dataclass(frozen=True, slots=True)
class LightRow:
    """``seat`` is where it lies, ``done_at`` when the result was signed, or it ended without one."""

    id: int
    number: str
    procedure: str
    owner: str
    seat: str
    state: State
    received_at: datetime
    done_at: datetime | None


def list_running(procedures: Collection[str], since: datetime | None = None) -> list[LightRow]:
    """All received and open cases of these procedures, of every agency; no reader's sight limits them. ``since``: those
    received from then on.
    """
    rows = now_standing().filter(closed=False, procedure__in=procedures, received_at__isnull=False)
    return _rows(rows.filter(received_at__gte=since) if since else rows)


def list_closed_since(procedures: Collection[str], since: datetime) -> list[LightRow]:
    """Those that were closed since."""
    rows = now_standing().filter(closed=True, procedure__in=procedures, ended_at__gte=since)
    return _rows(rows.filter(received_at__isnull=False))


def list_light(cases: Collection[int]) -> list[LightRow]:
    return _rows(now_standing().filter(case__in=cases, received_at__isnull=False))


def _rows(stands: QuerySet[m.Stand]) -> list[LightRow]:
    found = stands.select_related("case").order_by("case")
    return [
        LightRow(
            id=one.case_id,
            number=one.case.number,
            procedure=one.procedure,
            owner=one.owner,
            seat=one.agency,
            state=State(one.state),
            received_at=cast(datetime, one.received_at),  # only received ones are read
            done_at=one.signed_at or one.ended_at,
        )
        for one in found
    ]
