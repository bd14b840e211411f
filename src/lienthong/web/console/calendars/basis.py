"""The decision behind an entry, on every form of the calendar."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from lienthong.spine.calendar.queries import Basis
from lienthong.web.console.fields import day_field

FIELDS: Final = ("decision", "decided_on", "confirmed")


class BasisForm(forms.Form):
    """Without a decision an entry stays unconfirmed, and every due date that rests on it says so."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=500,
        required=False,
        help_text=_("Number, kind and issuer, for example 3560/TB-BLĐTBXH."),
    )
    decided_on = day_field(_("Decided on"), required=False)
    confirmed = forms.BooleanField(label=_("I have read it in the decision"), required=False)

    def basis(self) -> Basis:
        return Basis(*(self.cleaned_data[name] for name in FIELDS))


def initial_of(basis: Basis) -> dict[str, Any]:
    return {"decision": basis.decision, "decided_on": basis.decided_on, "confirmed": basis.confirmed}
