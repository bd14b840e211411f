"""How people answered the reader's questions before a version was issued."""

from django.db import models
from django.db.models import Q

from lienthong.domain.plans.models.document import Version, Warning


class Settlement(models.Model):
    """One answer to one warning, or a change made unasked: which, why, by whom. Taken back, it stays, with the moment.

    ``mended`` keeps what it changed in the reading and what stood there before, so that it can be undone.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    warning = models.ForeignKey(Warning, models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=30)
    reason = models.TextField(default="")
    mended = models.JSONField(default=dict)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    settled_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["warning"], condition=Q(withdrawn_at__isnull=True), name="one_answer_to_a_warning"
            ),
        )
