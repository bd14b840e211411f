"""What pages of one person or organisation share: the record, masked, and what may be done with it."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lienthong.domain.parties import queries
from lienthong.domain.parties.permissions import can_link, can_read, can_read_log
from lienthong.domain.parties.queries import IDENTIFIER_LABELS, NumberRow, PartyRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link


@dataclass(frozen=True)
class Page:
    """One record as one official sees it; ``agencies`` have dealt with them."""

    row: PartyRow
    by: Actor
    agencies: frozenset[str]
    today: dt.date

    @property
    def url(self) -> str:
        return reverse("desk:party", args=[self.row.id])

    @property
    def may_read(self) -> bool:
        return can_read(self.by, self.agencies)

    @property
    def may_link(self) -> bool:
        return can_link(self.by, self.agencies)

    @property
    def may_read_log(self) -> bool:
        return can_read_log(self.by, self.agencies)

    def crumbs(self, *after: str) -> list[Link]:
        trail = [Link(_("People and organisations"), reverse("desk:parties"))]
        return [*trail, Link(self.row.name, self.url if after else ""), *map(Link, after)]


def page_of(request: HttpRequest, party: int) -> Page:
    """Raises Http404 for whom none of this official's agencies knows."""
    by = actor_of(request)
    row = queries.get_party(party, by)
    if row is None:
        raise Http404
    return page_with(row, by)


def page_with(row: PartyRow, by: Actor) -> Page:
    return Page(row, by, queries.agencies_of(row.id), clock.today())


def write_number(one: NumberRow) -> str:
    """Citizen identity number 064*****1234."""
    return f"{IDENTIFIER_LABELS[one.kind]} {one.number}"
