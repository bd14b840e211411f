"""The portal heard how satisfied people were in a month."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.national import models as m
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def note_rated(*, month: date, rows: int, by: Actor, at: datetime) -> None:
    """Noted twice it is one."""
    _row, is_new = m.RatedMonth.objects.get_or_create(
        month=month, defaults={"rows": rows, "told_at": clock.real_now()}
    )
    if is_new:
        record(
            by=by,
            verb="national.note_rated",
            subject=f"rated_month:{month:%Y-%m}",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"month": f"{month:%m/%Y}", "rows": rows},
        )
