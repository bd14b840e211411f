"""What these pages share: one system, as it is described today, at the desk of who enters cases there."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.ministries import queries
from lienthong.domain.ministries.errors import SystemUnknown
from lienthong.domain.ministries.permissions import can_enter
from lienthong.domain.ministries.queries import EntryState, Standing, SystemRow, Waiting
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.ui.parts import Link, Tab

TAGS: Final = {
    EntryState.WAITING: "not_done",
    EntryState.ENTERED: "done",
    EntryState.DROPPED: "not_applicable",
}
STANDINGS: Final = {
    Standing.OPEN: "in_progress",
    Standing.DONE: "done",
    Standing.REFUSED: "not_applicable",
    Standing.WITHDRAWN: "not_applicable",
}


@dataclass(frozen=True)
class Room:
    """One system seen from one agency."""

    desk: Desk
    system: SystemRow
    waiting: Waiting

    def crumbs(self, *after: str) -> list[Link]:
        here = reverse("desk:system_waiting", args=[self.system.code])
        own = Link(self.system.name, here if after else "")
        return [*crumbs_to_all(), own, *map(Link, after)]

    def tabs(self, current: str) -> list[Tab]:
        return [
            Tab(words, reverse(f"desk:{route}", args=[self.system.code]), count, current=route == current)
            for words, route, count in (
                (pgettext("ministry software", "To be entered"), "system_waiting", self.waiting.count),
                (pgettext("ministry software", "Reconciliation"), "system_balance", self.waiting.differences),
                (pgettext("ministry software", "Take a file in"), "system_import", None),
            )
        ]


def crumbs_to_all() -> list[Link]:
    return [Link(_("Cases"), reverse("desk:cases")), Link(_("Ministry software"), reverse("desk:systems"))]


def room_of(request: HttpRequest, system: str) -> Room:
    """Raises Http404 for a system that is not in the register, and for whose hat enters nothing."""
    desk = desk_of(request)
    if not can_enter(desk.by, desk.by.agency):
        raise Http404
    waiting = queries.count_waiting(desk.by.agency).get(system, Waiting())
    return Room(desk, known(system, desk), waiting)


def known(system: str, desk: Desk) -> SystemRow:
    """Raises Http404."""
    try:
        return queries.get_system(system, desk.day)
    except SystemUnknown as absent:
        raise Http404 from absent


def word_of(state: EntryState) -> str:
    return {
        EntryState.WAITING: pgettext("entry", "to be entered"),
        EntryState.ENTERED: pgettext("entry", "entered"),
        EntryState.DROPPED: pgettext("entry", "no longer needed"),
    }[state]
