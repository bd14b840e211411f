"""The party, what it was called and when, who has dealt with it, and which records are the same."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from lienthong.domain.parties.models.held import (
    ACCOUNT_LENGTH,
    REASON_LENGTH,
    Held,
    HeldManager,
    one_at_a_time,
    one_of,
)
from lienthong.domain.parties.rules.birth import EARLIEST, Birth
from lienthong.domain.parties.rules.vocabulary import Form, PartyKind
from lienthong.spine.text import person_key, search_key, sort_key

NAME_LENGTH = 300


class Party(models.Model):
    """One record of one person or organisation; what is true of it stands in dated rows. Never changed."""

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PartyKind])
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [one_of("kind", PartyKind, "party_kind_known")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Profile(Held):
    """Who the party is from a day on. ``search_key`` holds the keys of its name and of the other names it bears.

    ``birth_*`` may be unknown from the day upwards; ``basis`` is the paper that says so.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    aliases = ArrayField(models.CharField(max_length=NAME_LENGTH), default=list, blank=True)
    form = models.CharField(max_length=20, blank=True, default="")
    birth_year = models.SmallIntegerField(null=True, blank=True)
    birth_month = models.SmallIntegerField(null=True, blank=True)
    birth_day = models.SmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True, default="")
    nationality = models.CharField(max_length=2, default="VN")
    basis = models.CharField(max_length=300, blank=True, default="")
    sort_key = models.CharField(max_length=2000, editable=False, db_collation="C")
    search_key = models.TextField(editable=False)
    name_key = models.CharField(max_length=NAME_LENGTH, editable=False)

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_at_a_time("profile", "party"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="profile_has_a_name"),
            models.CheckConstraint(
                condition=Q(form="") | Q(form__in=[form.value for form in Form]), name="profile_form_known"
            ),
            models.CheckConstraint(condition=Q(sex__in=["", "M", "F"]), name="profile_sex_known"),
            models.CheckConstraint(
                condition=Q(birth_year=None, birth_month=None, birth_day=None)
                | Q(birth_year__isnull=False, birth_year__gte=EARLIEST)
                & (
                    Q(birth_month=None, birth_day=None)
                    | Q(birth_month__isnull=False, birth_month__range=(1, 12))
                    & (Q(birth_day=None) | Q(birth_day__range=(1, 31)))
                ),
                name="profile_birth_known_from_the_year",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="profile_by_words"),
            models.Index(fields=["name_key", "birth_year"], name="profile_by_name"),
            models.Index(fields=["party", "since"], name="profile_by_party"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def birth(self) -> Birth | None:
        return Birth(self.birth_year, self.birth_month, self.birth_day) if self.birth_year else None

    @birth.setter
    def birth(self, birth: Birth | None) -> None:
        self.birth_year = birth.year if birth else None
        self.birth_month, self.birth_day = (birth.month, birth.day) if birth else (None, None)

    def index_names(self, kind: str) -> None:
        """Keys follow the names; people are ordered by given name."""
        order = person_key if kind == PartyKind.PERSON else sort_key
        self.sort_key = order(self.name)[:2000]
        self.search_key = search_key(" | ".join([self.name, *self.aliases]))
        self.name_key = name_key(self.name)


def name_key(name: str) -> str:
    """What two spellings of one name share: small letters without marks, spaces or apostrophes."""
    return search_key(name).replace(" ", "")[:NAME_LENGTH]


class Dealing(models.Model):
    """An agency that has had to do with the party, and may therefore find it again by name."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "party"], name="dealing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.party_id}"


class Sameness(models.Model):
    """``other`` is a second record of who ``kept`` is; undone when it turns out otherwise.

    Records of one person make a tree below the one that is kept; triggers refuse a circle and two kinds.
    """

    kept = models.ForeignKey(Party, models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=ACCOUNT_LENGTH, blank=True, default="")
    undo_reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["other"], condition=Q(undone_at=None), name="sameness_with_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="sameness_with_another"),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="sameness_with_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by="", undo_reason="")
                | Q(undone_at__isnull=False, undone_at__gte=F("recorded_at"), undo_reason__regex=r"\S")
                & ~Q(undone_by=""),
                name="sameness_undone_wholly",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kept"], condition=Q(undone_at=None), name="sameness_by_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is {self.kept_id}"
