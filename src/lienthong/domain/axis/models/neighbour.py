"""The node above, the clients below, and which agencies are reached by whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.axis.rules import NeighbourKind

ORGAN_LENGTH = 99


class Neighbour(models.Model):
    """``organ`` is the agency it speaks for. A client's ``secret`` is encrypted, bound to ``system``; that of the node
    above is a setting. ``fault`` and ``failing_since`` (real) are of the line to the node above.
    """

    kind = models.CharField(max_length=8)
    system = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    organ = models.CharField(max_length=ORGAN_LENGTH)
    secret = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    listed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, default="")
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in NeighbourKind]), name="axis_neighbour_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="PARENT", secret=None) | Q(kind="CHILD", secret__isnull=False),
                name="axis_client_has_a_secret",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="PARENT", ended_at=None), name="axis_one_parent"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", organ__regex=r"\S"), name="axis_neighbour_named"
            ),
        ]

    def __str__(self) -> str:
        return self.system


class Organ(models.Model):
    """An agency outside the house, reached through ``neighbour``. ``other`` is its code in the other scheme."""

    code = models.CharField(max_length=ORGAN_LENGTH, unique=True)
    other = models.CharField(max_length=ORGAN_LENGTH, default="", db_index=True)
    name = models.CharField(max_length=300)
    parent = models.CharField(max_length=ORGAN_LENGTH, default="")
    mail = models.CharField(max_length=200, default="")
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="+")
    search = models.TextField()
    gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code
