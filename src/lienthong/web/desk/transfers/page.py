"""What the pages of transferred work share: agreements as a person sees them, words, forms of one deed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.transfers.errors import AgreementNotFound
from lienthong.domain.transfers.permissions import can_keep
from lienthong.domain.transfers.queries import STEP_LABELS, AgreementRow, Standing, get_agreement
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.ui.parts import Link

TAGS: Final = {Standing.COMING: "not_due", Standing.IN_FORCE: "in_progress", Standing.OVER: "done"}


def word_of(row: AgreementRow) -> str:
    return {
        Standing.COMING: pgettext("agreement", "Not begun"),
        Standing.IN_FORCE: pgettext("agreement", "In force"),
        Standing.OVER: pgettext("agreement", "Over"),
    }[row.standing]


def steps_of(row: AgreementRow) -> dict[str, str]:
    """What the post does of each procedure, in words."""
    found: dict[str, list[str]] = {}
    for code, step in row.tasks:
        found.setdefault(code, []).append(str(STEP_LABELS[step]))
    return {code: ", ".join(words) for code, words in found.items()}


@dataclass(frozen=True)
class Page:
    """One agreement on a person's desk."""

    desk: Desk
    row: AgreementRow

    @property
    def may_keep(self) -> bool:
        return can_keep(self.desk.by, self.row.agency)

    @property
    def url(self) -> str:
        return reverse("desk:transfer", args=[self.row.id])

    def crumbs(self, *after: str) -> list[Link]:
        here = _("Agreement %(number)s") % {"number": self.row.number}
        return [*trail(), Link(here, self.url if after else ""), *map(Link, after)]


def trail(*after: str) -> list[Link]:
    here = Link(_("Work transferred to the post"), reverse("desk:transfers"))
    return [Link(_("Cases"), reverse("desk:cases")), here, *map(Link, after)]


def page_of(request: HttpRequest, agreement: int) -> Page:
    """Raises Http404, also for an agreement of an agency out of sight."""
    desk = desk_of(request)
    try:
        return Page(desk, get_agreement(agreement, by=desk.by, day=desk.day))
    except AgreementNotFound as absent:
        raise Http404(str(absent)) from absent


def kept_page(request: HttpRequest, agreement: int) -> Page:
    """Raises Http404 for whoever does not keep it."""
    page = page_of(request, agreement)
    if not page.may_keep:
        raise Http404
    return page


@dataclass(frozen=True, slots=True)
class Deed:
    """One form on a page of its own; ``fields``: the box that each refusal is about."""

    title: str
    button: str
    done: str
    back: str
    crumbs: list[Link]
    lead: str = ""
    kind: str = "primary"


FIELDS: Final = {
    "NumberMissing": "number",
    "NumberTaken": "number",
    "AnswersMissing": "answers",
    "PeriodUnfit": "until",
    "TrainingMissing": "training",
    "TrainedLater": "trained_on",
    "NotOfThePost": "account",
    "WordsMissing": "words",
    "FaultUnfit": "day",
}


def perform(
    request: HttpRequest, deed: Deed, form: forms.Form, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Shows the form, or acts and leads back; a refusal stands at its box and keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            there = act(form.cleaned_data)
        except Refusal as refusal:
            field = FIELDS.get(refusal.code)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, deed.done)
            return redirect(there if isinstance(there, str) else deed.back)
    return render(request, "desk/transfers/deed.html", {"form": form, "deed": deed, "crumbs": deed.crumbs})
