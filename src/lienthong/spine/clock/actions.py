"""What sets the clock."""

from datetime import datetime

from django.db import transaction

from lienthong.spine.clock.models import ClockAnchor
from lienthong.spine.clock.queries import given_start, is_moved, newest_recorded, real_now


@transaction.atomic
def start() -> datetime:
    """Anchors business time for all processes of this start, and tells where it stands.

    It resumes where the setting says, but no earlier than the newest ``recorded_at``. Nothing is anchored in
    production. Raises ClockRefused, InstantUnreadable.
    """
    if not is_moved():
        return real_now()
    newest = newest_recorded()
    business = max(given_start(), newest) if newest else given_start()
    return ClockAnchor.objects.create(business_at=business, real_at=real_now()).business_at
