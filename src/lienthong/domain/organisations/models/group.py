"""Groups: the named sets plans speak of, with dated members."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lienthong.domain.organisations.models.agency import CODE_LENGTH, Agency
from lienthong.domain.organisations.models.dated import Dated, DatedManager, one_at_a_time
from lienthong.spine.text import search_key, sort_key


class Group(models.Model):
    """A set such as "Sở, ban, ngành tỉnh"; who belongs to it is dated, and the plan's monitor may set it."""

    code = models.CharField(max_length=CODE_LENGTH, primary_key=True)
    name = models.CharField(max_length=300)
    aliases = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    sort_key = models.CharField(max_length=1000, editable=False)
    search_key = models.TextField(editable=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(code__regex=r"^G-[A-Z0-9-]+$"), name="group_code_is_plain"),
        ]

    def __str__(self) -> str:
        return self.name

    def index_names(self) -> None:
        self.sort_key = sort_key(self.name)[:1000]
        self.search_key = search_key(" | ".join([self.name, *self.aliases]))


class GroupMembership(Dated):
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("groupmembership", "group", "agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.group_id}"
