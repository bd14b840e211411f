"""An application while it is filled in, and as it was sent; the files that belong to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Application(models.Model):
    """``key`` becomes the case's, so that sending twice makes one. ``finder`` is the digest of the code that leads back
    to it. ``sealed`` holds the answers, encrypted and bound to the key. ``paper`` is the printed form as it was sent.
    """

    key = models.UUIDField(unique=True)
    finder = models.BinaryField(max_length=32, unique=True)
    version = models.ForeignKey("procedures.Version", models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=40)
    title = models.TextField()
    owner = models.CharField(max_length=40)
    account = models.CharField(max_length=16, default="")
    sealed = models.BinaryField()
    began_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    expires_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", null=True)
    paper = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sent_at=None, case=None, paper=None)
                | Q(sent_at__isnull=False, case__isnull=False, paper__isnull=False),
                name="application_sent_whole_or_not",
            ),
            models.CheckConstraint(condition=~Q(owner=""), name="application_goes_somewhere"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["expires_on"], name="applications_to_forget", condition=Q(sent_at=None)),
            models.Index(fields=["account", "-id"], name="applications_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.key}"


class Attachment(models.Model):
    """A stored file for one paper: ``paper`` is its place in the procedure's list, from 1."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    paper = models.PositiveSmallIntegerField()
    file = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()


class Export(models.Model):
    """What we hold of one person, asked for by them, made by the worker; removed with its file after ``expires_on``."""

    account = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    file = models.BigIntegerField(null=True, unique=True)
    expires_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(made_at=None, file=None) | Q(made_at__isnull=False, file__isnull=False),
                name="export_made_whole_or_not",
            ),
            models.CheckConstraint(condition=~Q(account=""), name="export_of_an_account"),
            models.UniqueConstraint(fields=["account"], condition=Q(made_at=None), name="export_waits_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-id"], name="exports_of_account")
        ]

    def __str__(self) -> str:
        return f"export of {self.account}"


class Upload(models.Model):
    """A file that is being received in pieces, for one paper of an application or for a supplement; technical, in real
    time. It is kept there when it is whole. ``key`` is its address and its name on the disk.
    """

    key = models.UUIDField(unique=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", null=True)
    paper = models.PositiveSmallIntegerField(default=0)
    supplement = models.ForeignKey("applications.Supplement", models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_of_something"),
            models.CheckConstraint(
                condition=Q(supplement=None, application__isnull=False)
                | Q(supplement__isnull=False, application=None),
                name="upload_for_one_of_both",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["ends_at"], name="uploads_to_forget")]

    def __str__(self) -> str:
        return self.name


class Supplement(models.Model):
    """What somebody brings from home for what a case asked of them in one ``round``; sent once. ``account`` is empty
    for who followed the case by its code.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=16, default="")
    began_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "round"], name="supplement_of_a_round_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["began_at"], name="supplements_to_forget", condition=Q(sent_at=None))
        ]

    def __str__(self) -> str:
        return f"supplement {self.round} of case {self.case_id}"


class Brought(models.Model):
    """A stored file of a supplement."""

    supplement = models.ForeignKey(Supplement, models.PROTECT, related_name="+")
    file = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
