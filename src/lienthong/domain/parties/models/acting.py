"""Who may act for whom, what a party consented to, and which papers are kept for it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.parties.models.held import Held, HeldManager, one_of
from lienthong.domain.parties.models.party import Party
from lienthong.domain.parties.rules.vocabulary import AuthorityKind, Channel, Origin, Purpose


class Paper(Held):
    """A paper of the party that need not be asked for again while it is valid. ``code`` says what paper it is."""

    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=100, blank=True, default="")
    issuer = models.CharField(max_length=200, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True, blank=True)

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("origin", Origin, "paper_origin_known"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9_.-]*$"), name="paper_code_is_plain"
            ),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="paper_has_a_title"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party", "code"], name="paper_by_party")
        ]

    def __str__(self) -> str:
        return self.title


class Authority(Held):
    """``holder`` may act for ``party``, for the procedures in ``limits`` (none: for all), by the paper in ``basis``."""

    holder = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", null=True, blank=True)
    limits = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("kind", AuthorityKind, "authority_kind_known"),
            models.CheckConstraint(condition=~Q(holder=F("party")), name="authority_over_another"),
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="authority_in_writing"),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | ~Q(kind=AuthorityKind.MANDATE.value),
                name="authority_mandate_has_an_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party"], name="authority_by_party"),
            models.Index(fields=["holder"], name="authority_by_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} for {self.party_id}"


class Consent(Held):
    """The party agrees to one purpose in these words; ended when it withdraws, for which it owes no reason."""

    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=10)
    wording = models.TextField()

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("purpose", Purpose, "consent_purpose_known"),
            one_of("channel", Channel, "consent_channel_known"),
            models.UniqueConstraint(
                fields=["party", "purpose"], condition=Q(ended_on=None), name="consent_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(wording__regex=r"\S"), name="consent_to_words"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.party_id}"
