"""The draft of a legal document that holds procedures: assessed by who drafts it, judged by the Committee's office."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.reviews.rules.vocabulary import TextKind, TextState


class Text(models.Model):
    """``asked_at`` freezes its sheets until they are returned; ``verdict`` "" while the office has not answered."""

    title = models.TextField()
    kind = models.CharField(max_length=12)
    agency = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=64, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, default="")
    verdict = models.CharField(max_length=10, default="")
    opinion = models.TextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="review_text_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TextKind]), name="review_text_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", verdict="", opinion="")
                | Q(
                    asked_at__isnull=False,
                    answered_at__gte=F("asked_at"),
                    verdict__in=[TextState.AGREED.value, TextState.RETURNED.value],
                    opinion__regex=r"\S",
                )
                & ~Q(answered_by=F("asked_by")),
                name="review_text_answered_by_another_with_words",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> TextState:
        if self.verdict:
            return TextState(self.verdict)
        return TextState.ASKED if self.asked_at else TextState.DRAFT

    @property
    def is_written(self) -> bool:
        """Whether its sheets are still written."""
        return self.state in {TextState.DRAFT, TextState.RETURNED}
