"""The boxes of the certification lane: who asks, then a line for each paper."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.cases.actions import PaperAsked
from lienthong.domain.cases.queries import Certified

MOST_ROWS: Final = 10
KINDS: Final[dict[Certified, Promise]] = {
    Certified.COPY: pgettext_lazy("certified", "Copies"),
    Certified.SIGNATURE: pgettext_lazy("certified", "Signature"),
}
KEYS: Final = {Certified.COPY: "F2", Certified.SIGNATURE: "F4"}
NUMBER_KINDS: Final = (
    ("CCCD", _("Citizen card")),
    ("CMND", _("Old identity card")),
    ("PASSPORT", _("Passport")),
)


def _text(label: Any, size: int, most: int, **attrs: str) -> forms.CharField:
    shown = {"size": str(size), "autocomplete": "off", **attrs}
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.TextInput(shown))


def _count(label: Any, most: int) -> forms.IntegerField:
    box = forms.TextInput({"size": "4", "autocomplete": "off", "inputmode": "numeric", "placeholder": "1"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False, widget=box)


class CertifyForm(forms.Form):
    """``rows`` lines are shown; those without a name are left out."""

    key = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What is certified"), choices=[(str(one), words) for one, words in KINDS.items()]
    )
    name = forms.CharField(
        label=_("Who asks for it"),
        max_length=500,
        widget=forms.TextInput({"size": "36", "autocomplete": "off"}),
    )
    number_kind = forms.ChoiceField(label=_("Kind of paper"), choices=NUMBER_KINDS, required=False)
    number = _text(_("Number of their paper"), 16, 40, inputmode="numeric")
    anyway = _text(_("Why this is another person"), 60, 300)
    signer = forms.ChoiceField(label=pgettext_lazy("certified", "Who signs"), required=False)
    exempt = _text(_("Nothing is paid, by which rule"), 44, 200)
    further_days = forms.ChoiceField(label=_("When it will be done"), required=False)
    why = _text(_("Why it takes longer"), 44, 300)

    def __init__(
        self,
        data: Any,
        *,
        initial: dict[str, str],
        rows: int,
        signers: Sequence[tuple[str, str]],
        days: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=initial)
        self.rows = rows
        self.fields["signer"].choices = [("", "—"), *signers]  # type: ignore[attr-defined]
        self.fields["further_days"].choices = list(days)  # type: ignore[attr-defined]
        for row in range(1, rows + 1):
            self.fields[f"paper_{row}"] = _text(_("Paper"), 40, 300, list="papers-known")
            self.fields[f"pages_{row}"] = _count(pgettext_lazy("certified", "Pages"), 9_999)
            self.fields[f"copies_{row}"] = _count(pgettext_lazy("certified", "Copies of it"), 999)

    def clean_key(self) -> str:
        try:
            return str(UUID(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError(_("This form is broken. Begin anew.")) from None

    @property
    def papers(self) -> list[PaperAsked]:
        """Of a valid form the lines that name a paper; an empty count is one."""
        given = self.cleaned_data
        return [
            PaperAsked(name, given.get(f"pages_{row}") or 1, given.get(f"copies_{row}") or 1)
            for row in range(1, self.rows + 1)
            if (name := given.get(f"paper_{row}", "").strip())
        ]

    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (self[f"paper_{row}"], self[f"pages_{row}"], self[f"copies_{row}"])
            for row in range(1, self.rows + 1)
        ]

    def look_at(self, name: str) -> None:
        """The box in which the clerk goes on."""
        if name in self.fields:
            self.fields[name].widget.attrs["autofocus"] = True
