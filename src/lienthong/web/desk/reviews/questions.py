"""The questions of a sheet: each item judged and what is proposed of it, then the conclusion."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.permissions import Permission
from lienthong.domain.reviews.queries import (
    PART_LABELS,
    PROPOSAL_LABELS,
    VERDICT_LABELS,
    Answer,
    Part,
    Proposal,
    Sheet,
    Verdict,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import clean
from lienthong.web.desk.procedures.fields import LineField, faults_of, label_boxes, many
from lienthong.web.desk.reviews.review import Page, written_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import UNCHOSEN

BLANK = 2
TITLE = gettext_lazy("Questions and answers")
YES_NO = (("", "–"), ("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no")))
SAID = {"yes": True, "no": False}


def _judged(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False)


class AnswerForm(forms.Form):
    part = forms.ChoiceField(
        label=pgettext_lazy("review", "Part"),
        required=False,
        choices=[UNCHOSEN, *((part.value, label) for part, label in PART_LABELS.items())],
    )
    item = LineField(label=pgettext_lazy("review", "Item"), required=False, max_length=2000)
    necessary = _judged(gettext_lazy("Necessary?"))
    lawful = _judged(gettext_lazy("Lawful?"))
    reasonable = _judged(gettext_lazy("Reasonable?"))
    reason = LineField(label=pgettext_lazy("review", "Reason"), required=False, max_length=4000)
    proposal = forms.ChoiceField(
        label=pgettext_lazy("review", "Proposal"),
        required=False,
        choices=[(one.value, label) for one, label in PROPOSAL_LABELS.items()],
    )
    change = LineField(label=gettext_lazy("What shall stand there"), required=False, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """An item of one's own needs both its words and the part it belongs to."""
        given: dict[str, Any] = super().clean() or {}
        if not self.initial.get("item"):
            if given.get("item") and not given.get("part"):
                self.add_error("part", _("Choose what part of the procedure this is."))
            told = any(given.get(name) for name in ("part", "necessary", "reason", "change"))
            if told and not given.get("item"):
                self.add_error("item", _("Write what is judged."))
        return given


class ConclusionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("What the review proposes"),
        required=False,
        choices=[UNCHOSEN, *((one.value, label) for one, label in VERDICT_LABELS.items())],
    )
    conclusion = LineField(
        5, label=gettext_lazy("Reasons and way of carrying it out"), required=False, max_length=8000
    )


@requires(Permission.WRITE)
def questions(request: HttpRequest, review: int) -> HttpResponse:
    page = written_page(request, review)
    sheet, _gaps = queries.get_sheet(review)
    data = request.POST if request.method == "POST" else None
    form = ConclusionForm(data, initial={"verdict": sheet.verdict or "", "conclusion": sheet.conclusion})
    rows = many(AnswerForm, blank=BLANK)(
        data, prefix="answers", initial=[_initial(one) for one in sheet.answers]
    )
    label_boxes(rows)
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        try:
            _save(page, sheet, form, rows, request.POST.get("seen", ""))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answers are kept."))
            return redirect(page.url)
    context = {
        "page": page,
        "form": form if page.entry else None,
        "rows": rows,
        "told": list(zip(rows.forms, [*sheet.answers, *([None] * len(rows.forms))], strict=False)),
        "labels": {part.value: label for part, label in PART_LABELS.items()},
        "title": TITLE,
        "faults": list(faults_of([(TITLE, rows)])) if data is not None else [],
        "refused": form.non_field_errors() if data is not None else [],
        "crumbs": page.crumbs(str(TITLE)),
    }
    return render(request, "desk/reviews/questions.html", context)


def _initial(answer: Answer) -> dict[str, str]:
    said = {True: "yes", False: "no", None: ""}
    return {
        "part": answer.part.value,
        "item": answer.item,
        "necessary": said[answer.necessary],
        "lawful": said[answer.lawful],
        "reasonable": said[answer.reasonable],
        "reason": answer.reason,
        "proposal": answer.proposal.value,
        "change": answer.change,
    }


def _save(page: Page, sheet: Sheet, form: ConclusionForm, rows: "forms.BaseFormSet[Any]", seen: str) -> None:
    given = form.cleaned_data
    actions.answer(
        review=page.row.id,
        answers=[one for one in _answers(sheet, rows) if one.item],
        verdict=Verdict(given["verdict"]) if given["verdict"] else None,
        conclusion=clean(given["conclusion"]) if page.entry else "",
        seen=row_seen(seen),
        by=page.sight.by,
        at=clock.now(),
    )


def _answers(sheet: Sheet, rows: "forms.BaseFormSet[Any]") -> list[Answer]:
    """What was there keeps its item; rows behind it are of one's own."""
    known: list[Answer | None] = [*sheet.answers, *([None] * len(rows.forms))]
    return [_answer(row.cleaned_data, old) for row, old in zip(rows.forms, known, strict=False)]


def _answer(given: dict[str, Any], old: Answer | None) -> Answer:
    return Answer(
        part=old.part if old else Part(given.get("part") or Part.WHOLE),
        item=old.item if old else clean(given.get("item", "")),
        necessary=SAID.get(given.get("necessary", "")),
        lawful=SAID.get(given.get("lawful", "")),
        reasonable=SAID.get(given.get("reasonable", "")),
        reason=clean(given.get("reason", "")),
        proposal=Proposal(given.get("proposal") or Proposal.KEEP),
        change=clean(given.get("change", "")),
    )


def row_seen(seen: str) -> int:
    """The revision that the page showed; what is no number is none."""
    return int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else 0


urlpatterns = [path("reviews/<int:review>/questions/", questions, name="review_questions")]
