"""A whole desk is handed over: every open case of one person of the agency goes to another, each with the reason."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Queue, Verb, Whose
from lienthong.spine.text import person_key
from lienthong.web.desk.cases.deed_base import LONG
from lienthong.web.desk.cases.many import MOST, move, show
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link


class DeskForm(forms.Form):
    """``whose`` offers everybody who holds an open case here, also who has left the agency meanwhile."""

    whose = forms.ChoiceField(label=gettext_lazy("Whose cases"))
    holder = forms.ChoiceField(label=gettext_lazy("Who takes them over"))
    note = forms.CharField(
        label=gettext_lazy("Reason, for both and for who reads the story later"),
        max_length=LONG,
        widget=forms.Textarea({"rows": "3"}),
        help_text=gettext_lazy("For example: on leave from 18/10 to 29/10/2021."),
    )

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(*args)
        nobody = ("", pgettext("person", "choose a person"))
        self.fields["whose"].choices = [nobody, *_holders(desk)]  # type: ignore[attr-defined]
        staff = desk.staff(desk.by.agency, Permission.HANDLE)
        self.fields["holder"].choices = [nobody, *staff]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("whose") and given.get("whose") == given.get("holder"):
            self.add_error("holder", _("Choose another person than the one whose cases they are."))
        return given


def _holders(desk: Desk) -> list[tuple[str, str]]:
    counts = cases.count_by_holder(desk.by.agency)
    people = sorted(desk.people(counts).items(), key=lambda one: person_key(one[1]))
    return [(account, f"{name} ({counts[account]})") for account, name in people]


@requires(Permission.DIRECT)
def desk_over(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not desk.may_direct:
        raise Http404
    form = DeskForm(desk, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        return _hand_over(request, desk, form)
    context = {
        "form": form,
        "is_empty": len(form.fields["whose"].choices) == 1,  # type: ignore[attr-defined]
        "back": reverse("desk:cases"),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Hand a desk over"))],
    }
    return render(request, "desk/cases/desk_over.html", context)


def _hand_over(request: HttpRequest, desk: Desk, form: DeskForm) -> HttpResponse:
    """A second press finds nothing left on the first desk, so it does nothing twice."""
    given = form.cleaned_data
    whose = Whose(desk.by.agency, given["whose"])
    page = cases.list_cases(whose, Queue.ALL, desk.now, limit=MOST)
    change = {"holder": given["holder"], "note": given["note"]}
    results = [move(desk, Verb.ASSIGNED, row, row.stand, change) for row in page.rows]
    left = cases.count_by_holder(desk.by.agency).get(given["whose"], 0)
    words = ngettext("%(count)s case still lies there.", "%(count)s cases still lie there.", left)
    note = words % {"count": left} if left else _("Nothing lies on that desk any more.")
    title = _("Hand a desk over")
    return show(request, desk, page.rows, results, back=reverse("desk:cases"), title=title, note=note)


urlpatterns = [path("desk/", desk_over, name="desk_over")]
