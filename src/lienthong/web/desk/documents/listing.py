"""What waits: for me, on its way to a signature, for the clerk."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from lienthong.domain.correspondence.queries import count_waiting
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import DocumentRow, Queue, State
from lienthong.spine import clock
from lienthong.web.desk.documents.page import Desk, desk_of, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Tab
from lienthong.web.ui.words import write_counter, write_moment

LABELS: Final = {
    Queue.MINE: pgettext_lazy("queue of documents", "Waits for me"),
    Queue.ON_THE_WAY: pgettext_lazy("queue of documents", "I drafted, on its way"),
    Queue.TO_ISSUE: pgettext_lazy("queue of documents", "To be numbered and sealed"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One document in two lines. ``may_mark``: it may be marked to be signed, or sealed, with others."""

    row: DocumentRow
    tag: str
    word: str | Promise
    holder: str
    since: str
    may_mark: bool


@requires(Permission.FOLLOW)
def listing(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    queue = _queue(request)
    rows, counts = documents.list_queue(queue, by=desk.by), documents.count_queues(by=desk.by)
    lines = _lines(desk, queue, rows)
    context = {
        "lead": _lead(counts[Queue.MINE]),
        "tabs": _tabs(desk, queue, counts),
        "lines": lines,
        "may_mark": sum(line.may_mark for line in lines) > 1,
        "seals": queue is Queue.TO_ISSUE,
        "queue": queue.value,
        "may_draft": desk.may_draft,
        "now": desk.now,
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("N", pgettext("key", "write a document")),
            Key("?", pgettext("key", "all keys")),
        ],
    }
    return render(request, "desk/documents/listing.html", context)


def _queue(request: HttpRequest) -> Queue:
    asked = request.GET.get("queue", "")
    return Queue(asked) if asked in set(Queue) else Queue.MINE


def _lead(count: int) -> str:
    if not count:
        return _("Nothing waits for you.")
    words = ngettext("%(count)s document waits for you.", "%(count)s documents wait for you.", count)
    return words % {"count": write_counter(count)}


def _tabs(desk: Desk, queue: Queue, counts: dict[Queue, int]) -> list[Tab]:
    tabs = [
        Tab(label, f"?queue={one.value}", counts[one], current=one is queue) for one, label in LABELS.items()
    ]
    register = Tab(_("Register of documents"), reverse("desk:document_register"))
    waiting = count_waiting(desk.by, desk.day)
    incoming = Tab(_("Incoming documents"), reverse("desk:incoming"), waiting)
    copies = Tab(_("Copies"), reverse("desk:copies"))
    return [*tabs, register, incoming, copies, Tab(_("Work files"), reverse("desk:workfiles"))]


def _lines(desk: Desk, queue: Queue, rows: list[DocumentRow]) -> list[Line]:
    people = desk.people(row.holder for row in rows)
    return [
        Line(
            row,
            *word_of(row),
            holder=_("I") if row.holder == desk.by.account else people.get(row.holder, ""),
            since=write_moment(clock.local(row.moved_at)),
            may_mark=desk.may_register
            if queue is Queue.TO_ISSUE
            else row.state is State.TO_SIGN and row.holder == desk.by.account,
        )
        for row in rows
    ]


urlpatterns = [path("", listing, name="documents")]
