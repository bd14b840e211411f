"""The account: one person or service that can prove who it is."""

import base64
import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lienthong.spine.text import person_key, search_key

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,63}\Z",
    _(
        "A sign-in name has 3 to 64 characters: small letters a-z without marks, digits, dot, hyphen, "
        "underscore."
    ),
)


TOKEN_MARK = "lienthong"  # noqa: S105  no secret
"""How an access token begins, so that people and scanners know a lost one."""


def new_public_id() -> str:
    """Sixteen letters and digits from 80 random bits: a name outside the database, guarding nothing."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class Kind(models.TextChoices):
    OFFICIAL = "OFFICIAL", _("Official")
    CITIZEN = "CITIZEN", _("Citizen")
    BUSINESS = "BUSINESS", _("Business")
    POST = "POST", _("Post staff")
    SERVICE = "SERVICE", _("Machine")


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """``username`` and ``email`` are stored in small letters, so equality is enough to find them.

    ``public_id`` is what leaves the room (``Actor.account``, ledger, facts). ``sort_key`` orders by given
    name and ``search_key`` is the full name without marks; both follow ``full_name``.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    username = models.CharField(_("sign-in name"), max_length=64, unique=True, validators=[USERNAME])
    email = models.EmailField(_("e-mail"), blank=True, default="")
    full_name = models.CharField(_("full name"), max_length=200)
    sort_key = models.CharField(max_length=1000, editable=False, default="", db_collation="C")
    search_key = models.CharField(max_length=1000, editable=False, default="")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OFFICIAL)
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="accounts_email_once"),
            models.CheckConstraint(
                condition=Q(username=Lower("username")), name="accounts_username_small_letters"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_email_small_letters"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(is_active=False), name="accounts_left_is_closed"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="accounts_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="SERVICE") | Q(password__startswith="!"),  # noqa: S106  the mark of none
                name="accounts_machine_without_password",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sort_key"], name="accounts_by_name")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username, self.email = self.username.lower(), self.email.lower()
        self.sort_key, self.search_key = person_key(self.full_name), search_key(self.full_name)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.full_name


class Identity(models.Model):
    """An account's name at an identity provider: the pair of issuer and subject, never an address or a
    person's name.

    ``level`` is the assurance the provider stated when it was last used (its ``acr`` or ``loAs``).
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    label = models.CharField(max_length=100)
    level = models.CharField(max_length=100, blank=True, default="")
    linked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["issuer", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.account_id}"


class AccessTokens(models.QuerySet["AccessToken"]):
    def running(self, now: datetime) -> "AccessTokens":
        """Neither ended nor over at ``now``, which is real time."""
        return self.filter(ended_at=None, ends_at__gt=now)


class AccessToken(models.Model):
    """What a person gave to a program, so that it may ask the API in their name. All times are real.

    Written ``lienthong_{public_id}_{secret}``; of the secret only the digest is kept. ``scopes`` are the parts of the
    API that it opens, ``position`` the hat it acts with; ``used_on`` is the last day, not every use.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    digest = models.CharField(max_length=64)
    label = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=20))
    position = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    objects = AccessTokens.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(label__regex=r"\S"), name="accounts_token_named"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="accounts_token_ends"),
            models.CheckConstraint(condition=~Q(scopes=[]), name="accounts_token_opens_something"),
        ]

    def __str__(self) -> str:
        return self.label

    def written(self, secret: str) -> str:
        return f"{TOKEN_MARK}_{self.public_id}_{secret}"
