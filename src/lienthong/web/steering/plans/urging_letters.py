"""Letters of urging: those that wait, one to be put right, looked at, cancelled, or noted as issued."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import LetterNotFound
from lienthong.domain.plans.exchange.papers.urging import late_lines, urging_paper, write_letter_docx
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.pdf import typeset
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.duty import show_duties
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.urging import show_urging, urging_page
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Wording(forms.Form):
    """``deed`` tells the three forms of the page apart."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is written, in your words"),
        help_text=gettext_lazy("A paragraph of the letter, between the facts and what is asked."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
    )
    answer_by = DayField(label=gettext_lazy("Answer expected before"), required=False)


class Issuing(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the letter"),
        help_text=gettext_lazy("For example 123/SNV-CCHC."),
        max_length=60,
        widget=forms.TextInput({"size": "20"}),
    )
    issued_on = DayField(label=gettext_lazy("Day of the letter"))


class Cancelling(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is not sent"), max_length=1_000, widget=forms.Textarea({"rows": 2})
    )


FORMS: dict[str, type[forms.Form]] = {"word": Wording, "issue": Issuing, "cancel": Cancelling}


@requires(Permission.MONITOR)
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    context = {
        "waiting": [_shown(page, one) for one in plans.list_letters(page.plan, waiting=True)],
        "closed": [_shown(page, one) for one in plans.list_letters(page.plan, waiting=False, limit=50)],
    }
    return show_urging(page, "urging_letters", context, current="plan_urging_letters")


def _shown(page: Page, letter: plans.LetterRow) -> dict[str, Any]:
    return {
        "row": letter,
        "agency": page.places.name(letter.agency),
        "url": page.url("plan_urging_letter", letter=letter.id),
    }


@requires(Permission.MONITOR)
def letter(request: HttpRequest, slug: str, letter: int) -> HttpResponse:
    page = urging_page(request, slug)
    held = _letter_of(page, letter)
    deed = request.POST.get("deed", "")
    bound = {name: _form(name, held, request if name == deed else None) for name in FORMS}
    form = bound.get(deed)
    if form is not None and form.is_valid() and _done(page, held, deed, form):
        return redirect(
            page.url("plan_urging_letters" if deed == "cancel" else "plan_urging_letter", **_of(deed, held))
        )
    return show_urging(
        page,
        "urging_letter",
        _context(page, held, bound) | {"form": form},
        current="plan_urging_letters",
        crumbs=[Link(_("Letters"), page.url("plan_urging_letters")), Link(page.places.name(held.agency))],
    )


def _of(deed: str, held: plans.LetterRow) -> dict[str, Any]:
    return {} if deed == "cancel" else {"letter": held.id}


def _form(name: str, held: plans.LetterRow, request: HttpRequest | None) -> forms.Form:
    initial = {"reason": held.reason, "answer_by": held.answer_by} if name == "word" else {}
    given = request.POST if request else None
    return FORMS[name](given, initial=initial, prefix=None if name == "word" else name)


def _done(page: Page, held: plans.LetterRow, deed: str, form: forms.Form) -> bool:
    try:
        messages.success(page.request, _do(page, held, deed, form.cleaned_data))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _do(page: Page, held: plans.LetterRow, deed: str, data: dict[str, Any]) -> str:
    """What was done, in words."""
    who: dict[str, Any] = {"letter": held.id, "by": page.actor, "at": clock.now()}
    if deed == "word":
        actions.edit_letter(reason=data["reason"], answer_by=data["answer_by"], **who)
        return _("The letter says it so now.")
    if deed == "cancel":
        actions.cancel_letter(reason=data["reason"], **who)
        return _("The letter is cancelled.")
    count = actions.issue_letter(number=data["number"], issued_on=data["issued_on"], **who)
    return _("Issued: it stands in the story of %(count)s duties, and their people are told.") % {
        "count": count
    }


def _context(page: Page, held: plans.LetterRow, bound: dict[str, forms.Form]) -> dict[str, Any]:
    lines = late_lines(page.plan, held, page.moment.today)
    shown = show_duties(page, [line.row for line in lines])
    return {
        "letter": held,
        "agency": page.places.name(held.agency),
        "lines": list(zip(lines, shown, strict=True)),
        "forms": bound,
        "drafted_by": get_full_names([held.drafted_by]).get(held.drafted_by, ""),
        "papers": [
            (kind, page.url("plan_urging_paper", letter=held.id, kind=kind)) for kind in ("pdf", "docx")
        ],
        "late_now": len(plans.list_overdue(page.plan, page.moment.as_of, held.agency)),
    }


def _letter_of(page: Page, letter: int) -> plans.LetterRow:
    """Raises Http404 for a letter of another plan."""
    try:
        held = plans.get_letter(letter)
    except LetterNotFound as absent:
        raise Http404 from absent
    if held.plan != page.plan.id:
        raise Http404
    return held


@requires(Permission.MONITOR)
def letter_paper(request: HttpRequest, slug: str, letter: int, kind: str) -> HttpResponse:
    """The very page to be printed or signed; Word to be worked on where documents are drawn up."""
    if kind not in ("pdf", "docx"):
        raise Http404
    page = urging_page(request, slug)
    held = _letter_of(page, letter)
    paper = urging_paper(page.plan, held, late_lines(page.plan, held, page.moment.today), page.moment.today)
    content = write_letter_docx(paper) if kind == "docx" else typeset(paper.template, paper.data())
    answer = HttpResponse(content, content_type=_WORD if kind == "docx" else "application/pdf")
    name = _file_name(held, page.moment.today, kind)
    answer.headers["Content-Disposition"] = content_disposition_header(kind == "docx", name) or "inline"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _file_name(held: plans.LetterRow, today: dt.date, kind: str) -> str:
    return f"don-doc-{held.agency.lower()}-{(held.issued_on or today).isoformat()}.{kind}"


urlpatterns = [
    path("urging/letters/", letters, name="plan_urging_letters"),
    path("urging/letters/<int:letter>/", letter, name="plan_urging_letter"),
    path("urging/letters/<int:letter>/paper.<str:kind>", letter_paper, name="plan_urging_paper"),
]
