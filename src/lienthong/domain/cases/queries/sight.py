"""Which cases somebody sees: of agencies in their reach, and those that ever lay there. Others are not found."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.permissions import Permission
from lienthong.spine.actor import Actor


def now_standing() -> QuerySet[m.Stand]:
    """How each case stands now."""
    return m.Stand.objects.filter(until__isnull=True, superseded_at__isnull=True)


def within_sight(rows: QuerySet[m.Stand], by: Actor) -> QuerySet[m.Stand]:
    reach = by.reach(Permission.FOLLOW)
    if reach is None:
        return rows
    lay_there = m.Stand.objects.filter(case=OuterRef("case"), agency__in=reach, superseded_at__isnull=True)
    return rows.filter(Q(owner__in=reach) | Q(agency__in=reach) | Exists(lay_there))
