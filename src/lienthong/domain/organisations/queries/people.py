"""People as those see them who keep an agency's staff: hats of many accounts, one position, substitutes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lienthong.domain.organisations.models import PositionTerm, Substitution
from lienthong.domain.organisations.models.dated import DatedQuerySet
from lienthong.domain.organisations.permissions import Scope, list_roles
from lienthong.domain.organisations.queries.actors import Hat, own_hat
from lienthong.domain.organisations.queries.agencies import get_path
from lienthong.domain.organisations.rules.period import Period

BOUND = 5_000


@dataclass(frozen=True, slots=True)
class SubstitutionRow:
    """``account`` does the work of ``position`` up to, not including, ``until``."""

    position: int
    account: str
    reason: str
    since: date | None
    until: date | None


def list_hats_of(accounts: Collection[str], day: date) -> dict[str, list[Hat]]:
    """The own hats of each account, worn on a day or named for later; one query."""
    found: dict[str, list[Hat]] = {account: [] for account in accounts}
    terms = _from(day).filter(position__account__in=found).select_related("position")
    for term in terms.order_by("position", "valid")[:BOUND]:
        found[term.position.account].append(own_hat(term))
    return found


def list_holders(day: date, *, agencies: Collection[str] | None = None, role: str = "") -> frozenset[str]:
    """Accounts that wear a hat on a day or will, in these agencies (None: any), with this role ("": any)."""
    terms = _from(day)
    if agencies is not None:
        terms = terms.filter(position__agency__in=agencies)
    if role:
        terms = terms.filter(position__role=role)
    return frozenset(terms.order_by().values_list("position__account", flat=True).distinct())


def list_who_may(permission: str, agency: str, day: date) -> frozenset[str]:
    """Accounts whose own hats of a day hold a permission at ``agency``; "" asks who holds it everywhere."""
    scopes = {role.name: scope for role in list_roles() if (scope := role.scopes().get(permission))}
    terms = PositionTerm.objects.as_of(day).filter(position__role__in=scopes).select_related("position")
    above = frozenset(get_path(agency, day)) if agency else frozenset()
    reach: dict[Scope, frozenset[str]] = {Scope.SUBTREE: above, Scope.OWN: frozenset({agency})}
    return frozenset(
        term.position.account
        for term in terms.order_by("position")[:BOUND]
        if (scope := scopes[term.position.role]) is Scope.EVERYWHERE
        or term.position.agency_id in reach[scope]
    )


def _from(day: date) -> DatedQuerySet[PositionTerm]:
    """Terms that hold on a day or later: who was invited for Monday is kept from today on."""
    return PositionTerm.objects.touching(Period(day, None))


def get_position(position: int, day: date) -> Hat | None:
    """The position as held on a day, None when nobody holds it."""
    term = PositionTerm.objects.as_of(day).filter(position=position).select_related("position").first()
    return own_hat(term) if term else None


def list_substitutions(positions: Collection[int], day: date) -> list[SubstitutionRow]:
    """Who stands in for whom on a day or has been named for later, earliest first."""
    rows = Substitution.objects.known().filter(position__in=positions, valid__endswith__gt=day)
    return [
        SubstitutionRow(row.position_id, row.account, row.reason, row.period.start, row.period.end)
        for row in rows.order_by("valid")[:BOUND]
    ]
