"""Lists of the legal record, each in the order in which they were written."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.procedures.models.version import Version, one_of
from lienthong.domain.procedures.rules.vocabulary import Channel, FeeKind, TimeUnit


class Way(models.Model):
    """A channel of filing with its legal time; no time while nobody said it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8)
    amount = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    unit = models.CharField(max_length=12, default=TimeUnit.WORKING_DAY.value)
    note = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "channel"], name="procedure_ways_once"),
            one_of("channel", Channel, "procedure_way_channel_known"),
            one_of("unit", TimeUnit, "procedure_way_unit_known"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="procedure_way_takes_time"
            ),
        )


class Paper(models.Model):
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    certified = models.BooleanField(default=False)
    electronic = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    held_by = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="procedure_papers_in_order"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_paper_has_a_name"),
            models.CheckConstraint(
                condition=Q(certified=False) | Q(copies__gt=0), name="procedure_paper_certified_is_a_copy"
            ),
        )


class Fee(models.Model):
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, default=FeeKind.CHARGE.value)
    name = models.CharField(max_length=300)
    amount = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=8, default="")
    rule = models.TextField(default="")
    exemptions = models.TextField(default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="procedure_fees_in_order"),
            one_of("kind", FeeKind, "procedure_fee_kind_known"),
            one_of("channel", ["", *Channel], "procedure_fee_channel_known"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="procedure_fee_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                name="procedure_fee_ends_after_it_began",
            ),
        )


class Basis(models.Model):
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    title = models.TextField(default="")
    issued_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="procedure_bases_in_order"),
            models.CheckConstraint(condition=Q(number__regex=r"\S"), name="procedure_basis_has_a_number"),
        )


class Form(models.Model):
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    code = models.CharField(max_length=60, default="")
    basis = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="procedure_forms_in_order"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="procedure_form_has_a_name"),
        )
