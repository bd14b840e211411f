"""What ends an agency: merged into another, split among others, abolished. Each says why,
and is done when a second person approves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.approvals.queries import Act
from lienthong.domain.organisations.permissions import Permission
from lienthong.domain.organisations.queries import AgencyRow
from lienthong.spine import clock
from lienthong.web.console.agencies.moment import agency_link, changeable
from lienthong.web.console.approvals import PROPOSED, SECOND_PERSON, propose
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field, reason_field
from lienthong.web.entrance.access import requires

HEIR = gettext_lazy("Takes over the open work")


@dataclass(frozen=True, slots=True)
class Ending:
    """An act with its words; ``arguments`` makes what the act takes of what the form gives."""

    act: Act
    title: str
    button: str
    warning: str
    arguments: Callable[[dict[str, Any]], dict[str, Any]] = dict


class EndForm(forms.Form):
    """An ending to one heir."""

    heir = agency_field(HEIR)
    on = day_field(gettext_lazy("First day no longer in force"))
    decision = decision_field()
    reason = reason_field()

    field_order = ("heir", "into", "on", "decision", "reason")


class AbolishForm(EndForm):
    heir = agency_field(HEIR, required=False, help_text=gettext_lazy("Left empty: nobody takes it over."))


class SplitForm(EndForm):
    into = agency_field(
        gettext_lazy("Split among"),
        many=True,
        help_text=gettext_lazy(
            "All successors, also the heir of the open work, with semicolons between: SNV; STC."
        ),
    )


@requires(Permission.CHANGE_AGENCIES)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    def arguments(given: dict[str, Any]) -> dict[str, Any]:
        return {"into": given.pop("heir"), **given}

    warning = _("The agency ends. Its people keep their positions, and what is below it goes along.")
    title, button = _("Merge %(name)s into another"), _("Propose to merge the agency")
    return _end(request, code, EndForm, Ending(Act.MERGE, title, button, warning, arguments))


@requires(Permission.CHANGE_AGENCIES)
def split(request: HttpRequest, code: str) -> HttpResponse:
    warning = _("The agency and its positions end: people are assigned anew, each to their part.")
    title, button = _("Split %(name)s among others"), _("Propose to split the agency")
    return _end(request, code, SplitForm, Ending(Act.SPLIT, title, button, warning))


@requires(Permission.CHANGE_AGENCIES)
def abolish(request: HttpRequest, code: str) -> HttpResponse:
    warning = _("The agency, its positions, codes and rights to sign end. Earlier days stay.")
    title, button = _("Abolish %(name)s"), _("Propose to abolish the agency")
    return _end(request, code, AbolishForm, Ending(Act.ABOLISH, title, button, warning))


def _end(request: HttpRequest, code: str, form: type[EndForm], ending: Ending) -> HttpResponse:
    agency = changeable(request, code)
    bound = form(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> str:
        return propose(request, ending.act, code, code, ending.arguments(given))

    deed = Deed(
        "agencies",
        _named(ending.title, agency),
        ending.button,
        PROPOSED,
        reverse("console:agency", args=[code]),
        SECOND_PERSON,
        ending.warning,
    )
    return perform(request, deed, bound, act, [agency_link(agency)])


def _named(title: str, agency: AgencyRow) -> str:
    return title % {"name": agency.short_name}


urlpatterns = [
    path("agencies/<str:code>/merge/", merge, name="merge_agency"),
    path("agencies/<str:code>/split/", split, name="split_agency"),
    path("agencies/<str:code>/abolish/", abolish, name="abolish_agency"),
]
