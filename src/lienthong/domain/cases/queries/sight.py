"""Which cases somebody sees: of agencies in their reach, those that ever lay there, those about which an agency there
was asked, and those of which it has originals. Others are not found.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries.rows import CaseRow
from lienthong.spine.actor import Actor


def now_standing() -> QuerySet[m.Stand]:
    """How each case stands now."""
    return m.Stand.objects.filter(until__isnull=True, superseded_at__isnull=True)


def within_sight(rows: QuerySet[m.Stand], by: Actor) -> QuerySet[m.Stand]:
    reach = by.reach(Permission.FOLLOW)
    if reach is None:
        return rows
    lay_there = m.Stand.objects.filter(case=OuterRef("case"), agency__in=reach, superseded_at__isnull=True)
    was_asked = m.Consultation.objects.filter(case=OuterRef("case"), agency__in=reach)
    keeps = m.Original.objects.filter(case=OuterRef("case"), agency__in=reach).exclude(custody="BACK")
    works = m.Side.objects.filter(case=OuterRef("case"), agency__in=reach)
    has_been_here = Exists(lay_there) | Exists(works) | Exists(was_asked) | Exists(keeps)
    return rows.filter(Q(owner__in=reach) | Q(agency__in=reach) | has_been_here)


def is_only_asked(row: CaseRow, by: Actor) -> bool:
    """Whether somebody sees a case for no other reason than that their agency was asked about it, or has originals."""
    reach = by.reach(Permission.FOLLOW)
    if reach is None or reach.intersection({row.owner, row.seat}):
        return False
    lay_there = m.Stand.objects.filter(case=row.id, agency__in=reach, superseded_at__isnull=True)
    return not lay_there.exists() and not m.Side.objects.filter(case=row.id, agency__in=reach).exists()
