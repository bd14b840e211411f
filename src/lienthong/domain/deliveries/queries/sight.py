"""Whose parcels somebody sees: of agencies in their reach; others’ are not found."""

from django.db.models import Model, QuerySet

from lienthong.domain.deliveries.permissions import Permission
from lienthong.spine.actor import Actor


def within_sight[M: Model](rows: QuerySet[M], by: Actor) -> QuerySet[M]:
    reach = by.reach(Permission.SEE)
    return rows if reach is None else rows.filter(agency__in=reach)
