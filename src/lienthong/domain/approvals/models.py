"""Proposals. A row is decided once and never changed otherwise; a trigger holds this."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.approvals.rules import Act, State


class Proposal(models.Model):
    """``subject`` is ``kind:id``, ``agency`` where the right must reach ("" everywhere).

    ``arguments`` are JSON as the act takes them; ``seen`` is what the subject looked like when it was proposed.
    """

    act = models.CharField(max_length=30, choices=[(act.value, act.value) for act in Act])
    subject = models.CharField(max_length=200)
    agency = models.CharField(max_length=40, blank=True)
    arguments = models.JSONField()
    seen = models.TextField()
    reason = models.CharField(max_length=300)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.WAITING.value
    )
    decided_by = models.CharField(max_length=64, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["act", "subject"],
                condition=Q(state="WAITING"),
                name="approvals_one_waiting_for_an_act",
            ),
            models.CheckConstraint(
                condition=Q(act__in=[act.value for act in Act]), name="approvals_act_known"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="approvals_with_a_reason"),
            models.CheckConstraint(
                condition=Q(state="WAITING", decided_by="", decided_at=None)
                | Q(state__in=["APPROVED", "REFUSED"]) & ~Q(decided_by="") & ~Q(decided_by=F("proposed_by"))
                | Q(state="WITHDRAWN", decided_by=F("proposed_by")),
                name="approvals_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject} {self.state}"
