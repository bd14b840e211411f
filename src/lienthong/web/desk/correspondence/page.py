"""What the pages of incoming documents share: who looks under which hat, words of state, due days, the crumbs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.errors import IncomingNotFound, NotNow, SendingNotFound
from lienthong.domain.correspondence.permissions import Permission, can_register, sees_all
from lienthong.domain.correspondence.queries import (
    HappeningRow,
    IncomingRow,
    Pace,
    SendingRow,
    State,
    Status,
    Verb,
)
from lienthong.web.desk.hats import Hat, come_late_to, hat_of
from lienthong.web.ui.parts import Link

TAGS: Final[dict[State, tuple[str, str | Promise]]] = {
    State.REGISTERED: ("not_started", pgettext_lazy("incoming state", "To be submitted")),
    State.TO_INSTRUCT: ("submitted", pgettext_lazy("incoming state", "Before the leader")),
    State.TO_ASSIGN: ("in_progress", pgettext_lazy("incoming state", "To be assigned")),
    State.IN_HAND: ("in_progress", pgettext_lazy("incoming state", "Being handled")),
    State.ANSWERED: ("done", pgettext_lazy("incoming state", "Answered, to be filed")),
    State.CLOSED: ("done", pgettext_lazy("incoming state", "Closed, to be filed")),
    State.FILED: ("done", pgettext_lazy("incoming state", "Filed")),
    State.RETURNED: ("not_applicable", pgettext_lazy("incoming state", "Returned to sender")),
    State.WITHDRAWN: ("not_applicable", pgettext_lazy("incoming state", "Taken back by sender")),
}
STATUS_TAGS: Final[dict[Status, tuple[str, str | Promise]]] = {
    Status.SENT: ("sent", pgettext_lazy("status of a sending", "Sent")),
    Status.ARRIVED: ("sent", pgettext_lazy("status of a sending", "Arrived")),
    Status.REFUSED: ("returned", pgettext_lazy("status of a sending", "Refused")),
    Status.REGISTERED: ("in_progress", pgettext_lazy("status of a sending", "Registered")),
    Status.ASSIGNED: ("in_progress", pgettext_lazy("status of a sending", "Assigned")),
    Status.IN_HAND: ("in_progress", pgettext_lazy("status of a sending", "Being handled there")),
    Status.DONE: ("done", pgettext_lazy("status of a sending", "Done")),
    Status.ASKED_BACK: ("paused", pgettext_lazy("status of a sending", "Asked back")),
    Status.AGREED: ("not_applicable", pgettext_lazy("status of a sending", "Taken back")),
    Status.DECLINED: ("returned", pgettext_lazy("status of a sending", "Not given back")),
}
PACES: Final[dict[Pace, str]] = {
    Pace.SOON: "due_soon",
    Pace.TODAY: "due_today",
    Pace.LATE: "overdue",
    Pace.DONE_LATE: "done_late",
}


@dataclass(frozen=True)
class Desk(Hat):
    """What this hat may do with incoming documents."""

    @property
    def may_register(self) -> bool:
        return can_register(self.by, self.by.agency)

    @property
    def sees_all(self) -> bool:
        return sees_all(self.by, self.by.agency)


@dataclass(frozen=True)
class IncomingPage:
    """One incoming document on a person's desk."""

    desk: Desk
    row: IncomingRow

    @property
    def url(self) -> str:
        return reverse("desk:incoming_one", args=[self.row.id])

    @cached_property
    def moves(self) -> list[Verb]:
        return correspondence.list_moves(self.row, by=self.desk.by)

    @cached_property
    def story(self) -> list[HappeningRow]:
        return correspondence.list_happenings(self.row.id)

    @cached_property
    def people(self) -> dict[str, str]:
        return self.desk.people({*self.row.people, *(str(one.data.get("to", "")) for one in self.story)})

    def last(self, *verbs: Verb) -> HappeningRow | None:
        return next((one for one in reversed(self.story) if one.verb in verbs), None)

    def crumbs(self, *after: str) -> list[Link]:
        name = format_html('<span class="figures">{}</span>', arrival_of(self.row))
        trail = [*base_crumbs(), *([Link(name, self.url)] if after else [Link(name)])]
        return [*trail, *map(Link, after)]


def base_crumbs(*after: str) -> list[Link]:
    trail = [Link(_("Documents"), reverse("desk:documents"))]
    return [*trail, Link(_("Incoming documents"), reverse("desk:incoming")), *map(Link, after)]


def arrival_of(row: IncomingRow) -> str:
    return _("Arrival number %(number)s") % {"number": row.arrival}


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat of an agency whose incoming documents they follow."""
    return hat_of(request, Desk, Permission.FOLLOW)


def clerks_desk(request: HttpRequest) -> Desk:
    """Raises Http404 for who is not the clerk there."""
    desk = desk_of(request)
    if not desk.may_register:
        raise Http404
    return desk


def incoming_page(request: HttpRequest, incoming: int, verb: Verb | None = None) -> IncomingPage:
    """Raises Http404 for what is none of one's business, and where ``verb`` is never this person's to do."""
    desk = desk_of(request)
    try:
        row = correspondence.get_incoming(incoming, by=desk.by)
    except IncomingNotFound as absent:
        raise Http404(str(absent)) from absent
    if verb and not correspondence.is_theirs(row, verb, by=desk.by):
        raise Http404
    return IncomingPage(desk, row)


def sending_of(desk: Desk, sending: int, *, recipient: bool) -> SendingRow:
    """Raises Http404 unless one is the clerk of that side."""
    try:
        row = correspondence.get_sending(sending, by=desk.by)
    except SendingNotFound as absent:
        raise Http404(str(absent)) from absent
    if desk.by.agency != (row.recipient if recipient else row.sender):
        raise Http404
    return row


def come_late(request: HttpRequest, page: IncomingPage, verbs: Collection[Verb], done: str) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    newest = correspondence.list_happenings(page.row.id)[-1]
    return come_late_to(request, page.url, newest, verbs, by=page.desk.by, done=done, refusal=NotNow())


def due_of(row: IncomingRow, today: date) -> tuple[str, str]:
    """The tag and word that a due day has on a day; "" while nothing is to be said of it."""
    pace = row.pace(today)
    tag = PACES.get(pace, "")
    if row.due is None or not tag:
        return "", ""
    left = (row.due - today).days
    if pace is Pace.LATE:
        return tag, ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
    if pace is Pace.SOON:
        return tag, ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    words = {
        Pace.TODAY: pgettext("incoming due", "Due today"),
        Pace.DONE_LATE: pgettext("incoming due", "Done late"),
    }
    return tag, words[pace]
