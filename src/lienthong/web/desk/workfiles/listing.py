"""Work files: those I keep, those that are owed to the archive, all that I see, and what the archive has."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import Queue, WorkfileRow
from lienthong.web.desk.workfiles.page import TAGS, Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Link, Tab
from lienthong.web.ui.words import write_counter, write_day

LABELS: Final = {
    Queue.MINE: pgettext_lazy("queue of work files", "I keep, open"),
    Queue.OWED: pgettext_lazy("queue of work files", "Owed to the archive"),
    Queue.ALL: pgettext_lazy("queue of work files", "All that I see"),
    Queue.ARCHIVED: pgettext_lazy("queue of work files", "In the archive"),
}
_SEEK: Final = gettext_lazy("Number and symbol, title, unit, keeper")


class SeekForm(forms.Form):
    q = forms.CharField(
        label=_SEEK, required=False, widget=forms.SearchInput({"placeholder": _SEEK, "data-key": "F"})
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One file in two lines; ``owed`` says by when it goes to the archive."""

    row: WorkfileRow
    tag: str
    word: str | Promise
    owed: str
    is_late: bool


@requires(Permission.KEEP)
def listing(request: HttpRequest) -> HttpResponse:
    desk, queue = desk_of(request), _queue(request)
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    rows = workfiles.list_queue(queue, by=desk.by, text=text)
    counts = workfiles.count_queues(by=desk.by)
    context = {
        "lead": _lead(desk, counts),
        "tabs": _tabs(queue, counts),
        "queue": queue.value,
        "seek": SeekForm({"q": text}),
        "is_filtered": bool(text),
        "lines": [_line(row, desk) for row in rows],
        "ways": ways_of(desk),
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Work files"))],
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("N", pgettext("key", "open a work file")),
            Key("F", pgettext("key", "search")),
            Key("?", pgettext("key", "all keys")),
        ],
    }
    return render(request, "desk/workfiles/listing.html", context)


def ways_of(desk: Desk) -> list[Link]:
    """To the list of the year, the hand-overs, and what is past its time."""
    to_receive = workfiles.count_to_receive(desk.by)
    over = _("Hand-overs to the archive")
    told = f"{over} ({write_counter(to_receive)})" if to_receive else over
    ways = [
        Link(
            _("List of files %(year)s") % {"year": desk.day.year},
            reverse("desk:file_list", args=[desk.day.year]),
        ),
        Link(told, reverse("desk:hand_overs")),
    ]
    if desk.sees_all:
        ways.append(Link(_("Past their time"), reverse("desk:clearances")))
    return ways


def _queue(request: HttpRequest) -> Queue:
    asked = request.GET.get("queue", "")
    return Queue(asked) if asked in set(Queue) else Queue.MINE


def _lead(desk: Desk, counts: dict[Queue, int]) -> str:
    told = ngettext(
        "You keep %(count)s open work file.", "You keep %(count)s open work files.", counts[Queue.MINE]
    )
    words = told % {"count": write_counter(counts[Queue.MINE])}
    waiting = len(workfiles.list_unopened(by=desk.by))
    if waiting:
        more = ngettext(
            "%(count)s that the list foresees is not opened yet.",
            "%(count)s that the list foresees are not opened yet.",
            waiting,
        )
        words += " " + more % {"count": write_counter(waiting)}
    return words


def _tabs(queue: Queue, counts: dict[Queue, int]) -> list[Tab]:
    return [
        Tab(label, f"?queue={one.value}", counts[one], current=one is queue) for one, label in LABELS.items()
    ]


def _line(row: WorkfileRow, desk: Desk) -> Line:
    by = row.owed_by
    return Line(row, *TAGS[row.state], write_day(by) if by else "", is_late=bool(by and by < desk.day))


urlpatterns = [path("files/", listing, name="workfiles")]
