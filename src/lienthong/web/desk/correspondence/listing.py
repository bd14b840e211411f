"""What waits: for me, what I help with, what is worked on, what is late; and what the clerk has to register."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import IncomingRow, Queue, SendingRow
from lienthong.web.desk.correspondence.page import STATUS_TAGS, TAGS, Desk, clerks_desk, desk_of, due_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Tab
from lienthong.web.ui.words import write_counter

LABELS: Final = {
    Queue.MINE: pgettext_lazy("queue of incoming documents", "Waits for me"),
    Queue.SUPPORTING: pgettext_lazy("queue of incoming documents", "I support"),
    Queue.AT_WORK: pgettext_lazy("queue of incoming documents", "Being worked on"),
    Queue.LATE: pgettext_lazy("queue of incoming documents", "Late"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One incoming document in two lines."""

    row: IncomingRow
    tag: str
    word: str | Promise
    due_tag: str
    due_word: str
    holder: str


@requires(Permission.FOLLOW)
def listing(request: HttpRequest) -> HttpResponse:
    desk, queue = desk_of(request), _queue(request)
    rows = correspondence.list_queue(queue, desk.day, by=desk.by)
    counts = correspondence.count_queues(desk.day, by=desk.by)
    context = {
        "lead": _lead(counts),
        "tabs": tabs_of(desk, counts, queue),
        "lines": _lines(desk, rows),
        "may_register": desk.may_register,
        "sees_all": desk.sees_all,
        "now": desk.now,
        "keys": _keys(),
    }
    return render(request, "desk/correspondence/listing.html", context)


@requires(Permission.REGISTER)
def waiting(request: HttpRequest) -> HttpResponse:
    """What other agencies sent: to be registered or returned."""
    desk = clerks_desk(request)
    rows = correspondence.list_arriving(desk.by.agency)
    names = desk.names(row.sender for row in rows)
    counts = correspondence.count_queues(desk.day, by=desk.by)
    context = {
        "lead": _lead(counts),
        "tabs": tabs_of(desk, counts, None, arriving=len(rows)),
        "arriving": [_arriving(row, names) for row in rows],
        "may_register": True,
        "sees_all": True,
        "now": desk.now,
        "keys": _keys(),
        "is_waiting": True,
    }
    return render(request, "desk/correspondence/listing.html", context)


def _arriving(row: SendingRow, names: dict[str, str]) -> tuple[SendingRow, str, str, str | Promise]:
    tag, word = STATUS_TAGS[row.status]
    return row, row.outside or names.get(row.sender, row.sender), tag, word


def _queue(request: HttpRequest) -> Queue:
    asked = request.GET.get("queue", "")
    return Queue(asked) if asked in set(Queue) else Queue.MINE


def _lead(counts: dict[Queue, int]) -> str:
    mine, late = counts[Queue.MINE], counts[Queue.LATE]
    if not mine:
        words = _("No incoming document waits for you.")
    else:
        words = ngettext(
            "%(count)s incoming document waits for you.", "%(count)s incoming documents wait for you.", mine
        ) % {"count": write_counter(mine)}
    if late:
        words += " " + ngettext("%(count)s is late.", "%(count)s are late.", late) % {
            "count": write_counter(late)
        }
    return words


def tabs_of(
    desk: Desk, counts: dict[Queue, int], current: Queue | None, *, arriving: int | None = None
) -> list[Tab]:
    here = reverse("desk:incoming")
    tabs = [
        Tab(
            label,
            f"{here}?queue={one.value}",
            counts[one],
            current=one is current,
            tone="late" if one is Queue.LATE else "",
        )
        for one, label in LABELS.items()
    ]
    if desk.may_register:
        count = correspondence.count_arriving(desk.by.agency) if arriving is None else arriving
        label = pgettext("queue of incoming documents", "To be registered")
        tabs.insert(0, Tab(label, reverse("desk:incoming_waiting"), count, current=current is None))
    if desk.sees_all:
        tabs.append(Tab(_("Register of incoming documents"), reverse("desk:incoming_register")))
    return tabs


def _lines(desk: Desk, rows: list[IncomingRow]) -> list[Line]:
    people = desk.people(row.holder for row in rows)
    return [
        Line(
            row,
            *TAGS[row.state],
            *due_of(row, desk.day),
            holder=_("I") if row.holder == desk.by.account else people.get(row.holder, ""),
        )
        for row in rows
    ]


def _keys() -> list[Key]:
    return [
        Key("J / K", pgettext("key", "next, previous row")),
        Key("Enter", pgettext("key", "open")),
        Key("N", pgettext("key", "register a document")),
        Key("?", pgettext("key", "all keys")),
    ]


urlpatterns = [
    path("incoming/", listing, name="incoming"),
    path("incoming/waiting/", waiting, name="incoming_waiting"),
]
