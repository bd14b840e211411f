"""What the portal lists of our procedures: cases of these are synchronised, of no others."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from lienthong.domain.national import models as m
from lienthong.domain.national.actions.looking import add_backlog
from lienthong.spine import clock


@transaction.atomic
def note_offers(*, listed: Mapping[str, str], at: datetime) -> int:
    """Keeps what the portal lists now, by code; gives how many are new. Their running cases wait to be told."""
    now = clock.real_now()
    known = {row.code: row for row in m.Offer.objects.select_for_update()}
    m.Offer.objects.bulk_create(
        m.Offer(code=code, name=name, since=now) for code, name in listed.items() if code not in known
    )
    back = [row for code, row in known.items() if code in listed and row.gone_at]
    gone = [row for code, row in known.items() if code not in listed and row.gone_at is None]
    m.Offer.objects.filter(pk__in=[row.pk for row in back]).update(gone_at=None)
    m.Offer.objects.filter(pk__in=[row.pk for row in gone]).update(gone_at=now)
    fresh = [code for code in listed if code not in known] + [row.code for row in back]
    add_backlog(fresh, at=at)
    m.Look.objects.filter(day=clock.local(at).date()).update(offers_at=now)
    return len(fresh)
