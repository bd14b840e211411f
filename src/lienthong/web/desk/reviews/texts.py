"""Drafts of legal documents that hold procedures: entered, assessed, judged by the Committee's office."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.errors import TextNotFound
from lienthong.domain.reviews.permissions import WORKERS, Permission, can_submit, can_write
from lienthong.domain.reviews.queries import TEXT_LABELS, TEXT_STATE_LABELS, TextKind, TextRow, TextState
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.deeds import Plain
from lienthong.web.desk.procedures.fields import LineField, short
from lienthong.web.desk.reviews.plans import tabs
from lienthong.web.desk.reviews.sight import (
    TEXT_TAGS,
    Sight,
    crumbs,
    left_of,
    sight_of,
    story_of,
    sum_of,
    words_of_cost,
)
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_moment


class TextForm(forms.Form):
    title = LineField(label=pgettext_lazy("legal draft", "What the draft is called"), max_length=1000)
    kind = forms.ChoiceField(
        label=pgettext_lazy("legal draft", "Kind of document"),
        choices=[(kind.value, label) for kind, label in TEXT_LABELS.items()],
    )


class SheetForm(forms.Form):
    code = short(16, 40, gettext_lazy("Code, where it is in force"))
    name = LineField(label=gettext_lazy("Name, where it is new"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("code") and not given.get("name"):
            self.add_error("code", _("Write the code of the procedure, or the name of a new one."))
        return given


class JudgementForm(forms.Form):
    agrees = forms.ChoiceField(
        label=gettext_lazy("Judgement of the procedures"),
        choices=[("yes", gettext_lazy("agree")), ("no", gettext_lazy("return with reasons"))],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=gettext_lazy("Opinion of the office"),
        max_length=8000,
        widget=forms.Textarea({"rows": "6", "lang": "vi"}),
    )


@dataclass(frozen=True, slots=True)
class Line:
    row: TextRow
    agency: str
    kind: str
    tag: str
    word: str
    due_tag: str
    due_word: str


@requires(*WORKERS)
def texts(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    rows = queries.list_texts(sight.today, agency=None if sight.controls else sight.by.agency)
    names = get_names({row.agency for row in rows}, sight.today)
    context = {
        "lines": [_line(row, names) for row in rows],
        "lead": _lead(rows),
        "tabs": tabs(sight, texts=True),
        "may_enter": can_write(sight.by, sight.by.agency),
        "crumbs": crumbs(Link(_("Drafts of legal documents"))),
    }
    return render(request, "desk/reviews/texts.html", context)


def _lead(rows: Sequence[TextRow]) -> str:
    waiting = [row for row in rows if row.state is TextState.ASKED]
    if not waiting:
        return _("No draft waits for the office's opinion.")
    words = ngettext(
        "%(count)s draft waits for the office's opinion",
        "%(count)s drafts wait for the office's opinion",
        len(waiting),
    ) % {"count": len(waiting)}
    late = sum(row.left < 0 for row in waiting)
    if not late:
        return words + _("; none is late.")
    return words + ngettext("; %(late)s is late.", "; %(late)s are late.", late) % {"late": late}


def _line(row: TextRow, names: dict[str, str]) -> Line:
    return Line(
        row,
        names.get(row.agency, row.agency),
        str(TEXT_LABELS[row.kind]),
        TEXT_TAGS[row.state],
        str(TEXT_STATE_LABELS[row.state]),
        *_due(row),
    )


def _due(row: TextRow) -> tuple[str, str]:
    if row.state is TextState.ASKED:
        return left_of(row.left)
    if not row.answered_at:
        return "", ""
    if not row.behind:
        return "done_on_time", _("in time")
    words = ngettext("%(days)s working day late", "%(days)s working days late", row.behind)
    return "done_late", words % {"days": row.behind}


@requires(Permission.WRITE)
def new_text(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not can_write(sight.by, sight.by.agency):
        raise Http404
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title, kind = form.cleaned_data["title"], TextKind(form.cleaned_data["kind"])
        try:
            made = actions.enter_text(
                title=title, kind=kind, agency=sight.by.agency, by=sight.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:legal_text", text=made)
    heading = _("Enter a draft that holds procedures")
    context = {
        "form": form,
        "title": heading,
        "lead": _(
            "Each of its procedures is assessed; then the office is asked for its independent opinion."
        ),
        "button": _("Enter the draft"),
        "back": reverse("desk:legal_texts"),
        "crumbs": _crumbs(heading),
    }
    return render(request, "desk/procedures/deed.html", context)


def text_of(sight: Sight, text: int) -> TextRow:
    """Raises Http404 for another agency's draft; the office sees it once it was asked."""
    try:
        row = queries.get_text(text, sight.today)
    except TextNotFound as absent:
        raise Http404 from absent
    if not sight.sees({row.agency}) or (sight.by.agency != row.agency and row.asked_at is None):
        raise Http404
    return row


@requires(*WORKERS)
def text(request: HttpRequest, text: int) -> HttpResponse:
    sight = sight_of(request)
    return _page(request, sight, text_of(sight, text), SheetForm())


def _page(request: HttpRequest, sight: Sight, row: TextRow, form: forms.Form) -> HttpResponse:
    names = get_names({row.agency}, sight.today)
    sheets = queries.list_of_text(row.id, sight.today)
    owed = queries.owed(row.kind, row.asked_at) if row.asked_at else None
    context = {
        "row": row,
        "line": _line(row, names),
        "sheets": [(one, words_of_cost(one.saving, is_reckoned=one.is_reckoned)) for one in sheets],
        "form": form if row.is_written and can_write(sight.by, row.agency) else None,
        "may_ask": _may(sight, row, "ask"),
        "may_answer": _may(sight, row, "opinion"),
        "owed": owed,
        "owed_sum": list(sum_of(owed)) if owed else [],
        "facts": _facts(row, names),
        "story": story_of(queries.list_happenings(queries.text_subject(row.id))),
        "crumbs": _crumbs(shorten(row.title, 80, placeholder="…")),
    }
    return render(request, "desk/reviews/text.html", context)


def _facts(row: TextRow, names: dict[str, str]) -> list[Fact]:
    facts = [
        Fact(pgettext("legal draft", "Kind of document"), str(TEXT_LABELS[row.kind])),
        Fact(pgettext("legal draft", "Drafted by"), names.get(row.agency, row.agency)),
    ]
    if row.asked_at:
        facts.append(Fact(_("Opinion asked"), write_moment(row.asked_at)))
    if row.answered_at:
        facts.append(Fact(_("Opinion of the office"), row.opinion, hint=write_moment(row.answered_at)))
    return facts


def _may(sight: Sight, row: TextRow, act: str) -> bool:
    if act == "ask":
        return row.is_written and row.sheets > 0 and can_submit(sight.by, row.agency)
    return row.state is TextState.ASKED and sight.controls and row.asked_by != sight.by.account


@require_POST
@requires(Permission.WRITE)
def assess(request: HttpRequest, text: int) -> HttpResponse:
    sight = sight_of(request)
    row = text_of(sight, text)
    if not can_write(sight.by, row.agency):
        raise Http404
    form = SheetForm(request.POST)
    if form.is_valid():
        try:
            made = actions.assess(text=text, **form.cleaned_data, by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:review", review=made)
    return _page(request, sight, row, form)


@requires(Permission.SUBMIT)
def ask(request: HttpRequest, text: int) -> HttpResponse:
    sight = sight_of(request)
    row = text_of(sight, text)
    if not _may(sight, row, "ask"):
        return _came_late(request, row)
    form = Plain(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_opinion(text=text, by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The office is asked for its opinion."))
            return redirect("desk:legal_text", text=text)
    lead = _("Until the office has answered the sheets do not change.")
    return _deed(request, row, form, _("Ask for the office's opinion"), _("Ask for the opinion"), lead)


@requires(Permission.CONTROL)
def opinion(request: HttpRequest, text: int) -> HttpResponse:
    sight = sight_of(request)
    row = text_of(sight, text)
    if not _may(sight, row, "opinion"):
        return _came_late(request, row)
    form = JudgementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agrees, words = form.cleaned_data["agrees"] == "yes", form.cleaned_data["opinion"]
        try:
            actions.give_opinion(text=text, agrees=agrees, opinion=words, by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your opinion is kept, and who drafts is told."))
            return redirect("desk:legal_text", text=text)
    lead = _(
        "Judge whether each procedure is necessary, lawful and reasonable, and what complying with it costs."
    )
    return _deed(request, row, form, _("Give the opinion on the draft"), _("Tell the opinion"), lead)


def _came_late(request: HttpRequest, row: TextRow) -> HttpResponse:
    """Pressed twice, or somebody else was quicker. Raises Http404 for a plain visit."""
    if request.method != "POST":
        raise Http404
    messages.error(request, _("This cannot be done now. Look at where the draft stands."))
    return redirect("desk:legal_text", text=row.id)


def _deed(
    request: HttpRequest, row: TextRow, form: forms.Form, title: str, button: str, lead: str
) -> HttpResponse:
    there = reverse("desk:legal_text", args=[row.id])
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": there,
        "crumbs": [*_crumbs()[:-1], Link(shorten(row.title, 80, placeholder="…"), there), Link(title)],
    }
    return render(request, "desk/procedures/deed.html", context)


def _crumbs(title: str = "") -> list[Link]:
    return crumbs(Link(_("Drafts of legal documents"), reverse("desk:legal_texts")), Link(title))


urlpatterns = [
    path("reviews/texts/", texts, name="legal_texts"),
    path("reviews/texts/new/", new_text, name="new_legal_text"),
    path("reviews/texts/<int:text>/", text, name="legal_text"),
    path("reviews/texts/<int:text>/assess/", assess, name="assess_in_text"),
    path("reviews/texts/<int:text>/ask/", ask, name="ask_about_text"),
    path("reviews/texts/<int:text>/opinion/", opinion, name="opinion_on_text"),
]
