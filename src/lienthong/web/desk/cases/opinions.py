"""Opinions that agencies owe each other about cases: what mine owes, what it answered, what it waits for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import OpinionRow, Outcome
from lienthong.spine import clock
from lienthong.web.desk.cases.page import CasePage, Desk, desk_of, late_words, left_words, short_day
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, Tab

OWED, ANSWERED, AWAITED = "owed", "answered", "awaited"
LISTS: Final[dict[str, tuple[Promise, Callable[[str], list[OpinionRow]]]]] = {
    OWED: (pgettext_lazy("opinions", "To be answered"), cases.list_owed),
    AWAITED: (pgettext_lazy("opinions", "That we wait for"), cases.list_awaited),
    ANSWERED: (pgettext_lazy("opinions", "Answered or lapsed"), cases.list_answered),
}
WORDS: Final[dict[Outcome, tuple[str, Promise]]] = {
    Outcome.GIVEN: ("done", gettext_lazy("Answered")),
    Outcome.DROPPED: ("not_applicable", gettext_lazy("Taken back")),
    Outcome.LAPSED: ("not_applicable", gettext_lazy("Lapsed")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """``agency`` is the other party's name; ``when`` says the day and what is left of it."""

    row: OpinionRow
    agency: str
    tag: str
    word: str
    when: str


def line_of(row: OpinionRow, desk: Desk, agency: str) -> Line:
    if row.outcome is not Outcome.OPEN:
        tag, word = WORDS[row.outcome]
        late = row.outcome is Outcome.GIVEN and row.is_late(desk.now)
        ended = short_day(row.ended_at) if row.ended_at else ""
        return Line(
            row, agency, "done_late" if late else tag, str(_("Answered late") if late else word), ended
        )
    left = desk.days.left(row.due_at)
    due = _("by %(day)s, %(time)s") % {
        "day": short_day(row.due_at),
        "time": f"{clock.local(row.due_at):%H:%M}",
    }
    if row.is_late(desk.now):
        return Line(row, agency, "overdue", late_words(-left), due)
    rest = left_words(left) if left else _("Ends today")
    return Line(row, agency, "due_today" if left == 0 else "in_progress", rest, due)


def opinions_of(page: CasePage) -> list[Line]:
    """Of one case, as far as the reader may know of them."""
    rows = page.story.opinions(page.row)
    if page.is_only_asked:
        rows = [row for row in rows if row.agency == page.desk.by.agency]
    return [line_of(row, page.desk, page.names.agency(row.agency)) for row in rows]


@requires(Permission.HANDLE)
def opinions(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else OWED
    rows = LISTS[which][1](desk.by.agency)
    context = {
        "lead": _lead(rows, desk) if which == OWED else "",
        "tabs": [
            Tab(words, f"?list={name}", len(rows) if name == which else None, current=name == which)
            for name, (words, _list) in LISTS.items()
        ],
        "which": which,
        "lines": _lines(rows, desk, which),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Opinions"))],
    }
    return render(request, "desk/cases/opinions.html", context)


def _lines(rows: Sequence[OpinionRow], desk: Desk, which: str) -> list[Line]:
    others = [row.agency if which == AWAITED else row.asker for row in rows]
    names = desk.agency_names(others) if others else {}
    return [line_of(row, desk, names.get(other, other)) for row, other in zip(rows, others, strict=True)]


def _lead(rows: Sequence[OpinionRow], desk: Desk) -> str:
    late = sum(row.is_late(desk.now) for row in rows)
    if late:
        words = ngettext("%(count)s answer is overdue.", "%(count)s answers are overdue.", late)
        return words % {"count": late}
    return pgettext("opinions", "No answer is overdue.")


urlpatterns = [path("opinions/", opinions, name="opinions")]
