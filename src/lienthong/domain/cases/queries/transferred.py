"""Cases as somebody of the post sees them who works under an agreement: what they did, and results they may give."""

from collections.abc import Collection
from datetime import datetime

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import State
from lienthong.domain.transfers.queries import Step, deed_of
from lienthong.spine.actor import Actor


def list_to_give(
    agency: str, procedures: Collection[str], now: datetime, *, case: int | None = None
) -> list[CaseRow]:
    """Results of these procedures that lie at an agency's one-stop, the oldest first; of one ``case``, or all."""
    rows = now_standing().filter(
        closed=False, owner=agency, state=State.READY.value, procedure__in=list(procedures)
    )
    if case is not None:
        rows = rows.filter(case=case)
    return [case_row(row, now) for row in rows.select_related("case").order_by("since", "case")[:200]]


def list_of_deeds(cases: Collection[int], now: datetime) -> dict[int, CaseRow]:
    """How those stand now which somebody took in or gave."""
    rows: list[m.Stand] = list(now_standing().filter(case__in=list(cases)).select_related("case"))
    return {row.case_id: case_row(row, now) for row in rows}


def has_received(case: int, by: Actor) -> bool:
    """Whether this person of the post took it in, under an agreement."""
    return deed_of(f"case:{case}", Step.RECEIVE, account=by.account) is not None
