"""A programme of years: typed by hand, or a document that was read called so."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Heading
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import draft_of, render_draft
from lienthong.web.steering.plans.headings import HeadingForm, box
from lienthong.web.ui.parts import Link


class YearsForm(forms.Form):
    first = forms.IntegerField(label=gettext_lazy("From the year"), min_value=1975, max_value=2200)
    last = forms.IntegerField(label=gettext_lazy("To the year"), min_value=1975, max_value=2200)

    @property
    def years(self) -> tuple[int, int]:
        return self.cleaned_data["first"], self.cleaned_data["last"]


class ProgrammeForm(YearsForm, HeadingForm):
    outline = forms.CharField(
        label=gettext_lazy("Fields and tasks"),
        max_length=100_000,
        widget=box(14),
        help_text=gettext_lazy(
            "A line for each field with its numeral, “I. Institutions”; below it a line for each task."
        ),
    )
    field_order = ("number", "issued_on", "title", "first", "last", "outline")

    @property
    def heading(self) -> Heading:
        return Heading(*(self.cleaned_data[name] for name in ("number", "issued_on", "title")))


@requires(Permission.IMPORT)
def new(request: HttpRequest) -> HttpResponse:
    actor, province = actor_of(request), str(settings.LIENTHONG_PROVINCE)
    if not actor.may(Permission.IMPORT, province):
        raise Http404
    form = ProgrammeForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("steering:plan_review", slug=_enter(form, province, actor))
        except Refusal as fault:
            if slug := _made_before(form, province):
                return redirect("steering:plan_review", slug=slug)
            refusal = fault
    crumbs = [Link(_("Plans"), reverse("steering:plans")), Link(_("Enter a programme"))]
    context = {"form": form, "refusal": refusal, "crumbs": crumbs}
    return render(request, "steering/plans/programmes.html", context, status=_status(form, refusal))


def _enter(form: ProgrammeForm, province: str, actor: Actor) -> str:
    return actions.enter_programme(
        agency=province,
        heading=form.heading,
        years=form.years,
        outline=form.cleaned_data["outline"],
        by=actor,
        at=clock.now(),
    )


def _made_before(form: ProgrammeForm, province: str) -> str:
    """The draft that the first of two presses made: the same number, day and title."""
    wanted = form.heading
    for row in plans.list_drafts([province]):
        if (row.number, row.issued_on, row.title) == (wanted.number, wanted.issued_on, wanted.title):
            return row.slug
    return ""


@requires(Permission.IMPORT)
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """A document that was read as a plan of one year says which years it is for."""
    draft = draft_of(request, slug)
    if draft.version != 1 or draft.is_below:
        raise Http404
    form = YearsForm(request.POST or None, initial={"first": draft.year, "last": draft.last_year})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.call_programme(
                version=draft.version_id, years=form.years, by=actor_of(request), at=clock.now()
            )
            return redirect("steering:plan_review", slug=slug)
        except Refusal as fault:
            refusal = fault
    context: dict[str, Any] = {"form": form, "refusal": refusal, "is_read": True}
    crumbs = (Link(_("Programme of years")),)
    return render_draft(request, "programmes", draft, context, crumbs=crumbs, status=_status(form, refusal))


def _status(form: forms.Form, refusal: Refusal | None) -> int:
    return 409 if refusal else 422 if form.errors else 200


of_all = [path("programmes/new/", new, name="plan_programme_new")]
urlpatterns = [path("review/programme/", call, name="plan_programme")]
