"""One person: account, hats, who stands in for them, sessions and second factor, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.accounts.permissions import Permission, can_close
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.domain.organisations.permissions import role_named
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.agencies.signing import rights_of_person
from lienthong.web.console.page import render_page
from lienthong.web.console.people.listing import state_of, state_shown
from lienthong.web.console.people.scope import Person, can_keep, person_seen
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_day, write_moment


@dataclass(frozen=True, slots=True)
class Position:
    """A hat as the page shows it; ``stand_ins`` are sentences."""

    number: int
    title: str
    agency: str
    agency_url: str
    role: str
    since: str
    is_secondment: bool
    stand_ins: list[str]
    may_appoint: bool
    may_substitute: bool


@requires(Permission.SEE)
def person(request: HttpRequest, account: str) -> HttpResponse:
    found, by = person_seen(request, account), actor_of(request)
    row = found.account
    status, word = state_shown(row)
    kept = can_keep(by, found)
    context: dict[str, Any] = {
        "account": row,
        "status": status,
        "word": word,
        "facts": _facts(row),
        "proofs": _proofs(row),
        "positions": _positions(found, by),
        "rights": rights_of_person(account, by),
        "may_keep": kept and not row.left_at,
        "may_close": kept and not row.left_at and can_close(by, account),
        "is_invited": state_of(row) is accounts.State.NEVER_CAME and bool(row.email),
        "may_appoint": by.may(Organisations.APPOINT) and not row.left_at,
    }
    return render_page(
        request,
        "console/people/person.html",
        current="people",
        title=row.full_name,
        crumbs=[Link(row.full_name)],
        **context,
    )


def _facts(row: accounts.AccountRow) -> list[Fact]:
    came = write_moment(row.came_at) if row.came_at else _("Never yet")
    return [
        Fact(_("Sign-in name"), row.username),
        Fact(_("E-mail"), row.email or _("none")),
        Fact(_("Last sign-in"), came),
        *([Fact(_("Left on"), write_day(row.left_at))] if row.left_at else []),
    ]


def _proofs(row: accounts.AccountRow) -> list[Fact]:
    sessions = len(accounts.list_sessions(row.id))
    counted = ngettext("%(count)d running", "%(count)d running", sessions) % {"count": sessions}
    password = (
        _("must be replaced at the next sign-in") if row.must_change_password else _("chosen by the person")
    )
    return [
        Fact(_("Sessions"), counted if sessions else _("none running")),
        Fact(_("Second factor"), _("yes") if accounts.has_second_factor(row.id) else _("no")),
        Fact(_("Password"), password if row.has_password else _("not chosen yet")),
    ]


def _positions(found: Person, by: Actor) -> list[Position]:
    day = clock.today()
    names = organisations.get_names({hat.agency for hat in found.hats}, day)
    stand_ins = _stand_ins(found)
    return [
        Position(
            hat.position,
            hat.title,
            names.get(hat.agency, hat.agency),
            reverse("console:agency", args=[hat.agency]),
            str(role_named(hat.role).label),
            write_day(hat.since),
            hat.is_secondment,
            stand_ins.get(hat.position, []),
            _is_worn(hat) and by.may(Organisations.APPOINT, hat.agency),
            _is_worn(hat) and by.may(Organisations.SUBSTITUTE, hat.agency),
        )
        for hat in found.hats
    ]


def _is_worn(hat: organisations.Hat) -> bool:
    """A hat that begins later is shown, and changed once it is worn."""
    return hat.since is None or hat.since <= clock.today()


def _stand_ins(found: Person) -> dict[int, list[str]]:
    rows = organisations.list_substitutions([hat.position for hat in found.hats], clock.today())
    names = accounts.get_full_names({row.account for row in rows})
    told: dict[int, list[str]] = {}
    for row in rows:
        words = _("%(name)s stands in from %(since)s until before %(until)s") % {
            "name": names.get(row.account, _("Somebody")),
            "since": write_day(row.since),
            "until": write_day(row.until),
        }
        told.setdefault(row.position, []).append(words)
    return told


urlpatterns = [path("people/<str:account>/", person, name="person")]
