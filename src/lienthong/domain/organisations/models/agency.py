"""Agencies: a code that never changes, and dated versions of everything else."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from lienthong.domain.organisations.models.dated import (
    Dated,
    DatedManager,
    Recorded,
    RecordedManager,
    one_at_a_time,
)
from lienthong.domain.organisations.rules.vocabulary import Kind, Level, Scheme, SuccessionKind
from lienthong.spine.text import search_key, sort_key

CODE_LENGTH = 40


class Agency(models.Model):
    """An agency's identity. Everything that points at an agency points here, by the stable ``code``."""

    code = models.CharField(max_length=CODE_LENGTH, primary_key=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9-]*$"), name="agency_code_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgencyVersion(Dated):
    """What an agency was called, was, and was subordinate to. ``search`` holds the keys of all its names."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    level = models.CharField(max_length=20, choices=[(level.value, level.value) for level in Level])
    parent = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    sort_key = models.CharField(max_length=1000, editable=False)
    search_key = models.TextField(editable=False)

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("agencyversion", "agency"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("agency")), name="agencyversion_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="agencyversion_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="agencyversion_level_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GistIndex(fields=["valid"], name="agencyversion_valid", condition=Q(superseded_at=None)),
        ]

    def __str__(self) -> str:
        return self.name

    def index_names(self) -> None:
        """Keys follow the names; called wherever a version is made, since bulk saves call no ``save``."""
        self.sort_key = sort_key(self.name)[:1000]
        self.search_key = search_key(" | ".join([self.name, self.short_name, *self.aliases]))


class OfficialCode(Dated):
    """A code the State gave: at one time an agency has one a scheme, and a code belongs to one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="official_codes")
    scheme = models.CharField(max_length=10, choices=[(scheme.value, scheme.value) for scheme in Scheme])
    code = models.CharField(max_length=CODE_LENGTH)

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("officialcode", "agency", "scheme"),
            one_at_a_time("officialcode", "scheme", "code"),
            models.CheckConstraint(
                condition=Q(scheme__in=[scheme.value for scheme in Scheme]), name="officialcode_scheme_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Succession(Recorded):
    """One edge of a reorganisation. Of those that leave an agency on a day, at most one is principal.

    ``reason``: why, or for a transfer which functions went.
    """

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in SuccessionKind])
    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    partial = models.BooleanField(default=False)
    principal = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = RecordedManager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["on", "predecessor", "-principal", "successor"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Recorded.Meta.constraints,
            one_at_a_time("succession", "predecessor", "on", dated=False, condition=Q(principal=True)),
            one_at_a_time("succession", "predecessor", "on", "successor", dated=False),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("predecessor")), name="succession_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(successor=None) | Q(kind=SuccessionKind.ABOLISH.value),
                name="succession_heirless_is_abolition",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in SuccessionKind]), name="succession_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.kind} {self.successor_id or ''}".strip()
