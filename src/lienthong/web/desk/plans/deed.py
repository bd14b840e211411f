"""One act on one duty on a page of its own: a form, one action, a message, and back. Refusals keep what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lienthong.domain.plans.errors import NotNow, WrongDay
from lienthong.domain.plans.queries import Verb
from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.page import DutyPage, duty_page
from lienthong.web.ui.forms import DayField


@dataclass(frozen=True, slots=True)
class Deed:
    """``title`` names the act, ``button`` repeats its verb, ``done`` is said afterwards; ``shows_papers`` of an act
    on what was handed in.
    """

    verb: Verb
    title: str
    button: str
    done: str
    lead: str = ""
    shows_papers: bool = False


def perform(
    request: HttpRequest,
    page: DutyPage,
    deed: Deed,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Shows the form, or acts on what was sent (``act`` is given the cleaned fields) and leads back to the duty."""
    if not page.is_open(deed.verb):
        return come_late(request, page, deed.verb, deed.done)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except NotNow:
            return come_late(request, page, deed.verb, deed.done)
        except Refusal as refusal:
            form.add_error(_wrong_field(form, refusal), str(refusal))
        else:
            messages.success(request, deed.done)
            return redirect(page.url)
    context = {
        "page": page,
        "row": page.row,
        "deed": deed,
        "form": form,
        "papers": page.papers() if deed.shows_papers else [],
        "crumbs": page.crumbs(deed.title),
    }
    return render(request, "desk/plans/deed.html", context)


def _wrong_field(form: forms.Form, refusal: Refusal) -> str | None:
    """Of a wrong day, the field it was typed in."""
    days = [name for name, field in form.fields.items() if isinstance(field, DayField)]
    return days[0] if days and isinstance(refusal, WrongDay) else None


def come_late(request: HttpRequest, page: DutyPage, verb: Verb, done: str) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    if request.method == "POST":
        now = duty_page(request, page.row.id)
        newest = now.story[0] if now.story else None
        if newest and (newest.verb, newest.account) == (verb, page.desk.by.account):
            messages.success(request, done)
        else:
            messages.error(request, str(NotNow(verb=verb)))
    return redirect(page.url)
