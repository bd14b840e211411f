"""What the portal lists of our procedures."""

from datetime import datetime, timedelta
from typing import Final

from lienthong.domain.national import models as m
from lienthong.spine import clock

FRESH: Final = timedelta(hours=6)
"""How long the portal's list of procedures is believed."""


def are_offers_due(at: datetime) -> bool:
    """Also while it lists nothing at all."""
    row = m.Look.objects.filter(day=clock.local(at).date()).first()
    if row is None or row.offers_at is None or clock.real_now() - row.offers_at > FRESH:
        return True
    return not m.Offer.objects.filter(gone_at=None).exists()


def list_offers() -> list[str]:
    """Codes of what the portal lists now."""
    return list(m.Offer.objects.filter(gone_at=None).order_by("code").values_list("code", flat=True))
