"""Procedures that wait for somebody, and those in force to be amended; a new one is opened."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.permissions import Permission, can_control, can_publish
from lienthong.domain.procedures.queries import STATE_LABELS, VersionRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.page import TAGS, WORKERS
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link, Tab

PAGE = 50
MOST = 1_000


class Search(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Name or code"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )


@dataclass(frozen=True, slots=True)
class Line:
    row: VersionRow
    keeper: str
    tag: str
    word: str

    @property
    def url(self) -> str:
        return reverse("desk:procedure", args=[self.row.id])


@requires(*WORKERS)
def procedures(request: HttpRequest) -> HttpResponse:
    by, today = actor_of(request), clock.today()
    office = queries.office_of(today)
    keeper = None if can_control(by, office) or can_publish(by, office) else by.agency
    form = Search(request.GET or None)
    text = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    in_force = request.GET.get("queue") == "published"
    found = (queries.list_in_force if in_force else queries.list_drafts)(
        keeper=keeper, search=text, limit=MOST
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = get_names({row.keeper for row in page}, today)
    context = {
        "lines": [
            Line(row, names.get(row.keeper, row.keeper), TAGS[row.state], str(STATE_LABELS[row.state]))
            for row in page
        ],
        "tabs": _tabs(keeper, in_force=in_force),
        "form": form,
        "ways": paging(request, page),
        "is_searched": bool(text),
        "in_force": in_force,
        "may_open": by.may(Permission.DRAFT, by.agency),
    }
    return render(request, "desk/procedures/listing.html", context)


def _tabs(keeper: str | None, *, in_force: bool) -> list[Tab]:
    here = reverse("desk:procedures")
    drafts, demanded = queries.count_waiting(keeper=keeper), queries.count_demands(keeper=keeper)
    return [
        Tab(_("Not published yet"), here, count=drafts, current=not in_force),
        Tab(_("Now in force"), f"{here}?queue=published", current=in_force),
        Tab(_("Announcing"), reverse("desk:announcing"), count=demanded),
        Tab(_("Online services"), reverse("desk:online")),
        Tab(_("Reviews"), reverse("desk:reviews")),
    ]


class NewForm(forms.Form):
    code = forms.CharField(
        label=pgettext_lazy("procedure", "Code"),
        max_length=40,
        help_text=gettext_lazy("The national code, for example 1.001193; or one of your own."),
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the procedure"), max_length=1000, widget=forms.Textarea({"rows": "2"})
    )


@requires(Permission.DRAFT)
def new_procedure(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            version = actions.open_draft(**given, keeper=by.agency, by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("desk:procedure", version=version)
    title = _("Draft a new procedure")
    context = {
        "form": form,
        "title": title,
        "button": _("Open the draft"),
        "back": reverse("desk:procedures"),
        "crumbs": [Link(_("Procedures"), reverse("desk:procedures")), Link(title)],
    }
    return render(request, "desk/procedures/deed.html", context)


urlpatterns = [
    path("procedures/", procedures, name="procedures"),
    path("procedures/new/", new_procedure, name="new_procedure"),
]
