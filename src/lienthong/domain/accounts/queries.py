"""Who has an account, with which proofs and sessions; and what a link in a letter stands for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Max, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from lienthong.domain.accounts.errors import EmailTaken, NameTaken, NameUnfit, TokenInvalid
from lienthong.domain.accounts.models import TOKEN_MARK, USERNAME, AccessToken, Account, Identity, Kind
from lienthong.domain.accounts.rules import (
    INVITATION_DAYS,
    RESET_HOURS,
    TOKEN_DAYS,
    Scope,
    browser_name,
    digest_of,
    is_expired,
)
from lienthong.spine.errors import Refusal
from lienthong.spine.text import search_words

__all__ = [
    "TOKEN_DAYS",
    "Account",
    "AccountRow",
    "IdentityRow",
    "Kind",
    "ProofRow",
    "Scope",
    "SessionRow",
    "State",
    "TokenRow",
]

PAGE = 50
OWN_KINDS = (Kind.CITIZEN, Kind.BUSINESS)
"""Opened by people for their own affairs, not for work."""
INVITATION, RESET = "invitation", "reset"
_LASTS = {INVITATION: timedelta(days=INVITATION_DAYS), RESET: timedelta(hours=RESET_HOURS)}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """``id`` is the public id. ``has_password`` is false until an invitation was taken up; ``came_at`` is the
    latest sign-in, in real time.
    """

    id: str
    username: str
    full_name: str
    email: str
    kind: str
    is_active: bool
    left_at: datetime | None
    must_change_password: bool
    has_password: bool
    came_at: datetime | None = None


class State(StrEnum):
    """How an account stands; every account is in exactly one of these."""

    OPEN = "open"
    NEVER_CAME = "never_came"
    DISABLED = "disabled"
    LEFT = "left"


_STATES = {
    State.OPEN: Q(is_active=True, last_login__isnull=False),
    State.NEVER_CAME: Q(is_active=True, last_login=None),
    State.DISABLED: Q(is_active=False, left_at=None),
    State.LEFT: Q(left_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """``id`` names the row to its owner, ``key`` is never shown."""

    id: int
    key: str
    address: str
    browser: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A second factor: ``kind`` is totp, webauthn or recovery_codes; ``name`` is what its owner chose."""

    id: int
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class IdentityRow:
    account: str
    label: str
    level: str
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class TokenRow:
    """``public_id`` stands in the token itself, ``hat`` is the position it acts with; days and times are real."""

    id: int
    public_id: str
    account: str
    name: str
    kind: str
    label: str
    scopes: frozenset[Scope]
    hat: int | None
    made_at: datetime
    ends_at: datetime
    used_on: date | None


def get_account(public_id: str) -> AccountRow | None:
    row = Account.objects.filter(public_id=public_id).first()
    return _row(row) if row else None


def list_reached_by_letter(accounts: Collection[str]) -> list[str]:
    """Of these accounts the ones that are active and have an address, in the order of their ids."""
    rows = Account.objects.filter(public_id__in=accounts, is_active=True).exclude(email="")
    return list(rows.order_by("public_id").values_list("public_id", flat=True))


def is_of_a_citizen(public_id: str) -> bool:
    """Opened by people for their own affairs, not for work."""
    return Account.objects.filter(public_id=public_id, kind__in=OWN_KINDS).exists()


def get_user(public_id: str) -> Account:
    """The row itself, for the sign-in library, which reads it and keeps it in the session. Never saved by a
    page.
    """
    return Account.objects.get(public_id=public_id)


def owes_new_password(account: Account, now: datetime, rotation_days: int) -> bool:
    """True for a lent password, or one older than ``rotation_days`` (0: passwords do not grow old)."""
    return account.must_change_password or is_expired(account.password_set_at, now, rotation_days)


def find_account(login: str) -> AccountRow | None:
    """By sign-in name or e-mail, in any case of letters."""
    wanted = login.strip().lower()
    if not wanted:
        return None
    row = Account.objects.filter(Q(username=wanted) | Q(email=wanted)).order_by("id").first()
    return _row(row) if row else None


def name_fault(username: str, email: str, *, but: int | None = None) -> Refusal | None:
    """Why an account cannot bear these names, None when it can; ``but`` is the row that bears them now."""
    try:
        USERNAME(username)
    except ValidationError:
        return NameUnfit()
    others = Account.objects.all() if but is None else Account.objects.exclude(pk=but)
    if others.filter(username=username).exists():
        return NameTaken(username=username)
    return EmailTaken() if email and others.filter(email=email).exists() else None


def list_accounts(
    search: str = "",
    offset: int = 0,
    *,
    among: Collection[str] | None = None,
    kind: str = "",
    state: State | None = None,
) -> list[AccountRow]:
    """In Vietnamese order of given names, fifty at a time; ``search`` matches names with or without marks.

    ``among``: only these public ids; None for all. Machines are told only when asked for by ``kind``.
    """
    return [_row(row) for row in _found(search, among, kind, state)[offset : offset + PAGE]]


def count_accounts(
    search: str = "",
    *,
    among: Collection[str] | None = None,
    kind: str = "",
    state: State | None = None,
) -> int:
    return _found(search, among, kind, state).count()


def get_full_names(public_ids: Collection[str]) -> dict[str, str]:
    """The names of those accounts that are known."""
    rows = Account.objects.filter(public_id__in=public_ids)
    return dict(rows.order_by().values_list("public_id", "full_name"))


def list_sessions(public_id: str) -> list[SessionRow]:
    """The account's running sessions, the latest used first; fifty at most."""
    rows = UserSession.objects.filter(user__public_id=public_id).order_by("-last_seen_at")[:PAGE]
    return [
        SessionRow(r.pk, r.session_key, r.ip, browser_name(r.user_agent), r.created_at, r.last_seen_at)
        for r in rows
    ]


def list_tokens(public_id: str, now: datetime) -> list[TokenRow]:
    """The account's running access tokens, newest first."""
    rows = AccessToken.objects.running(now).filter(account__public_id=public_id).select_related("account")
    return [_token(row) for row in rows.order_by("-id")]


def list_last_used(accounts: Collection[str]) -> dict[str, date]:
    """The last day on which any token of each account was used; who never used one is missing."""
    rows = AccessToken.objects.filter(account__public_id__in=accounts, used_on__isnull=False)
    return dict(rows.order_by().values_list("account__public_id").annotate(last=Max("used_on")))


def open_token(written: str, now: datetime) -> TokenRow:
    """Whose token this is and what it opens. Raises TokenInvalid."""
    mark, _, rest = written.partition("_")
    public_id, _, secret = rest.partition("_")
    found = AccessToken.objects.running(now).filter(public_id=public_id, account__is_active=True)
    row = found.select_related("account").first() if mark == TOKEN_MARK else None
    if row is None or not constant_time_compare(row.digest, digest_of(secret)):
        raise TokenInvalid
    return _token(row)


def _token(row: AccessToken) -> TokenRow:
    return TokenRow(
        row.pk,
        row.public_id,
        row.account.public_id,
        row.account.full_name,
        row.account.kind,
        row.label,
        frozenset(Scope(scope) for scope in row.scopes),
        row.position,
        row.made_at,
        row.ends_at,
        row.used_on,
    )


def list_proofs(public_id: str) -> list[ProofRow]:
    rows = Authenticator.objects.filter(user__public_id=public_id).order_by("created_at", "pk")[:PAGE]
    return [ProofRow(r.pk, str(r.type), str(r), r.created_at, r.last_used_at) for r in rows]


def has_second_factor(public_id: str) -> bool:
    proofs = Authenticator.objects.filter(user__public_id=public_id)
    return bool(proofs.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def list_identities(public_id: str) -> list[IdentityRow]:
    rows = Identity.objects.filter(account__public_id=public_id)[:PAGE]
    return [IdentityRow(public_id, r.label, r.level, r.linked_at) for r in rows]


def find_identity(issuer: str, subject: str) -> str | None:
    """The public id of the account that this identity belongs to."""
    found = Identity.objects.filter(issuer=issuer, subject=subject).values_list(
        "account__public_id", flat=True
    )
    return found.first()


def link_token(public_id: str, purpose: str) -> str:
    """What a letter's link carries: the account and purpose, signed, dead once the password changes."""
    account = Account.objects.get(public_id=public_id)
    return TimestampSigner(salt=f"accounts.{purpose}").sign(f"{purpose}:{public_id}:{_fingerprint(account)}")


def account_of_link(token: str) -> AccountRow | None:
    """The open account a link was written for, unless it is spent, too old or not ours."""
    purpose = token.partition(":")[0]
    if purpose not in _LASTS:
        return None
    try:
        text = TimestampSigner(salt=f"accounts.{purpose}").unsign(token, max_age=_LASTS[purpose])
    except BadSignature:
        return None
    _, public_id, fingerprint = text.split(":")
    row = Account.objects.filter(public_id=public_id, is_active=True).first()
    if row is None or not constant_time_compare(fingerprint, _fingerprint(row)):
        return None
    return _row(row)


def _fingerprint(row: Account) -> str:
    """Changes with the password, the address and the state of the account."""
    state = f"{row.pk}|{row.password}|{row.email}|{row.is_active}"
    return salted_hmac("accounts.link", state, algorithm="sha256").hexdigest()[:32]


def _found(search: str, among: Collection[str] | None, kind: str, state: State | None) -> QuerySet[Account]:
    rows = Account.objects.filter(_STATES[state] if state else Q())
    if among is not None:
        rows = rows.filter(public_id__in=among)
    rows = rows.filter(kind=kind) if kind else rows.exclude(kind=Kind.SERVICE)
    for word in search_words(search):
        rows = rows.filter(
            Q(search_key__contains=word) | Q(username__contains=word) | Q(email__contains=word)
        )
    return rows


def _row(row: Account) -> AccountRow:
    return AccountRow(
        id=row.public_id,
        username=row.username,
        full_name=row.full_name,
        email=row.email,
        kind=row.kind,
        is_active=row.is_active,
        left_at=row.left_at,
        must_change_password=row.must_change_password,
        has_password=row.has_usable_password(),
        came_at=row.last_login,
    )
