"""The causes of lateness that officials choose from: the list, adding one, ending one."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.spine import clock
from lienthong.spine.causes import actions, queries
from lienthong.spine.causes.permissions import Permission
from lienthong.spine.causes.queries import About
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires

ABOUT = {
    About.CASE: pgettext_lazy("late", "cases of the one-stop"),
    About.DUTY: pgettext_lazy("late", "duties of plans"),
}


class CauseForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Cause, in the officials’ words"),
        help_text=gettext_lazy("What hinders, not whom to blame."),
        max_length=200,
    )
    about = forms.MultipleChoiceField(
        label=gettext_lazy("It may be chosen for"),
        choices=[(one.value, words) for one, words in ABOUT.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    since = day_field(gettext_lazy("First day on which it is offered"))
    basis = forms.CharField(label=gettext_lazy("Decision it rests on"), max_length=300)


class EndForm(forms.Form):
    until = day_field(gettext_lazy("Last day on which it is offered"))
    basis = forms.CharField(label=gettext_lazy("Decision it rests on"), max_length=300)


@requires(Permission.KEEP)
def causes(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = [
        (row, ", ".join(str(ABOUT[one]) for one in ABOUT if one in row.about), row.is_offered(today))
        for row in queries.list_all()
    ]
    title = _("Causes of lateness")
    lead = _("What officials choose from. A cause that ended stays readable where it was chosen.")
    return render_page(request, "console/causes.html", current="causes", title=title, lead=lead, rows=rows)


@requires(Permission.KEEP)
def add(request: HttpRequest) -> HttpResponse:
    form = CauseForm(request.POST or None, initial={"since": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.add(
            words=given["words"],
            about=[About(one) for one in given["about"]],
            since=given["since"],
            basis=given["basis"],
            **_who(request),
        )

    deed = Deed(
        section="causes",
        title=_("Add a cause"),
        button=_("Add it"),
        done=_("It is offered from its first day on."),
        back=reverse("console:causes"),
    )
    return perform(request, deed, form, act)


@requires(Permission.KEEP)
def end(request: HttpRequest, cause: str) -> HttpResponse:
    row = queries.get_cause(cause)
    if row is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"until": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.end(code=cause, until=given["until"], basis=given["basis"], **_who(request))

    deed = Deed(
        section="causes",
        title=_("End “%(words)s”") % {"words": row.words},
        button=_("End it"),
        done=_("It is not offered after its last day. What was explained by it stays."),
        back=reverse("console:causes"),
    )
    return perform(request, deed, form, act)


def _who(request: HttpRequest) -> dict[str, Any]:
    by = actor_of(request)
    return {"agency": by.agency or settings.LIENTHONG_PROVINCE, "by": by, "at": clock.now()}


urlpatterns = [
    path("causes/", causes, name="causes"),
    path("causes/new/", add, name="cause_add"),
    path("causes/<str:cause>/end/", end, name="cause_end"),
]
