"""What happens in people's lives, and which procedures that calls for."""

from django.db import models
from django.db.models import F, Q


class LifeEvent(models.Model):
    """One field that an event leads to, in use from ``effective_from`` before ``effective_to``; several rows share the
    ``code``. ``words`` narrow the field, as somebody would type them; "" the whole of it.
    """

    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    field = models.CharField(max_length=200)
    words = models.CharField(max_length=200, default="")
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "field", "words", "effective_from"], name="life_event_leads_somewhere_once"
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="life_event_has_a_name"),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")),
                name="life_event_ends_after_it_began",
            ),
        )
