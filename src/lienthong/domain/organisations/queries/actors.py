"""People: who wears which hat on a day, whose chiefs they have, and the Actor a hat makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from lienthong.domain.organisations.models import PositionTerm, Substitution
from lienthong.domain.organisations.permissions import list_roles, role_named
from lienthong.domain.organisations.queries.agencies import subtree_codes
from lienthong.domain.organisations.rules.roles import everyone_grants, grants_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.stamps import kept

HATS = 50


@dataclass(frozen=True, slots=True)
class Hat:
    """A position as worn on a day. ``account`` wears it; ``acting_for`` is its holder when that is another.

    ``position`` names the hat when choosing one; a substituted position keeps its number. ``home`` is the
    position a seconded officer comes from.
    """

    position: int
    account: str
    agency: str
    title: str
    role: str
    acting_for: str = ""
    home: int | None = None
    reports_to: int | None = None
    since: date | None = None

    @property
    def is_secondment(self) -> bool:
        return self.home is not None


def list_hats(account: str, day: date) -> list[Hat]:
    """Every hat an account wears on a day: where seconded to first, then its own, then those it substitutes
    for.
    """
    return list(_hats(account, day))


@kept("organisations", most=4_000)
def _hats(account: str, day: date) -> tuple[Hat, ...]:
    terms = PositionTerm.objects.as_of(day).filter(position__account=account).select_related("position")
    own = sorted(
        (own_hat(term) for term in terms[:HATS]), key=lambda hat: (not hat.is_secondment, hat.position)
    )
    return (*own, *_substituted(account, day))


def own_hat(term: PositionTerm) -> Hat:
    """The hat of a term, as its holder wears it."""
    position = term.position
    return Hat(
        position=position.pk,
        account=position.account,
        agency=position.agency_id,
        title=position.title,
        role=position.role,
        home=position.home_id,
        reports_to=position.reports_to_id,
        since=term.period.start,
    )


def _substituted(account: str, day: date) -> list[Hat]:
    """Positions whose work the account does; one that is held by nobody on that day lends no hat."""
    held = PositionTerm.objects.as_of(day).values("position")
    lent = Substitution.objects.as_of(day).filter(account=account, position__in=held)
    return [
        Hat(
            position=substitution.position_id,
            account=account,
            agency=substitution.position.agency_id,
            title=substitution.position.title,
            role=substitution.position.role,
            acting_for=substitution.position.account,
            since=substitution.period.start,
        )
        for substitution in lent.select_related("position").order_by("position")[:HATS]
    ]


def list_positions(agencies: Iterable[str], day: date, *, limit: int = 500) -> list[Hat]:
    """Who holds which position in the given agencies on a day, by agency and order of appointment."""
    return list(_listed(tuple(sorted(agencies)), day, limit))


@kept("organisations")
def _listed(agencies: tuple[str, ...], day: date, limit: int) -> tuple[Hat, ...]:
    terms = PositionTerm.objects.as_of(day).filter(position__agency__in=agencies).select_related("position")
    return tuple(own_hat(term) for term in terms.order_by("position__agency", "position")[:limit])


def chiefs_of(account: str, day: date) -> list[Hat]:
    """The chiefs of an account on a day, one for each of its own hats that has one: two for a seconded
    officer.
    """
    over = [hat.reports_to for hat in list_hats(account, day) if hat.reports_to and not hat.acting_for]
    terms = PositionTerm.objects.as_of(day).filter(position__in=over).select_related("position")
    return [own_hat(term) for term in terms.order_by("position")[:HATS]]


def build_actor(account_id: str, name: str, origin: str, at: datetime, hat: int | None = None) -> Actor:
    """The Actor for an account at an instant, wearing the position numbered ``hat`` (None, or one it does not
    wear any more: its first). Without a position it keeps what the roles for everyone allow, and no more.

    At most three queries and the stamps', whatever the size of the province; none for who was built before.
    """
    day = clock.local(at).date()
    hats = list_hats(account_id, day)
    worn = next((each for each in hats if each.position == hat), hats[0] if hats else None)
    everyone = everyone_grants(list_roles())
    base = frozenset(role.name for role in list_roles() if role.for_everyone)
    if worn is None:
        return Actor(account=account_id, name=name, grants=everyone, origin=origin, roles=base)
    role = role_named(worn.role)
    below = partial(subtree_codes, worn.agency, day)
    return Actor(
        account=account_id,
        name=name,
        agency=worn.agency,
        position=worn.title,
        grants=everyone + grants_of(role, worn.agency, below, substituting=bool(worn.acting_for)),
        origin=origin,
        acting_for=worn.acting_for,
        roles=base | {role.name},
    )
