"""What of a plan everyone may see beyond the plan itself."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import NotYours, PlanNotFound, ReasonMissing
from lienthong.domain.plans.permissions import can_monitor
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def show_lateness(*, plan: int, shows: bool, decision: str, by: Actor, at: datetime) -> None:
    """Lets everyone see who is late, or no more, as the People's Committee decided (``decision``).

    Raises PlanNotFound, NotYours, ReasonMissing.
    """
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    if held is None:
        raise PlanNotFound
    if not can_monitor(by, held.monitor):
        raise NotYours
    if not decision.strip():
        raise ReasonMissing
    held.shows_lateness = shows
    held.save(update_fields=["shows_lateness"])
    record(
        by=by,
        verb="plans.show_lateness",
        subject=f"plan:{held.pk}",
        agency=by.agency,
        at=at,
        details={"shows": shows, "decision": decision.strip()},
    )
