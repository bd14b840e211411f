"""An area that the appendix leaves out: its tasks are made from the points of the body."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Given, TaskWords
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Answer, Gap
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_of, render_draft, review_url
from lienthong.web.ui.forms import focus_once
from lienthong.web.ui.parts import Link

MOST = 40


class AreaForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the field"), max_length=500)


class PointForm(forms.Form):
    """One point of the body as a task; an empty title leaves it out."""

    title = forms.CharField(
        label=gettext_lazy("Task"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": "3", "cols": "60"}),
        help_text=gettext_lazy("Empty it to make no task of this point."),
    )
    outputs = forms.CharField(label=gettext_lazy("Product"), required=False, max_length=2_000)
    leads = forms.CharField(
        label=gettext_lazy("Leads"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"list": "agencies"}),
    )
    deadlines = forms.CharField(
        label=gettext_lazy("When"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As plans write it: before 30/6/2021; all through the year."),
    )

    def clean(self) -> dict[str, Any]:
        """A task needs somebody who leads it; a point left out needs nothing."""
        given = self.cleaned_data
        if given.get("title") and not given.get("leads"):
            self.add_error("leads", _("Say who leads this task, or empty its title."))
        return given

    @property
    def words(self) -> TaskWords | None:
        given = self.cleaned_data
        if not given.get("title"):
            return None
        return TaskWords(
            given["title"], outputs=given["outputs"], leads=given["leads"], deadlines=given["deadlines"]
        )


Points = formset_factory(PointForm, extra=0, max_num=MOST, absolute_max=MOST)


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def area(request: HttpRequest, slug: str, warning: int) -> HttpResponse:
    draft = draft_of(request, slug)
    question = _question(draft, warning)
    gap = plans.find_gap(question.about, plans.list_areas(draft), plans.list_sections(draft))
    form = AreaForm(request.POST or None, initial={"title": gap.title})
    points = Points(request.POST or None, initial=_initial(gap), prefix="point")
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid() and points.is_valid():
        try:
            _make(request, question, gap, form, points)
            return redirect(f"{review_url(draft)}?which=settled")
        except Refusal as fault:
            refusal = fault
    wrong = refusal is not None or bool(form.errors) or any(points.errors if points.is_bound else ())
    focus_once([form, *points])
    title = _("Make area %(numeral)s from the body") % {"numeral": gap.numeral}
    context = {
        "title": title,
        "gap": gap,
        "form": form,
        "points": points,
        "refusal": refusal,
        "wrong": wrong,
        "agencies": plans.list_names(draft.issued_on),
    }
    return render_draft(
        request, "review_area", draft, context, crumbs=(Link(title),), status=422 if wrong else 200
    )


def _question(draft: plans.PlanRow, warning: int) -> plans.Question:
    try:
        question = plans.get_question(draft, warning)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    if question.code != "missing_area":
        raise Http404
    return question


def _initial(gap: Gap) -> list[dict[str, str]]:
    """The first sentence or two of each point; a field without points gives one empty task."""
    return [{"title": point.text.replace("\n", " ")} for point in gap.points[:MOST]] or [{}]


def _make(
    request: HttpRequest,
    question: plans.Question,
    gap: Gap,
    form: AreaForm,
    points: "BaseFormSet[PointForm]",
) -> None:
    tasks = tuple(words for one in points if (words := one.words))
    given = Given(title=form.cleaned_data["title"], words=gap.address, tasks=tasks)
    actions.settle(
        warning=question.id, answer=Answer.TASKS, given=given, reason="", by=actor_of(request), at=clock.now()
    )


urlpatterns = [path("review/areas/<int:warning>/", area, name="plan_area")]
