"""What changes an agency and leaves it standing: its official codes, its name, its place, its functions."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import Permission
from lienthong.spine import clock
from lienthong.web.console.agencies.agency import SCHEMES
from lienthong.web.console.agencies.moment import agency_link, changeable
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field
from lienthong.web.entrance.access import actor_of, requires

FROM = gettext_lazy("From day")


class CodeForm(forms.Form):
    official_code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Left empty: the agency has no code of this form any more."),
        widget=forms.TextInput({"size": "20"}),
    )
    on = day_field(FROM)
    decision = decision_field()


class NameForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("agency", "Full name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(queries.KIND_LABELS.items()))
    on = day_field(FROM)
    decision = decision_field()


class PlaceForm(forms.Form):
    parent = agency_field(gettext_lazy("Below"), required=False)
    on = day_field(FROM)
    decision = decision_field()


class TransferForm(forms.Form):
    to = agency_field(gettext_lazy("To the agency"))
    reason = forms.CharField(
        label=gettext_lazy("Functions that go"),
        max_length=300,
        help_text=gettext_lazy("As the decision names them."),
        widget=forms.Textarea({"rows": "3"}),
    )
    on = day_field(FROM)
    decision = decision_field()


@requires(Permission.CHANGE_AGENCIES)
def official_code(request: HttpRequest, code: str, scheme: str) -> HttpResponse:
    agency, today = changeable(request, code), clock.today()
    if scheme not in SCHEMES:
        raise Http404
    held = {row.scheme: row.code for row in queries.list_official_codes([code], today)[code]}
    initial = {"official_code": held.get(scheme, ""), "on": agency.since or today}
    form = CodeForm(request.POST or None, initial=initial)

    def act(given: dict[str, Any]) -> None:
        by, at = actor_of(request), clock.now()
        actions.set_official_code(code=code, scheme=queries.Scheme(scheme), **given, by=by, at=at)

    deed = _deed(
        agency,
        _("Official code of %(name)s"),
        _("Record the code"),
        _("The code is recorded with its decision."),
        lead=_("Of the form %(form)s. The same code with a decision confirms it.")
        % {"form": SCHEMES[queries.Scheme(scheme)]},
    )
    return perform(request, deed, form, act, [agency_link(agency)])


@requires(Permission.CHANGE_AGENCIES)
def rename(request: HttpRequest, code: str) -> HttpResponse:
    agency = changeable(request, code)
    initial = {
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "on": clock.today(),
    }
    form = NameForm(request.POST or None, initial=initial)

    def act(given: dict[str, Any]) -> None:
        kind = queries.Kind(given.pop("kind"))
        actions.rename_agency(code=code, kind=kind, **given, by=actor_of(request), at=clock.now())

    lead = _("The old names keep finding it, and stay on every earlier day.")
    deed = _deed(
        agency, _("Rename %(name)s"), _("Rename the agency"), _("The agency has its new name."), lead
    )
    return perform(request, deed, form, act, [agency_link(agency)])


@requires(Permission.CHANGE_AGENCIES)
def move(request: HttpRequest, code: str) -> HttpResponse:
    agency, today = changeable(request, code), clock.today()
    form = PlaceForm(request.POST or None, initial={"parent": agency.parent, "on": today})

    def act(given: dict[str, Any]) -> None:
        actions.move_agency(code=code, **given, by=actor_of(request), at=clock.now())

    deed = _deed(agency, _("Place %(name)s"), _("Place the agency"), _("The agency has its new place."))
    return perform(request, deed, form, act, [agency_link(agency)])


@requires(Permission.CHANGE_AGENCIES)
def transfer(request: HttpRequest, code: str) -> HttpResponse:
    agency = changeable(request, code)
    form = TransferForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.transfer_functions(code=code, **given, by=actor_of(request), at=clock.now())

    lead = _("Both agencies go on; open work stays where it is.")
    title, done = _("Transfer functions of %(name)s"), _("The transfer is recorded.")
    deed = _deed(agency, title, _("Transfer the functions"), done, lead)
    return perform(request, deed, form, act, [agency_link(agency)])


def _deed(agency: queries.AgencyRow, title: str, button: str, done: str, lead: str = "") -> Deed:
    back = reverse("console:agency", args=[agency.code])
    return Deed("agencies", title % {"name": agency.short_name}, button, done, back, lead)


urlpatterns = [
    path("agencies/<str:code>/codes/<str:scheme>/", official_code, name="official_code"),
    path("agencies/<str:code>/rename/", rename, name="rename_agency"),
    path("agencies/<str:code>/place/", move, name="move_agency"),
    path("agencies/<str:code>/transfer/", transfer, name="transfer_functions"),
]
