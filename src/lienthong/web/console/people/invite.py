"""A person is invited: account, position and letter in one step."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.accounts.permissions import Permission
from lienthong.domain.organisations import actions
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field, role_field
from lienthong.web.entrance.access import actor_of, requires


class InviteForm(forms.Form):
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    username = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        max_length=64,
        help_text=gettext_lazy("Small letters without marks, for example nguyenvanan.snv."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Official e-mail"), help_text=gettext_lazy("The invitation goes there.")
    )
    title = forms.CharField(label=gettext_lazy("Position"), max_length=200)
    on = day_field(gettext_lazy("From day"))
    decision = decision_field(required=False)

    field_order = ("full_name", "username", "email", "agency", "title", "role", "on", "decision")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = agency_field(_("Agency"), by, Organisations.APPOINT)
        self.fields["role"] = role_field(by)
        self.order_fields(self.field_order)


@requires(Permission.MANAGE)
def invite(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = InviteForm(request.POST or None, initial={"on": clock.today()}, by=by)

    def act(given: dict[str, Any]) -> None:
        decision = given.pop("decision")
        actions.take_on(newcomer=actions.Newcomer(**given), decision=decision, by=by, at=clock.now())

    lead = _("The person gets a letter with a link and chooses a password there.")
    done = _("The invitation is written and on its way.")
    back = reverse("console:people")
    deed = Deed("people", _("Invite a person"), _("Send the invitation"), done, back, lead)
    return perform(request, deed, form, act)


urlpatterns = [path("people/invite/", invite, name="invite")]
