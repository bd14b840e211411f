"""What somebody has prepared to hand in and not handed in yet: no part of what happened."""

from django.db import models

from lienthong.domain.plans.models.obligation import Obligation


class SubmissionDraft(models.Model):
    """``content`` as the person left it: ``{"documents": [{"number", "issued_on", ...}], "note": "..."}``, all text as
    typed, ``files`` the ids of files that were received.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    account = models.CharField(max_length=64)
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["obligation", "account"], name="one_draft_of_a_person"),
        )
