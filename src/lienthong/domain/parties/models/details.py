"""Numbers that the State gave, and how a party is reached."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.domain.parties.models.held import ACCOUNT_LENGTH, Held, HeldManager, one_of
from lienthong.domain.parties.rules.vocabulary import ContactKind, IdentifierKind, Proof

CIPHER_USE = "parties.identifier"
TAIL = 4


class Identifier(Held):
    """A number with its issuer. The number itself is encrypted; ``digest`` finds it whole, ``tail`` by its end.

    A number stands on one party's records only, however often its card was renewed. The old nine-digit cards were
    sometimes given twice: such a second holder is ``given_twice``, with the clerk's reason in ``note``.
    """

    kind = models.CharField(max_length=12)
    country = models.CharField(max_length=2, default="VN")
    encrypted = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    tail = models.CharField(max_length=TAIL)
    issuer = models.CharField(max_length=200, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    given_twice = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True, default="")

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("kind", IdentifierKind, "identifier_kind_known"),
            models.UniqueConstraint(
                fields=["party", "digest"], condition=Q(ended_on=None), name="identifier_once_on_its_party"
            ),
            # a trigger, identifier_held, keeps ended cards too; GiST would find a random digest in half a second
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(ended_on=None, given_twice=False),
                name="identifier_of_one_party",
            ),
            models.CheckConstraint(
                condition=Q(given_twice=False) | Q(kind=IdentifierKind.CMND.value, note__regex=r"\S"),
                name="identifier_only_old_cards_were_given_twice",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(until=None) | Q(until__gt=F("issued_on")),
                name="identifier_issued_before_it_ends",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["digest"], name="identifier_by_number"),
            models.Index(fields=["tail"], name="identifier_by_tail"),
            models.Index(fields=["party"], name="identifier_by_party"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} …{self.tail}"


class Contact(Held):
    """A telephone, e-mail or address. One telephone may serve a whole hamlet: ``note`` says whose it is.

    ``area`` is the commune of an address, in the agencies of the day it was given; its heirs are asked when needed.
    """

    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=300)
    area = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")
    tail = models.CharField(max_length=TAIL, editable=False)

    objects = HeldManager()

    class Meta(Held.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Held.Meta.constraints,
            one_of("kind", ContactKind, "contact_kind_known"),
            models.UniqueConstraint(
                fields=["party", "kind", "value"], condition=Q(ended_on=None), name="contact_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(value__regex=r"\S"), name="contact_says_something"),
            models.CheckConstraint(
                condition=Q(area=None) | ~Q(kind__in=["PHONE", "EMAIL"]), name="contact_area_of_addresses"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["value"], condition=Q(kind__in=["PHONE", "EMAIL"]), name="contact_by_value"),
            models.Index(fields=["tail"], condition=Q(kind="PHONE"), name="contact_by_tail"),
            models.Index(fields=["party"], name="contact_by_party"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Verification(models.Model):
    """A contact was found to be theirs."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="verifications")
    proof = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ACCOUNT_LENGTH)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("proof", Proof, "verification_proof_known")
        ]

    def __str__(self) -> str:
        return f"{self.proof} {self.contact_id}"
