"""Hats, substitution at work, and authority to sign. A person is known by the opaque id of an account."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lienthong.domain.organisations.models.agency import Agency
from lienthong.domain.organisations.models.dated import Dated, DatedManager, one_at_a_time
from lienthong.domain.organisations.rules.vocabulary import SigningForm

ACCOUNT_LENGTH = 64


class Position(models.Model):
    """A hat: one account in one agency with a title and a role; its terms say when it is worn.

    ``home`` is set for a seconded officer: the position they come from and keep, so that two chiefs answer
    for them.
    """

    account = models.CharField(max_length=ACCOUNT_LENGTH, db_index=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=60)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    home = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="secondments")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(account=""), name="position_has_a_person"),
            models.CheckConstraint(
                condition=Q(reports_to=None) | ~Q(reports_to=F("id")), name="position_not_its_own_chief"
            ),
            models.CheckConstraint(
                condition=Q(home=None) | ~Q(home=F("id")), name="position_not_its_own_home"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.agency_id}"


class PositionTerm(Dated):
    """When a hat is worn."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="terms")

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("positionterm", "position"),
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.valid}"


class Substitution(Dated):
    """``account`` does the work of a position while its holder is away. It is no right to sign."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="substitutions")
    account = models.CharField(max_length=ACCOUNT_LENGTH, db_index=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("substitution", "position"),
            models.CheckConstraint(condition=Q(valid__upper_inf=False), name="substitution_has_an_end"),
            models.CheckConstraint(condition=~Q(account=""), name="substitution_has_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.account} for {self.position_id}: {self.valid}"


class SigningAuthority(Dated):
    """The right to sign for an agency (Decree 30/2020, art. 13). ``code`` names it through its corrections.

    ``basis`` is the writing that gives it; ``limits`` are document types, empty for all; ``passed_from`` the
    TL it is passed on from. A trigger refuses to pass on anything but a TL that was itself given by the head.
    """

    code = models.UUIDField(default=uuid.uuid4)
    account = models.CharField(max_length=ACCOUNT_LENGTH, db_index=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    form = models.CharField(max_length=3, choices=[(form.value, form.value) for form in SigningForm])
    basis = models.CharField(max_length=300)
    limits = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    passed_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedManager()

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            one_at_a_time("signingauthority", "code"),
            models.CheckConstraint(
                condition=Q(form__in=[form.value for form in SigningForm]), name="signingauthority_form_known"
            ),
            models.CheckConstraint(condition=Q(basis__regex=r"\S"), name="signingauthority_in_writing"),
            models.CheckConstraint(
                condition=~Q(form=SigningForm.TUQ.value) | Q(valid__upper_inf=False),
                name="signingauthority_tuq_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(passed_from=None) | Q(form=SigningForm.TL.value),
                name="signingauthority_only_tl_is_passed_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.account} ({self.agency_id})"
