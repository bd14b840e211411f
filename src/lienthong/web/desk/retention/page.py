"""What the pages of retention share: whose agency it is, what this person may do, deeds on a page of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.retention.permissions import can_decide, can_list, can_see
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Keeper:
    """One hat at the agency whose cases are kept."""

    by: Actor

    @property
    def agency(self) -> str:
        return self.by.agency

    @property
    def day(self) -> date:
        return clock.today()

    @property
    def name(self) -> str:
        return get_names([self.agency], self.day).get(self.agency, self.agency)

    @property
    def may_list(self) -> bool:
        return can_list(self.by, self.agency)

    @property
    def may_decide(self) -> bool:
        return can_decide(self.by, self.agency)


@dataclass(frozen=True, slots=True)
class Deed:
    """``kind`` of its button; ``warning`` is what cannot be undone; ``done`` is said afterwards."""

    title: str
    button: str
    done: str
    back: str
    lead: str = ""
    warning: str = ""
    kind: str = "primary"


def keeper_of(request: HttpRequest) -> Keeper:
    """Raises Http404 for somebody who neither lists nor decides at their agency."""
    by = actor_of(request)
    if not by.agency or not can_see(by, by.agency):
        raise Http404
    return Keeper(by)


def crumbs(*after: Link) -> list[Link]:
    first = Link(_("Storage times"), reverse("desk:retention") if after else "")
    return [first, *after]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing on a visit, also an empty form when it was sent."""
    return request.POST if request.method == "POST" else None


def perform(
    request: HttpRequest, deed: Deed, form: forms.Form, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Shows the form, or acts and leads back, or to the address that ``act`` gives; a refusal keeps what was typed."""
    if form.is_bound and form.is_valid():
        try:
            there = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, deed.done)
            return redirect(there if isinstance(there, str) else deed.back)
    context = {"form": form, "deed": deed, "crumbs": crumbs(Link(deed.title))}
    return render(request, "desk/retention/deed.html", context)
