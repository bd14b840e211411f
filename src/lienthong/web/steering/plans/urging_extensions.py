"""Extensions that agencies ask for: decided for those marked, each answering for itself."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import HappeningRow, Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.bulk import Outcome
from lienthong.web.steering.plans.duty import show_duties
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.urging import show_urging, urging_page
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link

MOST = 200


class Deciding(forms.Form):
    grant = forms.ChoiceField(
        label=gettext_lazy("For those marked"),
        choices=[("yes", gettext_lazy("Grant it")), ("no", gettext_lazy("Refuse it"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    until = DayField(
        label=gettext_lazy("New due day"),
        help_text=gettext_lazy("Leave it empty to grant the day that was asked for."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, needed to refuse"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("grant") == "no" and not data.get("reason", "").strip():
            self.add_error("reason", _("Give the reason: whoever reads this later must understand it."))
        return data


@requires(Permission.MONITOR)
def extensions(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    form = Deciding(request.POST or None)
    marked = [int(one) for one in request.POST.getlist("duty")[:MOST] if one.isascii() and one.isdigit()]
    if request.method == "POST" and form.is_valid():
        if marked:
            return _decided(page, marked, form.cleaned_data)
        form.add_error(None, _("Mark the duties first."))
    rows = plans.list_extensions(page.plan, page.actor, as_of=page.moment.as_of)
    asked = _asked(page, [row.id for row in rows])
    context = {
        "form": form,
        "rows": [(duty, asked.get(duty.row.id)) for duty in show_duties(page, rows)],
        "marked": marked,
        "all_marked": request.GET.get("marked") == "all",
    }
    return show_urging(page, "urging_extensions", context, current="plan_urging_extensions")


def _asked(page: Page, ids: list[int]) -> dict[int, HappeningRow]:
    """The last asking of each."""
    asked = {}
    for one in reversed(plans.list_happenings(ids, **page.seen)):
        if one.verb == Verb.EXTENSION_ASKED:
            asked[one.obligation] = one
    return asked


def _decided(page: Page, marked: list[int], data: dict[str, Any]) -> HttpResponse:
    wanted = plans.Wanted(ids=marked)
    seen = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, **page.seen)
    refusals = {row.id: _decide(page, row.id, data) for row in seen}
    again = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, **page.seen)
    outcomes = [Outcome(duty, refusals.get(duty.row.id, "")) for duty in show_duties(page, again)]
    context = {
        "title": _("Deciding on several extensions"),
        "done": [one for one in outcomes if not one.refusal],
        "refused": [one for one in outcomes if one.refusal],
        "back": page.url("plan_urging_extensions"),
    }
    crumbs = [Link(_("Urging"), page.url("plan_urging")), Link(_("Extensions asked for"))]
    return page.render("bulk", context, current="plan_urging", crumbs=crumbs)


def _decide(page: Page, duty: int, data: dict[str, Any]) -> str:
    """Empty when it was decided, else why not."""
    try:
        actions.decide_extension(
            obligation=duty,
            grant=data["grant"] == "yes",
            until=data["until"] if data["grant"] == "yes" else None,
            reason=data["reason"],
            by=page.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        return str(refusal)
    return ""


urlpatterns = [path("urging/extensions/", extensions, name="plan_urging_extensions")]
