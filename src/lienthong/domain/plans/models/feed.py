"""Private addresses under which a calendar program fetches an agency's due days."""

from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """One person's feed of one agency. Only the digest of its token is kept: the address is shown once."""

    account = models.CharField(max_length=64)
    agency = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "agency"],
                condition=Q(revoked_at__isnull=True),
                name="one_feed_of_a_person",
            ),
        )
