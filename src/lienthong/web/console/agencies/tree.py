"""The tree of agencies of a day, or what a search finds in it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.organisations import queries
from lienthong.domain.organisations.permissions import Permission
from lienthong.web.console.agencies.moment import Seen, seen
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.words import write_day

ALL = gettext_lazy("all")


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Find an agency"),
        required=False,
        widget=forms.SearchInput(
            {"placeholder": gettext_lazy("Name, old name, without marks"), "data-key": "/"}
        ),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), required=False, choices=[("", ALL), *queries.LEVEL_LABELS.items()]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", ALL), *queries.KIND_LABELS.items()]
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency with what hangs below it; ``size`` counts all of them, itself left out.

    ``is_home``: the province that this installation serves.
    """

    agency: queries.AgencyRow
    url: str
    kind: str
    below: list["Branch"]
    is_home: bool = False

    @property
    def size(self) -> int:
        return len(self.below) + sum(branch.size for branch in self.below)


@signed_in
def tree(request: HttpRequest) -> HttpResponse:
    """Agencies are public knowledge; who works there is not shown here."""
    view = seen(request)
    filters = Filters(request.GET)
    given = {name: value for name, value in filters.data.items() if name in filters.fields and value}
    found = _found(view, given) if given else []
    total = len(found) if given else queries.count_agencies(view.day, view.known)
    context: dict[str, Any] = {
        "filters": filters,
        "is_filtered": bool(given),
        "found": found,
        "may_create": view.moment.is_today and actor_of(request).may(Permission.CHANGE_AGENCIES),
        "roots": [] if given else _grow(view),
    }
    title = ngettext("%(count)d agency", "%(count)d agencies", total) % {"count": total}
    lead = _("In force on %(day)s, as they were subordinate to each other.") % {"day": write_day(view.day)}
    return render_page(
        request,
        "console/agencies/tree.html",
        current="agencies",
        title=title,
        lead=lead,
        **view.context(),
        **context,
    )


def _found(view: Seen, given: dict[str, str]) -> list[tuple[Branch, str]]:
    rows = queries.list_agencies(
        view.day,
        view.known,
        search=given.get("q", ""),
        level=given.get("level", ""),
        kind=given.get("kind", ""),
        limit=500,
    )
    names = queries.get_names({row.parent for row in rows if row.parent}, view.day, view.known)
    return [(_branch(view, row), names.get(row.parent, "")) for row in rows]


def _grow(view: Seen) -> list[Branch]:
    roots: list[Branch] = []
    way: list[Branch] = []
    for row in queries.get_tree(view.day, view.known):
        branch = _branch(view, row.agency)
        del way[row.depth :]
        (way[-1].below if way else roots).append(branch)
        way.append(branch)
    return sorted(roots, key=lambda branch: (not branch.is_home, -branch.size))


def _branch(view: Seen, agency: queries.AgencyRow) -> Branch:
    kind = str(queries.KIND_LABELS[queries.Kind(agency.kind)])
    is_home = agency.code == settings.LIENTHONG_PROVINCE
    return Branch(agency, view.url("agency", agency.code), kind, [], is_home)


urlpatterns = [path("agencies/", tree, name="agencies")]
