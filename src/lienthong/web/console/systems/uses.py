"""For which procedures a system is used: taken into use, ended."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.procedures.queries import list_published
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.systems.register import known
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link

MOST = 1_000


class UseForm(forms.Form):
    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"))
    since = day_field(gettext_lazy("For cases received from"))
    basis = forms.CharField(label=gettext_lazy("Decision or letter"), max_length=300)


class EndForm(forms.Form):
    until = day_field(gettext_lazy("For cases received until"))
    basis = forms.CharField(label=gettext_lazy("Decision or letter"), max_length=300)


@requires(Permission.KEEP)
def take(request: HttpRequest, system: str) -> HttpResponse:
    row, today = known(system), clock.today()
    form = UseForm(request.POST or None, initial={"since": today})
    offered = [(one.code, f"{one.code} · {one.name}") for one in list_published(today, limit=MOST)]
    form.fields["procedure"].choices = [("", _("choose a procedure")), *offered]  # type: ignore[attr-defined]

    def act(given: dict[str, Any]) -> None:
        actions.use_for(system=system, **given, by=actor_of(request), at=clock.now())

    deed = Deed(
        section="systems",
        title=_("Take %(name)s into use for a procedure") % {"name": row.name},
        button=_("Take it into use"),
        done=_("Cases that are received from that day on are to be entered there."),
        back=reverse("console:system", args=[system]),
    )
    return perform(request, deed, form, act, [Link(row.name, deed.back)])


@requires(Permission.KEEP)
def end(request: HttpRequest, use: int) -> HttpResponse:
    row = queries.get_use(use)
    if row is None or row.until:
        raise Http404
    form = EndForm(request.POST or None, initial={"until": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.end_use(use=use, **given, by=actor_of(request), at=clock.now())

    name = known(row.system).name
    deed = Deed(
        section="systems",
        title=_("End the use of %(name)s for %(procedure)s") % {"name": name, "procedure": row.procedure},
        button=_("End the use"),
        done=_("Cases that are received after that day need not be entered there."),
        back=reverse("console:system", args=[row.system]),
    )
    return perform(request, deed, form, act, [Link(name, deed.back)])


urlpatterns = [
    path("systems/<slug:system>/uses/new/", take, name="system_use"),
    path("systems/uses/<int:use>/end/", end, name="system_use_end"),
]
