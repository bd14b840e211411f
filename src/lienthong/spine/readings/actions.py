from collections.abc import Collection
from datetime import datetime

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.readings.models import Reading


def note(
    *, subjects: Collection[str], parts: Collection[str], by: Actor, at: datetime, reason: str = ""
) -> None:
    """Writes down that ``by`` is about to be shown ``parts`` of each subject; called before anything is shown.

    One statement, whatever the number of subjects.
    """
    now = clock.real_now()
    Reading.objects.bulk_create(
        Reading(
            subject=subject,
            parts=sorted(parts),
            reason=reason,
            account=by.account,
            name=by.name,
            hat=by.agency,
            position=by.position,
            acting_for=by.acting_for,
            origin=by.origin,
            at=at,
            real_at=now,
        )
        for subject in sorted(subjects)
    )
