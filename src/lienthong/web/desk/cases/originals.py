"""Original papers: which my agency is to sign for, which it keeps, which it handed on without a signature yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Custody, OriginalRow
from lienthong.web.desk.cases.page import CasePage, desk_of, short_day
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, Tab

LISTS: Final[dict[str, tuple[Promise, Callable[[str], list[OriginalRow]]]]] = {
    "coming": (pgettext_lazy("originals", "To be signed for"), cases.list_coming),
    "kept": (pgettext_lazy("originals", "Kept here"), cases.list_kept),
    "sent": (pgettext_lazy("originals", "Handed on, not signed for"), cases.list_sent),
}
WORDS: Final[dict[Custody, tuple[str, Promise]]] = {
    Custody.KEPT: ("in_progress", gettext_lazy("Kept")),
    Custody.SENT: ("submitted", gettext_lazy("On the way")),
    Custody.BACK: ("done", gettext_lazy("Given back")),
}


@dataclass(frozen=True, slots=True)
class Line:
    row: OriginalRow
    tag: str
    word: str
    where: str


def originals_of(page: CasePage) -> list[Line]:
    """Of one case: where each is, since when, who signed for it."""
    names = page.names
    return [line_of(row, names.agency(row.agency), names.person(row.keeper)) for row in page.originals]


def line_of(row: OriginalRow, agency: str, keeper: str) -> Line:
    tag, word = WORDS[row.custody]
    told = {"agency": agency, "keeper": keeper, "day": short_day(row.since)}
    where = {
        Custody.KEPT: _("%(agency)s, signed for by %(keeper)s, %(day)s"),
        Custody.SENT: _("to %(agency)s, not signed for yet, since %(day)s"),
        Custody.BACK: _("to the applicant, %(day)s"),
    }[row.custody]
    return Line(row, tag, str(word), where % told)


@requires(Permission.HANDLE)
def originals(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else "coming"
    rows = LISTS[which][1](desk.by.agency)
    agencies = desk.agency_names(row.agency for row in rows) if rows else {}
    people = desk.people({row.keeper for row in rows}) if rows else {}
    context = {
        "tabs": _tabs(which, rows),
        "lines": [
            line_of(row, agencies.get(row.agency, row.agency), people.get(row.keeper, "")) for row in rows
        ],
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Originals"))],
    }
    return render(request, "desk/cases/originals.html", context)


def _tabs(which: str, rows: Sequence[OriginalRow]) -> list[Tab]:
    return [
        Tab(words, f"?list={name}", len(rows) if name == which else None, current=name == which)
        for name, (words, _list) in LISTS.items()
    ]


urlpatterns = [path("originals/", originals, name="originals")]
