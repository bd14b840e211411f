"""What ends an agency: merged into another, split among others, abolished. Each says why."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations import actions
from lienthong.domain.organisations.permissions import Permission
from lienthong.domain.organisations.queries import AgencyRow
from lienthong.spine import clock
from lienthong.web.console.agencies.moment import agency_link, changeable
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field, reason_field
from lienthong.web.entrance.access import actor_of, requires

HEIR = gettext_lazy("Takes over the open work")


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
    def act(given: dict[str, Any]) -> None:
        into = given.pop("heir")
        actions.merge_agencies(codes=[code], into=into, **given, by=actor_of(request), at=clock.now())

    warning = _("The agency ends. Its people keep their positions, and what is below it goes along.")
    return _end(request, code, EndForm, act, _("Merge %(name)s into another"), _("Merge the agency"), warning)


@requires(Permission.CHANGE_AGENCIES)
def split(request: HttpRequest, code: str) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        actions.split_agency(code=code, **given, by=actor_of(request), at=clock.now())

    warning = _("The agency and its positions end: people are assigned anew, each to their part.")
    return _end(
        request, code, SplitForm, act, _("Split %(name)s among others"), _("Split the agency"), warning
    )


@requires(Permission.CHANGE_AGENCIES)
def abolish(request: HttpRequest, code: str) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        actions.abolish_agency(code=code, **given, by=actor_of(request), at=clock.now())

    warning = _("The agency, its positions, codes and rights to sign end. Earlier days stay.")
    return _end(request, code, AbolishForm, act, _("Abolish %(name)s"), _("Abolish the agency"), warning)


def _end(
    request: HttpRequest,
    code: str,
    form: type[EndForm],
    act: Callable[[dict[str, Any]], None],
    title: str,
    button: str,
    warning: str,
) -> HttpResponse:
    agency = changeable(request, code)
    bound = form(request.POST or None, initial={"on": clock.today()})
    deed = Deed(
        "agencies",
        _named(title, agency),
        button,
        _("Done and recorded. Earlier days still show the agency."),
        reverse("console:agency", args=[code]),
        warning=warning,
    )
    return perform(request, deed, bound, act, [agency_link(agency)])


def _named(title: str, agency: AgencyRow) -> str:
    return title % {"name": agency.short_name}


urlpatterns = [
    path("agencies/<str:code>/merge/", merge, name="merge_agency"),
    path("agencies/<str:code>/split/", split, name="split_agency"),
    path("agencies/<str:code>/abolish/", abolish, name="abolish_agency"),
]
