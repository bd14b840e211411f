"""What the pages of documents of every kind share: who looks under which hat, and what is said to who comes late."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.documents.queries import URGENCIES
from lienthong.domain.organisations import queries as organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of


@dataclass(frozen=True)
class Hat:
    """One hat of one person at one moment."""

    by: Actor
    now: datetime

    @property
    def day(self) -> date:
        return clock.local(self.now).date()

    @cached_property
    def agency_name(self) -> str:
        return self.names([self.by.agency]).get(self.by.agency, self.by.agency)

    def names(self, agencies: Iterable[str]) -> dict[str, str]:
        return organisations.get_names(set(agencies), self.day)

    @staticmethod
    def people(ids: Iterable[str]) -> dict[str, str]:
        return accounts.get_full_names(set(ids) - {""})


class Happened(Protocol):
    @property
    def verb(self) -> StrEnum: ...
    @property
    def account(self) -> str: ...


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("document", "Reason"), max_length=3_000, widget=forms.Textarea({"rows": "3"})
    )


def hat_of[H: Hat](request: HttpRequest, kind: type[H], permission: StrEnum) -> H:
    """Raises Http404 for somebody who wears no hat of an agency where they have the permission."""
    by = actor_of(request)
    if not by.agency or not by.may(permission, by.agency):
        raise Http404
    return kind(by, clock.now())


def come_late_to(
    request: HttpRequest, url: str, newest: Happened, verbs: Collection[StrEnum], *, by: Actor, done: str,
    refusal: Refusal,
) -> HttpResponse:  # fmt: skip
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    if request.method == "POST":
        if newest.verb in verbs and newest.account == by.account:
            messages.success(request, done)
        else:
            messages.error(request, str(refusal))
    return redirect(url)


def key_of(request: HttpRequest) -> UUID:
    """The form's own key; a new one for a form that has none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def lines(label: Any, **options: Any) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(label=label, max_length=3_000, widget=forms.Textarea({"rows": "3"}), **options)


def urgencies() -> forms.ChoiceField:
    choices = [(one.value, words or pgettext_lazy("urgency", "Normal")) for one, words in URGENCIES.items()]
    return forms.ChoiceField(label=gettext_lazy("Urgency"), required=False, choices=choices)
