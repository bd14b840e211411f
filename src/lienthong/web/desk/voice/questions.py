"""Questions that people asked at the national portal: what waits by which day; answering one, passing one on."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.national import actions, queries
from lienthong.domain.national.errors import QuestionNotFound
from lienthong.domain.national.permissions import Permission as National
from lienthong.domain.national.permissions import can_keep
from lienthong.domain.national.queries import QuestionRow
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.surveys.permissions import Permission, can_answer
from lienthong.domain.surveys.queries import LONGEST
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.desk.voice.results import crumbs, tabs
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Tab


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("question", "Answer"),
        help_text=gettext_lazy(
            "The person reads it at the national portal, in the name of the agency. It stays."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": "8"}),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read question and answer"), required=False
    )
    shown = forms.CharField(
        label=gettext_lazy("The question as everybody reads it"),
        help_text=gettext_lazy("Without names, addresses and numbers of whoever asked."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": "4"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_public") and not given.get("shown", "").strip():
            self.add_error("shown", _("Write the question so that everybody may read it."))
        return given


class PassForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("The agency that it is for"))
    reason = forms.CharField(
        label=gettext_lazy("Why it is for that agency"), max_length=500, widget=forms.Textarea({"rows": "2"})
    )

    def __init__(self, agencies: list[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["to"].choices = [("", _("Choose")), *agencies]  # type: ignore[attr-defined]


@requires(Permission.SEE, National.KEEP)
def questions(request: HttpRequest) -> HttpResponse:
    desk, is_open = desk_of(request), request.GET.get("list") != "answered"
    rows = queries.list_questions(by=desk.by, is_open=is_open)
    names = desk.agency_names({one.owner for one in rows})
    context = {
        "rows": [(one, names.get(one.owner, ""), one.is_late_on(desk.day)) for one in rows],
        "is_open": is_open,
        "lists": [
            Tab(pgettext("questions", "To be answered"), "?", None, current=is_open),
            Tab(pgettext("questions", "Answered"), "?list=answered", None, current=not is_open),
        ],
        "tabs": tabs(desk, "desk:questions") if desk.by.may(Permission.SEE) else [],
        "crumbs": crumbs(_("Questions of people")),
    }
    return render(request, "desk/voice/questions.html", context)


@requires(Permission.SEE, National.KEEP)
def question(request: HttpRequest, question: int) -> HttpResponse:
    desk = desk_of(request)
    row = _question(question, desk)
    is_open, may_answer = row.answered_at is None, can_answer(desk.by, row.owner)
    may_pass = may_answer or (not row.owner and can_keep(desk.by, settings.LIENTHONG_PROVINCE))
    is_sent, is_passing = request.method == "POST", request.POST.get("do") == "pass"
    if is_sent and not (may_pass if is_passing else may_answer):
        raise Http404
    answering = AnswerForm(request.POST if is_sent and not is_passing else None, initial={"shown": row.words})
    passing = PassForm(_agencies(desk, row), *([request.POST] if is_sent and is_passing else []))
    for form in (answering, passing):
        form.use_required_attribute = False
    if is_sent and (done := _act(row, answering, passing, desk, is_passing=is_passing)):
        messages.success(request, done)
        return redirect("desk:questions") if is_passing else redirect("desk:question", question=row.id)
    passings = queries.list_passings(row.id)
    context = {
        "row": row,
        "names": desk.agency_names(
            {row.owner, *(one.frm for one in passings), *(one.to for one in passings)}
        ),
        "came": clock.local(row.came_at),
        "answered": clock.local(row.answered_at) if row.answered_at else None,
        "told": clock.local(row.told_at) if row.told_at else None,
        "is_late": row.is_late_on(desk.day),
        "passings": [(one, clock.local(one.passed_at)) for one in passings],
        "answering": answering if may_answer and is_open else None,
        "passing": passing if may_pass and is_open else None,
        "has_errors": bool(answering.errors or passing.errors),
        "crumbs": crumbs(_("Questions of people"), row.number),
    }
    return render(request, "desk/voice/question.html", context)


def _question(question: int, desk: Desk) -> QuestionRow:
    try:
        return queries.get_question(question, by=desk.by)
    except QuestionNotFound as absent:
        raise Http404(str(absent)) from absent


def _agencies(desk: Desk, row: QuestionRow) -> list[tuple[str, str]]:
    rows = organisations.list_agencies(desk.day, limit=1_000)
    return [(one.code, one.name) for one in rows if one.code != row.owner]


def _act(row: QuestionRow, answering: AnswerForm, passing: PassForm, desk: Desk, *, is_passing: bool) -> str:
    """What is said once it is done; "" where the form comes back with what is wrong."""
    form = passing if is_passing else answering
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    try:
        if is_passing:
            actions.pass_question(
                question=row.id, to=given["to"], reason=given["reason"], by=desk.by, at=clock.now()
            )
        else:
            shown = given["shown"] if given["is_public"] else ""
            actions.answer_question(
                question=row.id, answer=given["answer"], shown=shown, by=desk.by, at=clock.now()
            )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return ""
    if is_passing:
        return _("The question is with that agency; the day of the answer stays.")
    return _("The answer goes to the national portal within a minute.")


urlpatterns = [
    path("questions/", questions, name="questions"),
    path("questions/<int:question>/", question, name="question"),
]
