"""The register book of an agency (sổ theo dõi hồ sơ): every case that it numbered in a period, in the book's order."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.layouts import LayoutRow, get_layout
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.queries.wording import Reach, Words, head_words, in_book, register_cells
from lienthong.domain.cases.rules.forms import Kind
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.organisations.queries import get_names, get_path
from lienthong.domain.parties.queries import kept_of, list_parties
from lienthong.spine import clock
from lienthong.spine.actor import Actor

MOST = 2_000


def count_register(agency: str, period: Period) -> int:
    return _received(agency, period).count()


def register_words(agency: str, period: Period, *, by: Actor, now: datetime) -> tuple[LayoutRow, Words]:
    """On the form of the period's last day. Addresses and telephones as far as this reader sees them at the desk."""
    stands = now_standing().filter(case__in=_received(agency, period)).select_related("case")
    rows = [case_row(stand, now) for stand in stands.order_by("case__day", "case__place")[:MOST]]
    layout = get_layout(Kind.REGISTER, period.last)
    path = get_path(agency, period.last)[::-1] or [agency]
    names = get_names(path[:2], period.last)
    name = names.get(agency, agency)
    cells = register_cells(rows, agency=name, reaches=_reaches(rows, by), given=_given(rows))
    superior = names.get(path[1], "") if len(path) > 1 else ""
    head = head_words(layout, day=clock.local(now).date(), agency=name, superior=superior)
    return layout, head | {
        "period": f"(Từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y})",
        "rows": cells,
        "closing": f"Tổng số: {len(cells)} hồ sơ.",
    }


def _received(agency: str, period: Period) -> QuerySet[m.Case]:
    return m.Case.objects.filter(in_book(agency), day__gte=period.first, day__lte=period.last)


def _reaches(rows: Sequence[CaseRow], by: Actor) -> dict[int, Reach]:
    kept = kept_of([row.applicant for row in rows])
    found = {party.id: Reach(party.address, party.phone) for party in list_parties(list(kept), by)}
    return {party: found[one] for party, one in kept.items() if one in found}


def _given(rows: Sequence[CaseRow]) -> dict[int, datetime]:
    """When each result was handed to the applicant."""
    told = m.Happening.objects.filter(case__in=[row.id for row in rows], verb=Verb.GIVEN)
    return dict(told.values_list("case", "occurred_at"))
