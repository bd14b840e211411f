"""Who may sign what for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from lienthong.domain.organisations.models import SigningAuthority
from lienthong.domain.organisations.models.dated import DatedQuerySet
from lienthong.domain.organisations.rules.period import Period
from lienthong.spine.stamps import kept


@dataclass(frozen=True, slots=True)
class SigningRow:
    """A right to sign. ``until`` is the first day it no longer holds; ``limits`` document types, empty for
    all.
    """

    authority: str
    account: str
    agency: str
    form: str
    basis: str
    limits: tuple[str, ...]
    since: date | None
    until: date | None
    is_passed_on: bool

    def covers(self, document_type: str) -> bool:
        return not self.limits or document_type in self.limits


def list_signing(agency: str, as_of: date, known: datetime | None = None) -> list[SigningRow]:
    """Every right to sign for an agency that stands on a day, by account and form."""
    return list(_now_listed(agency, as_of) if known is None else _listed(agency, as_of, known))


@kept("organisations")
def _now_listed(agency: str, as_of: date) -> tuple[SigningRow, ...]:
    return _listed(agency, as_of, None)


def _listed(agency: str, as_of: date, known: datetime | None) -> tuple[SigningRow, ...]:
    standing = _standing(as_of, known).filter(agency=agency)
    return tuple(_row(each) for each in standing.order_by("account", "form", "pk")[:500])


def list_signing_of(account: str, day: date) -> list[SigningRow]:
    """Every right to sign that an account has on a day or has been given for later, by agency and form."""
    held = SigningAuthority.objects.touching(Period(day, None))
    standing = held.filter(Q(passed_from=None) | Q(passed_from__code__in=held.order_by().values("code")))
    standing = standing.filter(account=account)
    return [_row(each) for each in standing.order_by("agency", "form", "pk")[:500]]


def get_signing(authority: UUID, day: date) -> SigningRow | None:
    """The right to sign as it stands on a day, None when it does not."""
    held = _standing(day, None).filter(code=authority).first()
    return _row(held) if held else None


def find_signing(
    account: str, agency: str, document_type: str, as_of: date, known: datetime | None = None
) -> SigningRow | None:
    """The right by which an account may sign a document of a type for an agency on a day, None when it may
    not.

    Substitution at work gives no such right.
    """
    mine = _standing(as_of, known).filter(account=account, agency=agency).order_by("form", "pk")
    return next((row for row in map(_row, mine[:100]) if row.covers(document_type)), None)


def _standing(day: date, known: datetime | None) -> DatedQuerySet[SigningAuthority]:
    """Rights that hold; one that was passed on falls with what it was passed on from."""
    held = SigningAuthority.objects.as_of(day, known)
    return held.filter(Q(passed_from=None) | Q(passed_from__code__in=held.values("code")))


def _row(row: SigningAuthority) -> SigningRow:
    return SigningRow(
        authority=str(row.code),
        account=row.account,
        agency=row.agency_id,
        form=row.form,
        basis=row.basis,
        limits=tuple(row.limits),
        since=row.period.start,
        until=row.period.end,
        is_passed_on=row.passed_from_id is not None,
    )
