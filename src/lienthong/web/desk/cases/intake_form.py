"""The boxes of the counter's form. People come as they are: only the name is needed of them."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lienthong.domain.cases.actions import OnSlip
from lienthong.domain.cases.queries import CHANNEL_LABELS, RETURN_LABELS, Channel
from lienthong.domain.parties.exchange import Birth
from lienthong.domain.parties.queries import is_mobile, normal_phone
from lienthong.spine import clock
from lienthong.web.ui.forms import DayField

NUMBER_KINDS = (
    ("CCCD", _("Citizen card")),
    ("CMND", _("Old identity card")),
    ("PASSPORT", _("Passport")),
    ("TAX", _("Tax code")),
    ("ENTERPRISE", _("Enterprise code")),
    ("OTHER", _("Another paper")),
)
WORDING_OF_MESSAGES = _("You may send short messages about my cases to my mobile number.")
"""What the clerk reads to who applies, as the portal words it."""
AT_THE_COUNTER = (Channel.COUNTER, Channel.POST)


def _text(
    label: Any, size: int, *, most: int = 200, required: bool = False, key: str = "", inputmode: str = "text"
) -> forms.CharField:
    shown = {"size": str(size), "autocomplete": "off", "inputmode": inputmode}
    shown |= {"data-key": key} if key else {}
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(shown))


class IntakeForm(forms.Form):
    """``told`` are words for a box that was not wrong enough to refuse the whole form."""

    key = forms.CharField(widget=forms.HiddenInput)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    q = _text(_("Procedure"), 44, most=400, key="F3")
    card = _text(_("Scan the citizen card here"), 44, most=500, key="F2")
    name = _text(_("Full name"), 32, required=True)
    is_body = forms.BooleanField(label=_("An organisation, an enterprise"), required=False)
    number_kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=NUMBER_KINDS, initial="CCCD", required=False
    )
    number = _text(_("Number"), 16, most=40, inputmode="numeric")
    birth = _text(_("Day of birth"), 12, most=10, inputmode="numeric")
    sex = forms.ChoiceField(
        label=_("Sex"), choices=(("", "—"), ("M", _("Male")), ("F", _("Female"))), required=False
    )
    phone = _text(_("Telephone"), 14, most=20, inputmode="tel")
    messages = forms.BooleanField(
        label=_("Wants short messages (SMS) about the case to this number"), required=False
    )
    address = _text(_("Address"), 44)
    content = _text(_("What it is about"), 60, most=500)
    submitter_name = _text(_("Brought by (if another person)"), 32)
    submitter_number = _text(_("Citizen number of who brings it"), 16, most=40, inputmode="numeric")
    authority = _text(_("By what right"), 44, most=300)
    authority.help_text = _(
        "A mandate with its number, or how this person helps: village head, interpreter, kin."
    )
    anyway = _text(_("Why this is another person"), 60, most=300)
    channel = forms.ChoiceField(
        label=_("Filed"), choices=[(str(one), CHANNEL_LABELS[one]) for one in AT_THE_COUNTER]
    )
    return_by = forms.ChoiceField(
        label=_("How the result is returned"),
        choices=[(str(one), words) for one, words in RETURN_LABELS.items()],
    )

    owner = forms.ChoiceField(label=_("Which agency decides it"), required=False)
    owner.help_text = _("By a rule in force this counter may take it for another agency.")

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.told: dict[str, str] = {}
        self.fields["owner"].choices = [("", _("Choose")), *owners]  # type: ignore[attr-defined]
        self.fields["owner"].required = bool(owners)

    def clean_messages(self) -> bool:
        """Before the number is looked at by anybody else: who wants messages says where to."""
        wants: bool = self.cleaned_data["messages"]
        if wants and not is_mobile(normal_phone(self.cleaned_data.get("phone", ""))):
            raise ValidationError(_("Short messages need a mobile number: write it, or take the tick away."))
        return wants

    def clean_key(self) -> str:
        try:
            return str(UUID(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError(_("This form is broken. Begin anew.")) from None

    def clean_birth(self) -> str:
        told: str = self.cleaned_data["birth"]
        try:
            return str(Birth.read(told)) if told else ""
        except ValueError:
            raise ValidationError(_("Write the day of birth as 12/05/1990, 05/1990 or 1990.")) from None


class SlipForm(IntakeForm):
    """What was taken by hand while the system was down: besides, when it really was received, and why so."""

    received_on = DayField(label=_("Day of receipt written on the slip"))
    received_time = _text(_("Time written on the slip"), 6, most=5, required=True)
    slip_why = _text(_("What was down"), 44, most=300, required=True)

    def clean_received_time(self) -> time:
        told = self.cleaned_data["received_time"].replace("h", ":").replace("g", ":")
        try:
            return datetime.strptime(told, "%H:%M").time()  # noqa: DTZ007  a time of day, put to its day below
        except ValueError:
            raise ValidationError(_("Write the time as 14:05.")) from None

    def on_slip(self, slip: int) -> OnSlip:
        """Of a valid form."""
        given = self.cleaned_data
        received = datetime.combine(given["received_on"], given["received_time"], clock.ZONE)
        return OnSlip(slip, received, given["slip_why"])
