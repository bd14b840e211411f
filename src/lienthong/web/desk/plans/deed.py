"""One act on one duty on a page of its own: a form, one action, a message, and back. Refusals keep what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.page import DutyPage


@dataclass(frozen=True, slots=True)
class Deed:
    """``title`` names the act, ``button`` repeats its verb, ``done`` is said afterwards."""

    title: str
    button: str
    done: str
    lead: str = ""


def perform(
    request: HttpRequest,
    page: DutyPage,
    deed: Deed,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Shows the form, or acts on what was sent (``act`` is given the cleaned fields) and leads back to the duty."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, deed.done)
            return redirect(page.url)
    context = {"page": page, "row": page.row, "deed": deed, "form": form, "crumbs": page.crumbs(deed.title)}
    return render(request, "desk/plans/deed.html", context)
