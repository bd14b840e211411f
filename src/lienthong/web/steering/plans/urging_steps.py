"""The steps in force, those before and to come, and a new set that takes effect on a later day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Rung, Step, StepSet
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.urging import show_urging, urging_page
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link

ROWS = 12
RUNGS = {
    Rung.FOCAL: gettext_lazy("The official who sees to it is told"),
    Rung.HEAD: gettext_lazy("The head of the agency is told"),
    Rung.LETTER: gettext_lazy("A letter of the monitor is drafted"),
    Rung.COMMITTEE: gettext_lazy("The office of the People's Committee is told"),
}
BEFORE, AFTER = "before", "after"


class NewSet(forms.Form):
    effective_from = DayField(label=gettext_lazy("In force from"))
    source = forms.CharField(
        label=gettext_lazy("By which document"),
        help_text=gettext_lazy("Kind, number and day of the document that orders it so."),
        max_length=300,
    )


class StepLine(forms.Form):
    """An empty line is no step; nothing working days before or after is the due day itself."""

    days = forms.IntegerField(
        label=gettext_lazy("Working days"),
        min_value=0,
        max_value=250,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4", "autocomplete": "off"}),
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Before or after the due day"),
        choices=[(BEFORE, gettext_lazy("before the due day")), (AFTER, gettext_lazy("after the due day"))],
    )
    rung = forms.ChoiceField(
        label=pgettext_lazy("urging", "What is done"), choices=[(r.value, text) for r, text in RUNGS.items()]
    )

    def step(self) -> Step | None:
        data = self.cleaned_data
        if data.get("days") is None:
            return None
        return Step(-data["days"] if data["side"] == BEFORE else data["days"], Rung(data["rung"]))


Lines = forms.formset_factory(StepLine, extra=0, min_num=ROWS, max_num=ROWS, absolute_max=ROWS)


@dataclass(frozen=True, slots=True)
class StepShown:
    when: str
    what: Any


@dataclass(frozen=True, slots=True)
class SetShown:
    row: StepSet
    steps: Sequence[StepShown]


@requires(Permission.MONITOR)
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    today = page.moment.today
    sets = [SetShown(one, [show_step(step) for step in one.steps]) for one in plans.list_step_sets()]
    current = next((one for one in sets if one.row.effective_from <= today), None)
    context = {
        "current": current,
        "coming": [one for one in sets if one.row.effective_from > today],
        "former": [one for one in sets if one.row.effective_from <= today and one is not current],
    }
    return show_urging(page, "urging_steps", context, current="plan_urging_steps")


def show_step(step: Step) -> StepShown:
    if step.days == 0:
        when = _("On the due day")
    elif step.days < 0:
        words = ngettext("%(count)s working day before", "%(count)s working days before", -step.days)
        when = words % {"count": -step.days}
    else:
        words = ngettext("%(count)s working day after", "%(count)s working days after", step.days)
        when = words % {"count": step.days}
    return StepShown(when, RUNGS[step.rung])


@requires(Permission.MONITOR)
def new_steps(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    form = NewSet(request.POST or None)
    lines = Lines(request.POST or None, initial=_lines_now(page))
    if request.method == "POST" and form.is_valid() and lines.is_valid() and _entered(page, form, lines):
        return redirect(page.url("plan_urging_steps"))
    context = {"form": form, "lines": lines, "cancel": page.url("plan_urging_steps")}
    crumbs = [Link(_("Steps"), page.url("plan_urging_steps")), Link(_("A new set of steps"))]
    return show_urging(page, "urging_new_steps", context, current="plan_urging_steps", crumbs=crumbs)


def _lines_now(page: Page) -> list[dict[str, Any]]:
    """What is in force, to be changed."""
    held = plans.get_steps(page.moment.today)
    return [
        {"days": abs(step.days), "side": BEFORE if step.days < 0 else AFTER, "rung": step.rung.value}
        for step in (held.steps if held else ())
    ][:ROWS]


def _entered(page: Page, form: NewSet, lines: Any) -> bool:
    chosen = [step for line in lines if (step := line.step())]
    try:
        actions.set_steps(
            plan=page.plan.id,
            effective_from=form.cleaned_data["effective_from"],
            steps=chosen,
            source=form.cleaned_data["source"],
            by=page.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(page.request, _("The steps are entered; those before stay in force until that day."))
    return True


urlpatterns = [
    path("urging/steps/", steps, name="plan_urging_steps"),
    path("urging/steps/new/", new_steps, name="plan_urging_new_steps"),
]
