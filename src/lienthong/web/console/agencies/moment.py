"""What the pages of agencies share: the day they are seen from, kept in every link; what may be changed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from lienthong.domain.organisations import queries
from lienthong.domain.organisations.permissions import can_change
from lienthong.spine import clock
from lienthong.web.entrance.access import actor_of
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.ui.parts import Link


@dataclass(frozen=True)
class Seen:
    """A day and what was known, with addresses that keep both."""

    moment: Moment
    kept: str

    def url(self, route: str, *words: Any) -> str:
        address = reverse(f"console:{route}", args=words)
        return f"{address}?{self.kept}" if self.kept else address

    @property
    def day(self) -> dt.date:
        return self.moment.as_of

    @property
    def known(self) -> dt.datetime | None:
        return self.moment.known

    def context(self) -> dict[str, Any]:
        return {"as_of": self.day, "today": self.moment.today, "seen": self}


def seen(request: HttpRequest) -> Seen:
    kept = {name: request.GET[name] for name in ("as_of", "known") if request.GET.get(name)}
    return Seen(moment_of(request), urlencode(kept))


def changeable(request: HttpRequest, code: str) -> queries.AgencyRow:
    """The agency as it is today. Raises Http404 when it is not in force or not this person's to change."""
    found = queries.get_agency(code, clock.today())
    if found is None or not can_change(actor_of(request), code):
        raise Http404
    return found


def agency_link(agency: queries.AgencyRow) -> Link:
    return Link(agency.short_name, reverse("console:agency", args=[agency.code]))
