"""What an administrator does with an account: lends a password, clears proofs, closes, opens, sees off."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.accounts import actions
from lienthong.domain.accounts.permissions import Permission
from lienthong.domain.approvals.queries import Act
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.permissions import Scope, role_named
from lienthong.spine import clock
from lienthong.web.console.approvals import PROPOSED, propose
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.fields import day_field, decision_field, person_field, reason_field
from lienthong.web.console.page import render_page
from lienthong.web.console.people.scope import Person, person_kept
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link

PLATFORM = "platform_administrator"


class ReasonForm(forms.Form):
    reason = reason_field()


class LeaveForm(forms.Form):
    on = day_field(gettext_lazy("First day away"))
    handed_to = person_field(gettext_lazy("Open work goes to"), required=False)
    decision = decision_field(required=False)

    def clean_on(self) -> Any:
        if (day := self.cleaned_data["on"]) and day > clock.today():
            raise ValidationError(_("The account closes at once: come back on that day."))
        return self.cleaned_data["on"]


@requires(Permission.MANAGE)
def temporary_password(request: HttpRequest, account: str) -> HttpResponse:
    """The answer to the POST shows the password, this once: it is kept nowhere to be led back to."""
    person = person_kept(request, account)
    password = ""
    if request.method == "POST":
        password = actions.give_temporary_password(account=account, by=actor_of(request), at=clock.now())
    title = _("Temporary password of %(name)s") % {"name": person.account.full_name}
    response = render_page(
        request,
        "console/people/password.html",
        current="people",
        title=title,
        crumbs=[_link(person), Link(title)],
        account=person.account,
        password=password,
    )
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.MANAGE)
def clear_second_factor(request: HttpRequest, account: str) -> HttpResponse:
    def act(given: dict[str, Any]) -> str:
        return propose(
            request, Act.CLEAR_SECOND_FACTOR, account, _place(person_kept(request, account)), given
        )

    warning = _("Make sure first who is asking: by sight or by calling back a number you know.")
    words = (
        _("Clear the second factor of %(name)s"),
        _("Propose to clear the second factor"),
        str(PROPOSED),
    )
    return _close(request, account, ReasonForm(request.POST or None), act, words, warning)


@requires(Permission.MANAGE)
def disable(request: HttpRequest, account: str) -> HttpResponse:
    is_guarded = PLATFORM in {hat.role for hat in person_kept(request, account).hats}

    def act(given: dict[str, Any]) -> str | None:
        if is_guarded:
            return propose(request, Act.DISABLE, account, "", given)
        actions.disable(account=account, **given, by=actor_of(request), at=clock.now())
        return None

    warning = _("Running sessions end at once. Positions stay; the person can be let in again.")
    words = (
        _("Disable %(name)s"),
        _("Propose to disable the account") if is_guarded else _("Disable the account"),
        str(PROPOSED) if is_guarded else _("The account is disabled and its sessions are over."),
    )
    return _close(request, account, ReasonForm(request.POST or None), act, words, warning)


@requires(Permission.MANAGE)
def leave(request: HttpRequest, account: str) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        organisations.see_off(account=account, **given, by=actor_of(request), at=clock.now())

    warning = _("All positions, substitutions and rights to sign end, and the account is never opened again.")
    words = (
        _("%(name)s leaves"),
        _("Record that the person leaves"),
        _("The person has left; history stays."),
    )
    form = LeaveForm(request.POST or None, initial={"on": clock.today()})
    return _close(request, account, form, act, words, warning)


@require_POST
@requires(Permission.MANAGE)
def enable(request: HttpRequest, account: str) -> HttpResponse:
    person = person_kept(request, account)
    return act_at_once(
        request,
        lambda: actions.enable(account=account, by=actor_of(request), at=clock.now()),
        done=_("The person may sign in again."),
        back=_link(person).url,
    )


@require_POST
@requires(Permission.MANAGE)
def invite_again(request: HttpRequest, account: str) -> HttpResponse:
    person = person_kept(request, account)
    return act_at_once(
        request,
        lambda: actions.invite_again(account=account, by=actor_of(request), at=clock.now()),
        done=_("Another invitation is on its way."),
        back=_link(person).url,
    )


def _close(
    request: HttpRequest, account: str, form: forms.Form, act: Any, words: tuple[str, str, str], warning: str
) -> HttpResponse:
    person = person_kept(request, account)
    title, button, done = words
    named = title % {"name": person.account.full_name}
    back = _link(person)
    deed = Deed("people", named, button, done, back.url, warning=warning)
    return perform(request, deed, form, act, [back])


def _place(person: Person) -> str:
    """The agency at which both rights must reach; everywhere for who has no position, several, or a role that holds
    everywhere.
    """
    agencies = {hat.agency for hat in person.hats}
    is_local = all(Scope.EVERYWHERE not in role_named(hat.role).scopes().values() for hat in person.hats)
    return agencies.pop() if len(agencies) == 1 and is_local else ""


def _link(person: Person) -> Link:
    return Link(person.account.full_name, reverse("console:person", args=[person.account.id]))


urlpatterns = [
    path("people/<str:account>/password/", temporary_password, name="temporary_password"),
    path("people/<str:account>/second-factor/", clear_second_factor, name="clear_second_factor"),
    path("people/<str:account>/disable/", disable, name="disable"),
    path("people/<str:account>/enable/", enable, name="enable"),
    path("people/<str:account>/invite-again/", invite_again, name="invite_again"),
    path("people/<str:account>/leave/", leave, name="leave"),
]
