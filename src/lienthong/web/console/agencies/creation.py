"""An agency begins: its stable code is proposed from its name and checked by a person, since it never changes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.forms import UNCHOSEN


class AgencyForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("agency", "Full name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=200, required=False)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Never changes. Leave it empty: one is proposed, and you check it."),
        widget=forms.TextInput({"size": "20", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[UNCHOSEN, *queries.KIND_LABELS.items()])
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=[UNCHOSEN, *queries.LEVEL_LABELS.items()])
    on = day_field(gettext_lazy("First day in force"))
    decision = decision_field(required=False)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Where you know it from, when you have not read the decision."),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("I have read it in the decision"), required=False)

    field_order = ("name", "short_name", "parent", "code", "kind", "level", "on")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_free = by.reach(Permission.CHANGE_AGENCIES) is None
        self.fields["parent"] = agency_field(_("Below"), by, Permission.CHANGE_AGENCIES, required=not is_free)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["code"] = given.get("code", "").upper()
        if given.get("confirmed") and not given.get("decision"):
            self.add_error("decision", _("Name the decision you have read, or leave the agency unconfirmed."))
        if not self.errors and not given["code"]:
            self._propose(given)
        return given

    def _propose(self, given: dict[str, Any]) -> None:
        """The form comes back with a code in its box."""
        proposed = queries.propose_code(given["short_name"] or given["name"], given["parent"])
        self.data = {**self.data.dict(), "code": proposed}  # type: ignore[attr-defined]
        words = _("%(code)s is proposed. Change it or leave it, then create the agency.") % {"code": proposed}
        self.add_error("code", ValidationError(words, code="proposed"))


@requires(Permission.CHANGE_AGENCIES)
def create(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    initial = {"on": clock.today(), "parent": request.GET.get("parent", "")}
    form = AgencyForm(request.POST or None, initial=initial, by=by)

    def act(given: dict[str, Any]) -> str:
        kind, level = queries.Kind(given.pop("kind")), queries.Level(given.pop("level"))
        actions.create_agency(kind=kind, level=level, **given, by=by, at=clock.now())
        return reverse("console:agency", args=[given["code"]])

    lead = _("It is in force from its first day; earlier days never show it.")
    deed = Deed(
        "agencies",
        _("Create an agency"),
        _("Create the agency"),
        _("The agency is recorded."),
        reverse("console:agencies"),
        lead,
    )
    return perform(request, deed, form, act)


urlpatterns = [path("agencies/new/", create, name="create_agency")]
