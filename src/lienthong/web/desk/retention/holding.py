"""Cases that are held: a complaint, an inspection or a court keeps them from being destroyed."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.retention import actions, queries
from lienthong.domain.retention.permissions import Permission
from lienthong.domain.retention.queries import HOLD_LABELS, HoldKind
from lienthong.spine import clock
from lienthong.web.desk.retention.page import Deed, crumbs, keeper_of, perform, sent
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link


class HoldForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the case"), max_length=60)
    kind = forms.ChoiceField(
        label=pgettext_lazy("retention", "Why it is held"),
        choices=[(kind.value, words) for kind, words in HOLD_LABELS.items()],
        widget=forms.RadioSelect,
        initial=HoldKind.COMPLAINT.value,
    )
    reason = forms.CharField(
        label=gettext_lazy("Letter or decision, in words"),
        max_length=300,
        widget=forms.Textarea({"rows": "3"}),
    )


class LiftForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is lifted"), max_length=300, widget=forms.Textarea({"rows": "3"})
    )


@requires(Permission.LIST, Permission.DECIDE)
def holds(request: HttpRequest) -> HttpResponse:
    keeper = keeper_of(request)
    rows = [(row, HOLD_LABELS[row.kind]) for row in queries.list_holds(keeper.agency)]
    context = {"rows": rows, "crumbs": crumbs(Link(_("Cases that are held")))}
    return render(request, "desk/retention/holds.html", context)


@requires(Permission.LIST, Permission.DECIDE)
def hold(request: HttpRequest) -> HttpResponse:
    keeper = keeper_of(request)

    def act(given: dict[str, Any]) -> None:
        kind = HoldKind(given["kind"])
        actions.hold(number=given["number"], kind=kind, reason=given["reason"], by=keeper.by, at=clock.now())

    deed = Deed(
        title=_("Hold a case"),
        button=_("Hold the case"),
        done=_("Held: nothing of it is destroyed until the hold is lifted."),
        back=reverse("desk:holds"),
        lead=_("It is kept beyond its time, also when it stands on a list that was approved."),
    )
    initial = {"number": request.GET.get("number", "")}
    return perform(request, deed, HoldForm(sent(request), initial=initial), act)


@requires(Permission.LIST, Permission.DECIDE)
def lift(request: HttpRequest, hold: int) -> HttpResponse:
    keeper = keeper_of(request)
    row = next((one for one in queries.list_holds(keeper.agency) if one.id == hold), None)
    if row is None:
        raise Http404

    def act(given: dict[str, Any]) -> None:
        actions.lift(hold=hold, reason=given["reason"], by=keeper.by, at=clock.now())

    deed = Deed(
        title=_("Lift the hold on %(number)s") % {"number": row.number},
        button=_("Lift the hold"),
        done=_("Lifted: its time counts again."),
        back=reverse("desk:holds"),
    )
    return perform(request, deed, LiftForm(sent(request)), act)


urlpatterns = [
    path("holds/", holds, name="holds"),
    path("holds/new/", hold, name="hold"),
    path("holds/<int:hold>/lift/", lift, name="hold_lift"),
]
