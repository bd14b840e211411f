"""What stands at the head of a plan that no file states: number, day, title, and of an agency's plan three texts.

Until it is first issued they may be mended.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Heading
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_of, render_draft, review_url
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link


def box(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": str(rows), "cols": "60"})


class HeadingForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the decision"), max_length=60)
    issued_on = DayField(label=gettext_lazy("Its day"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=400, widget=box(2))

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet. Give the day on which it was signed."))
        return day


class AgencyForm(HeadingForm):
    """The plan of an agency below the province."""

    focus = forms.CharField(
        label=gettext_lazy("Focus of the year"), required=False, max_length=8_000, widget=box(3)
    )
    breakthroughs = forms.CharField(
        label=gettext_lazy("Breakthroughs"), required=False, max_length=8_000, widget=box(3)
    )
    solutions = forms.CharField(
        label=gettext_lazy("Solutions"), required=False, max_length=8_000, widget=box(3)
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        number = self.fields["number"]
        number.label = _("Number of the plan")
        number.help_text = _("As the agency's book of outgoing documents gives it, for example 12/KH-SNV.")


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def heading(request: HttpRequest, slug: str) -> HttpResponse:
    draft = draft_of(request, slug)
    if draft.version != 1 or draft.source_name:
        raise Http404
    form = (AgencyForm if draft.is_child else HeadingForm)(request.POST or None, initial=_initial(draft))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("steering:plan_review", slug=_reword(request, draft, form))
        except Refusal as fault:
            refusal = fault
    context = {"form": form, "refusal": refusal, "back": review_url(draft)}
    status = 409 if refusal else 422 if form.errors else 200
    crumbs = (Link(_("Number, day and texts")),)
    return render_draft(request, "headings", draft, context, crumbs=crumbs, status=status)


def _initial(draft: plans.PlanRow) -> dict[str, Any]:
    texts = plans.get_texts(draft)
    return {
        "number": draft.number,
        "issued_on": draft.issued_on,
        "title": draft.title,
        "focus": texts.focus,
        "breakthroughs": texts.breakthroughs,
        "solutions": texts.solutions,
    }


def _reword(request: HttpRequest, draft: plans.PlanRow, form: HeadingForm) -> str:
    return actions.reword_heading(
        version=draft.version_id,
        heading=Heading(**form.cleaned_data),
        by=actor_of(request),
        at=clock.now(),
    )


urlpatterns = [path("review/heading/", heading, name="plan_heading")]
