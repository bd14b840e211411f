"""What every page shows around its content: the day, the province, the main tabs. Knows all audiences' addresses."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.cases.permissions import can_receive
from lienthong.domain.correspondence.queries import count_waiting
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.documents.queries import count_mine
from lienthong.domain.notices.queries import count_unread
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.parties.permissions import Permission as Parties
from lienthong.domain.retention.permissions import can_see as can_see_kept
from lienthong.domain.transfers.permissions import Permission as Transfers
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.place.mode import training_words
from lienthong.web.console.page import may_enter
from lienthong.web.desk.cases.page import count_late_for as count_late_cases
from lienthong.web.desk.plans.page import count_late_for, is_at_work
from lienthong.web.desk.procedures.page import drafts_procedures
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Tab

INVENTED: Final = ("demo", "training")
"""Modes whose people and papers are invented."""
BESIDE_CASES: Final = ("/fees/", "/parcels/", "/transfers/", "/conduct/", "/voice/", "/retention/")
"""Where the list of cases leads and where no tab of its own does, for most people."""


def around(request: HttpRequest) -> dict[str, Any]:
    """Lazy where it costs a query: a fragment without a masthead pays nothing."""
    actor = actor_of(request)
    names = cache(partial(_names, actor.agency))
    return {
        "demo_now": SimpleLazyObject(clock.now) if settings.LIENTHONG_MODE in INVENTED else None,
        "training": training_words(),
        "training_url": "" if training_words() else settings.LIENTHONG_TRAINING_URL,
        "province_name": cache(partial(_province, names)),
        "nav": cache(partial(_tabs, request, actor)),
        "search_url": reverse("steering:find"),
        "profile_url": "" if actor.is_anonymous else reverse("profile"),
        "notices_url": "" if actor.is_anonymous else reverse("notices"),
        "new_notices": cache(partial(count_unread, actor.account)),
        "unit_name": cache(lambda: names().get(actor.agency, "")),
    }


def _names(agency: str) -> dict[str, str]:
    """The province's and the agency's; one statement for a page that shows both."""
    return organisations.get_names({settings.LIENTHONG_PROVINCE, agency} - {""}, clock.today())


def _province(names: Callable[[], dict[str, str]]) -> str:
    name = names().get(settings.LIENTHONG_PROVINCE, "").removeprefix("UBND ")
    return name[:1].upper() + name[1:]


def _tabs(request: HttpRequest, actor: Actor) -> tuple[Tab, ...]:
    places: list[tuple[str, str, int | None]] = [(_("Home"), "home", None)]
    if is_at_work(actor):
        places.append((_("My duties"), "desk:work", count_late_for(actor)))
    if actor.may(Cases.FOLLOW) and actor.agency:
        places.append((_("Cases"), "desk:cases", count_late_cases(request)))
    if actor.agency and actor.may(Documents.FOLLOW, actor.agency):
        waiting = _waiting(actor) if request.path.startswith("/documents/") else None
        places.append((pgettext("tab", "Documents"), "desk:documents", waiting))
    if actor.may(Cases.FOLLOW):
        places.append((pgettext("tab", "Boards"), "steering:boards", None))
    if can_receive(actor, actor.agency):
        places.append((_("Take in"), "desk:intake", None))
    if actor.may(Parties.SEE):
        places.append((_("People and organisations"), "desk:parties", None))
    places.append((_("Procedures"), "desk:procedures" if drafts_procedures(actor) else "procedures", None))
    places.append((_("Plans"), "steering:plans", None))
    places += [(label, name, None) for label, name in _few(actor)]
    if may_enter(actor):
        places.append((_("Administration"), "console:home", None))
    addresses = [reverse(name) for _words, name, _counter in places]
    current = nearest(request.path, addresses)
    return tuple(
        Tab(label, url, count, current=url == current)
        for (label, _place, count), url in zip(places, addresses, strict=True)
    )


def _waiting(actor: Actor) -> int:
    """Outgoing and incoming documents that wait for this person."""
    return count_mine(actor) + count_waiting(actor, clock.today())


def _few(actor: Actor) -> Iterator[tuple[str, str]]:
    """Tabs of those who have no other way there; the rest find these beside their lists."""
    if actor.may(Transfers.WORK):
        yield _("One-stop work of the post"), "desk:post_counter"
    if can_see_kept(actor, actor.agency) and not actor.may(Cases.FOLLOW):
        yield _("Storage times"), "desk:retention"
    if actor.may(Parties.READ_LOG) and not actor.may(Parties.SEE):
        yield _("Reading log"), "desk:looks"
    if training_words() and actor.may(Cases.FOLLOW) and actor.agency:
        yield _("Exercises"), "desk:exercises"


def nearest(path: str, addresses: list[str]) -> str:
    """The tab that a page belongs to: the longest address that its own begins with."""
    around = [url for url in addresses if path == url or (url != "/" and path.startswith(url))]
    if not around and path.startswith(BESIDE_CASES) and (cases := reverse("desk:cases")) in addresses:
        return cases
    return max(around, key=len, default="")
