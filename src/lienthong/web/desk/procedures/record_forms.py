"""The boxes of the legal record: one form for what stands once, tables for what stands in lists."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.procedures.exchange.telling import EFFECT_LABELS, PART_LABELS
from lienthong.domain.procedures.queries import (
    AUDIENCE_LABELS,
    CHANNEL_LABELS,
    EXTENT_LABELS,
    FEE_LABELS,
    LEVEL_LABELS,
    ONLINE_LABELS,
    TIME_LABELS,
)
from lienthong.spine import clock
from lienthong.spine.text import search_words
from lienthong.web.desk.procedures.fields import AmountField, LineField, MoneyField, day, short
from lienthong.web.ui.forms import UNCHOSEN
from lienthong.web.ui.picking import Offer, PickManyField

_CODE = re.compile(r"\(([A-Z0-9-]+)\)$")
NOTHING = [("", gettext_lazy("not stated yet"))]


def find_deciding(text: str) -> Sequence[Offer]:
    """Agencies of today and groups of them that fit a text, groups first."""
    named = _CODE.search(text)
    asked = named[1] if named else text
    words = search_words(asked)
    groups = [
        Offer(group.code, f"{group.name} ({group.code})", is_exact=asked in (group.code, group.name))
        for group in organisations.list_groups()
        if asked == group.code or (words and set(words) <= set(search_words(group.name)))
    ]
    agencies = [
        Offer(one.agency.code, f"{one.agency.short_name} ({one.agency.code})", is_exact=one.is_exact)
        for one in organisations.find_agencies(asked, clock.today(), limit=12)
    ]
    return [*groups, *agencies]


def part(name: str) -> Any:
    return PART_LABELS[name]


class RecordForm(forms.Form):
    name = LineField(label=part("name"), max_length=4000)
    field = short(40, 200, part("field"))
    levels = forms.MultipleChoiceField(
        label=part("levels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(level.value, label) for level, label in LEVEL_LABELS.items()],
    )
    agencies = PickManyField(
        label=part("agencies"),
        required=False,
        find=find_deciding,
        help_text=gettext_lazy("An agency or a group of agencies by name or code, with semicolons between."),
    )
    coordinating = short(60, 1000, part("coordinating"))
    audience = forms.MultipleChoiceField(
        label=part("audience"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, label) for one, label in AUDIENCE_LABELS.items()],
    )
    sequence = LineField(6, label=part("sequence"), required=False, max_length=20_000)
    conditions = LineField(4, label=part("conditions"), required=False, max_length=20_000)
    result = LineField(label=part("result"), required=False, max_length=2000)
    validity = short(40, 300, part("validity"))
    online_level = forms.ChoiceField(
        label=part("online_level"),
        required=False,
        choices=[*NOTHING, *((str(level.value), label) for level, label in ONLINE_LABELS.items())],
    )
    online_extent = forms.ChoiceField(
        label=part("online_extent"),
        required=False,
        choices=[*NOTHING, *((one.value, label) for one, label in EXTENT_LABELS.items())],
    )
    returns_by_post = forms.BooleanField(
        label=gettext_lazy("The result may go by public post"), required=False
    )
    originals_travel = forms.BooleanField(
        label=gettext_lazy("Originals travel with the case"), required=False
    )
    copies_of_file = forms.IntegerField(
        label=part("copies_of_file"), min_value=1, max_value=99, widget=forms.TextInput({"size": "3"})
    )
    rounds = forms.IntegerField(
        label=gettext_lazy("Completion may be asked for (times)"),
        required=False,
        min_value=0,
        max_value=9,
        widget=forms.TextInput({"size": "3", "inputmode": "numeric"}),
    )
    within = AmountField(label=gettext_lazy("asked within (working days)"), required=False)
    effect = forms.ChoiceField(
        label=gettext_lazy("while it waits"),
        required=False,
        choices=[*NOTHING, *((one.value, label) for one, label in EFFECT_LABELS.items())],
    )
    rule_basis = short(40, 300, gettext_lazy("Basis of this rule"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The rule for completion is stated whole or not at all."""
        given: dict[str, Any] = super().clean() or {}
        rule = {name: given.get(name) for name in ("rounds", "within", "effect")}
        stated = [name for name, value in rule.items() if value not in (None, "")]
        for name in rule:
            if stated and name not in stated and name not in self.errors:
                self.add_error(name, _("State the whole rule: how often, how soon, what the time does."))
        if given.get("within") == 0:
            self.add_error("within", _("It must be more than 0."))
        return given


class WayForm(forms.Form):
    channel = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Channel"),
        required=False,
        choices=[UNCHOSEN, *((one.value, label) for one, label in CHANNEL_LABELS.items())],
    )
    amount = AmountField(label=pgettext_lazy("procedure", "Legal time"), required=False)
    unit = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Unit of time"),
        required=False,
        choices=[(one.value, label) for one, label in TIME_LABELS.items()],
    )
    note = short(40, 1000, pgettext_lazy("procedure", "Note"))

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] == 0:
            raise forms.ValidationError(_("It must be more than 0."))
        return self.cleaned_data["amount"]


class PaperForm(forms.Form):
    name = LineField(label=pgettext_lazy("procedure", "Paper"), required=False, max_length=4000)
    originals = forms.IntegerField(
        label=pgettext_lazy("procedure", "Originals"),
        required=False,
        min_value=0,
        max_value=99,
        widget=forms.TextInput({"size": "2"}),
    )
    copies = forms.IntegerField(
        label=pgettext_lazy("procedure", "Copies"),
        required=False,
        min_value=0,
        max_value=99,
        widget=forms.TextInput({"size": "2"}),
    )
    certified = forms.BooleanField(label=pgettext_lazy("procedure", "certified"), required=False)
    electronic = forms.BooleanField(label=pgettext_lazy("procedure", "electronic"), required=False)
    optional = forms.BooleanField(label=gettext_lazy("only where it applies"), required=False)
    held_by = short(20, 200, gettext_lazy("The State holds it in"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("certified") and not given.get("copies"):
            self.add_error("copies", _("Say how many certified copies."))
        return given


class FeeForm(forms.Form):
    kind = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Kind"),
        required=False,
        choices=[(one.value, label) for one, label in FEE_LABELS.items()],
    )
    name = short(18, 300, gettext_lazy("Name of the fee"))
    amount = MoneyField(
        label=pgettext_lazy("procedure", "Amount (đồng)"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"size": "9"}),
    )
    channel = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Channel"),
        required=False,
        choices=[
            ("", pgettext_lazy("procedure", "all")),
            *((one.value, label) for one, label in CHANNEL_LABELS.items()),
        ],
    )
    rule = short(14, 1000, gettext_lazy("How it is reckoned"))
    exemptions = short(14, 1000, pgettext_lazy("procedure", "Exempt"))
    since = day(pgettext_lazy("procedure", "From"))
    until = day(pgettext_lazy("procedure", "Before"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] <= given["since"]:
            self.add_error("until", _("It must lie after the first day."))
        return given


class BasisForm(forms.Form):
    number = short(18, 80, gettext_lazy("Number and symbol"))
    title = LineField(label=gettext_lazy("Name of the document"), required=False, max_length=2000)
    issued_on = day(gettext_lazy("Day of the document"))
    issuer = short(24, 200, gettext_lazy("Agency that issued it"))


class SheetForm(forms.Form):
    code = short(12, 60, gettext_lazy("Number and symbol"))
    name = LineField(label=gettext_lazy("Name of the form"), required=False, max_length=2000)
    basis = short(24, 200, pgettext_lazy("procedure", "Printed in"))


TABLES: dict[str, tuple[Any, type[forms.Form], int]] = {
    "ways": (gettext_lazy("Ways of filing and legal time"), WayForm, 2),
    "papers": (pgettext_lazy("procedure", "Papers"), PaperForm, 3),
    "fees": (gettext_lazy("Fees and charges"), FeeForm, 1),
    "bases": (gettext_lazy("Legal basis"), BasisForm, 2),
    "forms": (gettext_lazy("Prescribed forms"), SheetForm, 1),
}
