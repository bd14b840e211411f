"""Before anything is filled in: whether this is the right procedure, and which agency it goes to."""

from collections.abc import Sequence
from typing import Any, Final

from allauth.core import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.applications import actions
from lienthong.domain.applications.queries import KEPT_DAYS, is_open_for
from lienthong.domain.procedures.exchange import Eligible
from lienthong.domain.procedures.queries import Filing, Handling, get_filing, get_handling
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.portal.apply.owners import owners_of
from lienthong.web.portal.apply.page import hold
from lienthong.web.portal.procedures.page import filing_page, published_or_404

YES, NO = "yes", "no"
MOST_QUESTIONS: Final = 9


class AnswerForm(forms.Form):
    """One question; the answers before it travel in the address, since nothing is kept yet."""

    def __init__(self, question: Eligible, *args: Any) -> None:
        super().__init__(*args)
        self.use_required_attribute = False
        self.fields["a"] = forms.ChoiceField(
            label=question.question,
            choices=[(YES, _("Yes")), (NO, _("No"))],
            widget=forms.RadioSelect,
        )


class BeginForm(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("Which agency does it go to?"))

    def __init__(self, owners: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.use_required_attribute = False
        blank = [] if len(owners) == 1 else [("", gettext_lazy("Choose"))]
        self.fields["owner"].choices = [*blank, *owners]  # type: ignore[attr-defined]
        self.fields["owner"].help_text = _("The one of the place where you live, build or do business.")


@public
def apply(request: HttpRequest, procedure: str) -> HttpResponse:
    today = clock.today()
    version = published_or_404(procedure, today)
    handling, filing = get_handling(version.id), get_filing(version.id)
    if not is_open_for(handling, filing, today):
        raise Http404
    if elsewhere := filing_page():
        return redirect(elsewhere)
    answers = request.GET.getlist("a")[:MOST_QUESTIONS]
    questions = filing.form.questions
    wrong = _first_wrong(questions, answers)
    if request.method == "POST":
        return _begin(request, handling, filing)
    context: dict[str, Any] = {"version": version, "kept_days": KEPT_DAYS}
    if wrong is not None:
        return render(
            request, "portal/apply/start.html", context | {"refused": wrong, "back": _back(answers)}
        )
    if len(answers) < len(questions):
        return _ask(request, context, questions[len(answers)], answers)
    form = BeginForm(owners_of(handling))
    return render(request, "portal/apply/start.html", context | _ready(form, filing, handling, answers))


def _ask(
    request: HttpRequest, context: dict[str, Any], question: Eligible, answers: list[str]
) -> HttpResponse:
    number = len(answers) + 1
    form = AnswerForm(question, {} if request.GET.get("go") == str(number) else None)
    shown = {"question": form, "answers": answers, "number": number, "back": _back(answers)}
    return render(request, "portal/apply/start.html", context | shown)


def _ready(form: BeginForm, filing: Filing, handling: Handling, answers: list[str]) -> dict[str, Any]:
    papers = [
        paper
        for place, paper in enumerate(handling.papers, 1)
        if place != filing.form.paper and not paper.held_by
    ]
    return {"form": form, "papers": papers, "answers": answers, "back": _back(answers)}


def _first_wrong(questions: Sequence[Eligible], answers: Sequence[str]) -> Eligible | None:
    """The first question whose answer leads elsewhere."""
    for question, told in zip(questions, answers, strict=False):
        if (told == YES) is not question.good:
            return question
    return None


def _back(answers: Sequence[str]) -> str:
    """The address of the question before; "" at the first one."""
    return "?" + "&".join(f"a={YES if one == YES else NO}" for one in answers[:-1]) if answers else ""


def _begin(request: HttpRequest, handling: Handling, filing: Filing) -> HttpResponse:
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="begin_application")
    if refused:
        return refused
    form = BeginForm(owners_of(handling), request.POST)
    if form.is_valid():
        try:
            row = actions.begin(
                version=handling.version,
                owner=form.cleaned_data["owner"],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            hold(request, row.key)
            return redirect("application", key=row.key)
    context = {"version": published_or_404(handling.code, clock.today()), "kept_days": KEPT_DAYS}
    return render(request, "portal/apply/start.html", context | _ready(form, filing, handling, []))


def apply_url(procedure: str) -> str:
    return reverse("apply", args=[procedure])


urlpatterns = [path("procedures/<str:procedure>/apply/", apply, name="apply")]
