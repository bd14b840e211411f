"""One act on a page of its own: a form, one action, a message, and back. Refusals keep what was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from lienthong.spine.errors import Refusal
from lienthong.web.console.page import render_page
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Deed:
    """``title`` names the act and its object, ``button`` repeats the verb, ``done`` is said afterwards.

    ``warning`` is what cannot be undone; then the button is one of danger. ``other`` leads to another act on the
    same thing.
    """

    section: str
    title: str
    button: str
    done: str | Promise
    back: str
    lead: str | Promise = ""
    warning: str = ""
    other: Link | None = None


def perform(
    request: HttpRequest,
    deed: Deed,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    crumbs: Iterable[Link] = (),
) -> HttpResponse:
    """Shows the form, or acts on what was sent and leads back, or to the address that ``act`` returns.

    ``act`` is given the cleaned fields.
    """
    if form.is_bound and form.is_valid():
        try:
            there = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(deed.done))
            return redirect(there if isinstance(there, str) else deed.back)
    trail = [*crumbs, Link(deed.title)]
    return render_page(
        request,
        "console/deed.html",
        current=deed.section,
        title=deed.title,
        lead=str(deed.lead),
        crumbs=trail,
        form=form,
        deed=deed,
    )


def act_at_once(request: HttpRequest, act: Callable[[], object], *, done: str, back: str) -> HttpResponse:
    """For a button that needs no form: acts, says how it went, and leads back."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(back)
