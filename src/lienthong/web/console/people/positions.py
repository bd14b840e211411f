"""Positions are assigned, lent and ended; somebody stands in for a while."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.accounts.queries import get_account
from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field, person_field, role_field
from lienthong.web.console.people.scope import person_seen, position_kept, refuse_oneself
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link

FROM = gettext_lazy("From day")
UNTIL = gettext_lazy("First day no longer so")


class PositionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Position"), max_length=200)
    on = day_field(FROM)
    until = day_field(UNTIL, required=False, help_text=gettext_lazy("Left empty: without an end."))
    decision = decision_field(required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = agency_field(_("Agency"), by, Permission.APPOINT)
        self.fields["role"] = role_field(by)
        self.order_fields(("agency", "title", "role", "on", "until", "decision"))


class EndForm(forms.Form):
    on = day_field(gettext_lazy("First day no longer held"))
    decision = decision_field(required=False)


class SubstituteForm(forms.Form):
    account = person_field(gettext_lazy("Who stands in"))
    on = day_field(FROM)
    until = day_field(gettext_lazy("First day the holder is back"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)
    decision = decision_field(required=False)


class BackForm(forms.Form):
    on = day_field(gettext_lazy("First day the holder is back"))


@requires(Permission.APPOINT)
def assign(request: HttpRequest, account: str) -> HttpResponse:
    person, by, today = person_seen(request, account), actor_of(request), clock.today()
    if person.account.left_at:
        raise Http404
    form = PositionForm(request.POST or None, initial={"on": today}, by=by)

    def act(given: dict[str, Any]) -> None:
        refuse_oneself(by, account)
        actions.assign(account=account, **given, by=by, at=clock.now())

    title = _("Assign a position to %(name)s") % {"name": person.account.full_name}
    deed = _deed(request, account, title, _("Assign the position"), _("The position is assigned."))
    return perform(request, deed, form, act, [_link(account)])


@requires(Permission.APPOINT)
def second(request: HttpRequest, position: int) -> HttpResponse:
    hat, by, today = position_kept(request, position, Permission.APPOINT), actor_of(request), clock.today()
    initial = {"on": today, "title": hat.title, "role": hat.role}
    form = PositionForm(request.POST or None, initial=initial, by=by)

    def act(given: dict[str, Any]) -> None:
        actions.second(position=position, **given, by=by, at=clock.now())

    lead = _("The position at home is kept: both chiefs answer for the officer.")
    deed = _deed(
        request, hat.account, _title(_("Second %(name)s"), hat), _("Second the officer"), _("Recorded."), lead
    )
    return perform(request, deed, form, act, [_link(hat.account)])


@requires(Permission.APPOINT)
def end_position(request: HttpRequest, position: int) -> HttpResponse:
    hat = position_kept(request, position, Permission.APPOINT)
    form = EndForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.end_position(position=position, **given, by=actor_of(request), at=clock.now())

    title = _title(_("End the position of %(name)s"), hat)
    warning = _("Whoever stands in for this position stops too. Earlier days stay as they were.")
    deed = _deed(
        request, hat.account, title, _("End the position"), _("The position is ended."), warning=warning
    )
    return perform(request, deed, form, act, [_link(hat.account)])


@requires(Permission.SUBSTITUTE)
def substitute(request: HttpRequest, position: int) -> HttpResponse:
    hat = position_kept(request, position, Permission.SUBSTITUTE)
    form = SubstituteForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        refuse_oneself(actor_of(request), given["account"])
        actions.substitute(position=position, **given, by=actor_of(request), at=clock.now())

    lead = _("Who stands in does the work of the position. It is no right to sign.")
    title = _title(_("Name a substitute for %(name)s"), hat)
    deed = _deed(request, hat.account, title, _("Name the substitute"), _("The substitute is named."), lead)
    return perform(request, deed, form, act, [_link(hat.account)])


@requires(Permission.SUBSTITUTE)
def end_substitution(request: HttpRequest, position: int) -> HttpResponse:
    hat = position_kept(request, position, Permission.SUBSTITUTE)
    form = BackForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.end_substitution(position=position, **given, by=actor_of(request), at=clock.now())

    title = _title(_("End the substitution for %(name)s"), hat)
    deed = _deed(request, hat.account, title, _("End the substitution"), _("The holder has the work again."))
    return perform(request, deed, form, act, [_link(hat.account)])


def _title(words: str, hat: queries.Hat) -> str:
    return words % {"name": f"{_name(hat.account)}, {hat.title}"}


def _name(account: str) -> str:
    row = get_account(account)
    return row.full_name if row else account


def _link(account: str) -> Link:
    return Link(_name(account), reverse("console:person", args=[account]))


def _deed(
    request: HttpRequest, account: str, title: str, button: str, done: str, lead: str = "", warning: str = ""
) -> Deed:
    """Leads back to the person, or to the agency's page for who may not open people."""
    back = reverse("console:person", args=[account])
    by = actor_of(request)
    if not by.may("accounts.see"):
        back = reverse("console:agency", args=[by.agency])
    return Deed("people", title, button, done, back, lead, warning)


urlpatterns = [
    path("people/<str:account>/positions/", assign, name="assign"),
    path("positions/<int:position>/second/", second, name="second"),
    path("positions/<int:position>/end/", end_position, name="end_position"),
    path("positions/<int:position>/substitute/", substitute, name="substitute"),
    path("positions/<int:position>/substitution/end/", end_substitution, name="end_substitution"),
]
