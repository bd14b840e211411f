"""Whether the public sees who is late: set by the monitor, by a decision of the People's Committee."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans.permissions import Permission, can_monitor
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import followed
from lienthong.web.ui.parts import Link


class Openness(forms.Form):
    shows = forms.ChoiceField(
        label=gettext_lazy("The public sees"),
        choices=[
            ("no", gettext_lazy("the plan and its accepted products")),
            ("yes", gettext_lazy("also which agencies are late")),
        ],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=gettext_lazy("By which decision of the People's Committee"),
        help_text=gettext_lazy("Kind, number and day; kept in the ledger."),
        max_length=300,
    )


@requires(Permission.MONITOR)
def openness(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    if not page.moment.is_today or not can_monitor(page.actor, page.plan.monitor):
        raise Http404
    form = Openness(request.POST or None, initial={"shows": "yes" if page.plan.shows_lateness else "no"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.show_lateness(
                plan=page.plan.id,
                shows=data["shows"] == "yes",
                decision=data["decision"],
                by=page.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What the public sees is set."))
            return redirect(page.url("plan"))
    return page.render("openness", {"form": form}, crumbs=[Link(_("What the public sees"))])


urlpatterns = [path("openness/", openness, name="plan_openness")]
