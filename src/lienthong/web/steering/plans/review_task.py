"""A task of a draft in other words, one more with its source, or taken out with its reason."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Origin, OriginKind, TaskWords
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.answers import ORIGINS
from lienthong.web.steering.plans.drafts import draft_of, render_draft, review_url
from lienthong.web.ui.parts import Link

LINES = gettext_lazy("One on each line.")
NAMES = gettext_lazy("One on each line, as the directory has the names; groups too.")
TIMES = gettext_lazy(
    "One on each line, as plans write them: before 30/6/2021; quarter III of 2021; all through the year."
)
FIGURES = gettext_lazy("One clause with its figure on each line: at least 60 per cent of the files.")


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": str(rows), "cols": "60"})


class TaskForm(forms.Form):
    """What a task says, in words that the reader's rules read."""

    number = forms.IntegerField(
        label=pgettext_lazy("task", "Number"), required=False, min_value=1, max_value=999
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=4_000, widget=_box(3))
    details = forms.CharField(
        label=gettext_lazy("Points below the title"),
        required=False,
        max_length=20_000,
        widget=_box(3),
        help_text=LINES,
    )
    outputs = forms.CharField(
        label=gettext_lazy("Products"), required=False, max_length=20_000, widget=_box(3), help_text=LINES
    )
    leads = forms.CharField(
        label=gettext_lazy("Leads"), required=False, max_length=8_000, widget=_box(2), help_text=NAMES
    )
    coordinating = forms.CharField(
        label=gettext_lazy("Coordinate"), required=False, max_length=8_000, widget=_box(3), help_text=NAMES
    )
    deadlines = forms.CharField(
        label=gettext_lazy("When"), required=False, max_length=4_000, widget=_box(2), help_text=TIMES
    )
    targets = forms.CharField(
        label=gettext_lazy("Targets"), required=False, max_length=8_000, widget=_box(2), help_text=FIGURES
    )

    @property
    def words(self) -> TaskWords:
        return TaskWords(**{name: self.cleaned_data[name] for name in asdict(TaskWords(""))})


class EditForm(TaskForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Stands beside your name for whoever reads this later."),
    )


class NewForm(TaskForm):
    """A task that no line of the document states has a source."""

    area = forms.ChoiceField(label=gettext_lazy("Field"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        choices=[(str(one), ORIGINS[one]) for one in OriginKind if one is not OriginKind.BODY],
        widget=forms.RadioSelect,
    )
    origin = forms.CharField(
        label=gettext_lazy("Source in words"),
        max_length=500,
        help_text=gettext_lazy(
            "For example: index of 2020, criterion 4.2, 1.5 points lost; Conclusion 12/KL-TTr."
        ),
    )
    field_order = ("kind", "origin", "area")

    def __init__(self, areas: list[plans.AreaRow], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(str(area.id), f"{area.numeral}. {area.title}") for area in areas]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def edit(request: HttpRequest, slug: str, task: int) -> HttpResponse:
    draft = draft_of(request, slug)
    row = _row(draft, task)
    form = EditForm(request.POST or None, initial=_initial(row))
    form.fields["title"].required = bool(row.title)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                return _remove(request, draft, row)
            if form.is_valid():
                return _change(request, draft, row, form)
        except Refusal as fault:
            refusal = fault
    source = plans.read_entries(draft, [(row.id, None)])[0].source
    context = {"form": form, "row": row, "refusal": refusal, "source": source, "agencies": _names(draft)}
    context["removing"] = "remove" in request.POST
    return _render(request, draft, context, _("Change %(ref)s") % {"ref": row.ref})


def _change(request: HttpRequest, draft: plans.PlanRow, row: plans.TaskRow, form: EditForm) -> HttpResponse:
    warning = request.GET.get("warning", "")
    actions.edit_task(
        version=draft.version_id,
        task=row.id,
        words=form.words,
        reason=form.cleaned_data["reason"],
        warning=int(warning) if warning.isascii() and warning.isdigit() else None,
        by=actor_of(request),
        at=clock.now(),
    )
    return redirect(review_url(draft))


def _remove(request: HttpRequest, draft: plans.PlanRow, row: plans.TaskRow) -> HttpResponse:
    reason = request.POST.get("remove_reason", "")
    actions.remove_task(
        version=draft.version_id, task=row.id, reason=reason, by=actor_of(request), at=clock.now()
    )
    return redirect(review_url(draft))


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    draft = draft_of(request, slug)
    leads = draft.issuer if draft.is_child else ""
    form = NewForm(plans.list_areas(draft), request.POST or None, initial={"leads": leads})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        origin = Origin(OriginKind(form.cleaned_data["kind"]), form.cleaned_data["origin"])
        try:
            actions.add_task(
                version=draft.version_id,
                area=int(form.cleaned_data["area"]),
                words=form.words,
                origin=origin,
                by=actor_of(request),
                at=clock.now(),
            )
            return redirect(f"{review_url(draft)}?which=settled")
        except Refusal as fault:
            refusal = fault
    context = {"form": form, "row": None, "refusal": refusal, "agencies": _names(draft)}
    return _render(request, draft, context, _("Add a task"))


def _render(request: HttpRequest, draft: plans.PlanRow, context: dict[str, Any], title: str) -> HttpResponse:
    wrong = context["refusal"] is not None
    status = 409 if wrong else 422 if context["form"].errors else 200
    shared = {"title": title}
    return render_draft(request, "review_task", draft, shared | context, crumbs=(Link(title),), status=status)


def _row(draft: plans.PlanRow, task: int) -> plans.TaskRow:
    entries = plans.read_entries(draft, [(task, None)])
    if not entries or entries[0].task is None:
        raise Http404
    return entries[0].task


def _initial(row: plans.TaskRow) -> dict[str, Any]:
    lines = {
        "details": row.details,
        "outputs": row.outputs,
        "leads": dict.fromkeys(one.text for one in row.leads),
        "coordinating": dict.fromkeys(one.text for one in row.coordinating),
        "deadlines": dict.fromkeys(one.text for one in row.deadlines),
        "targets": dict.fromkeys(one.text for one in row.targets),
    }
    words = {name: "\n".join(found) for name, found in lines.items()}
    return {"number": row.number, "title": row.title or "", **words}


def _names(draft: plans.PlanRow) -> list[str]:
    return plans.list_names(draft.issued_on)


urlpatterns = [
    path("review/tasks/new/", new, name="plan_task_new"),
    path("review/tasks/<int:task>/", edit, name="plan_task_edit"),
]
