"""What one may say of a document that one looks for, and how an address says it."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.correspondence.queries import State as Incoming
from lienthong.domain.documents.queries import KINDS, NUMBERED, Wanted
from lienthong.web.desk.correspondence.page import TAGS as INCOMING_TAGS
from lienthong.web.desk.documents.page import TAGS
from lienthong.web.desk.hats import urgencies
from lienthong.web.ui.forms import DayField

_SEEK: Final = gettext_lazy("Words of the document, number, sender, recipient")
OUT, IN = "out", "in"


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, **more)


class SeekForm(forms.Form):
    """``register``: both while it is empty."""

    q = _words(_SEEK, widget=forms.SearchInput({"placeholder": _SEEK, "data-key": "F"}))
    register = forms.ChoiceField(label=pgettext_lazy("search of documents", "Register"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("filter of documents", "Kind"),
        required=False,
        widget=forms.Select({"lang": "vi"}),
    )
    since = DayField(label=pgettext_lazy("search of documents", "Registered from"), required=False)
    until = DayField(label=pgettext_lazy("search of documents", "to"), required=False)
    number = forms.IntegerField(
        label=pgettext_lazy("search of documents", "Number"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "size": "6"}),
    )
    symbol = _words(pgettext_lazy("search of documents", "Symbol"))
    party = _words(pgettext_lazy("search of documents", "Sender or recipient"))
    signer = _words(pgettext_lazy("search of documents", "Signed by"))
    unit = _words(pgettext_lazy("search of documents", "Unit"))
    handler = _words(pgettext_lazy("search of documents", "Drafted or handled by"))
    state = forms.ChoiceField(label=pgettext_lazy("filter of documents", "State"), required=False)
    urgency = urgencies()

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        every = [("", pgettext("filter of documents", "all"))]
        incoming, outgoing = pgettext("work file", "Incoming"), pgettext("work file", "Outgoing")
        choices = {
            "register": [*every, (IN, incoming), (OUT, outgoing)],
            "kind": [*every, *((kind.value, row.name) for kind, row in KINDS.items())],
            "state": [
                *every,
                (incoming, [(f"{IN}-{state}", str(INCOMING_TAGS[state][1])) for state in Incoming]),
                (outgoing, [(f"{OUT}-{state}", str(TAGS[state][1])) for state in TAGS if state in NUMBERED]),
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        self.fields["urgency"].choices = [*every, *self.fields["urgency"].choices[1:]]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        told: str = self.cleaned_data["q"]
        return told.strip()

    def wanted(self, register: str) -> Wanted | None:
        """None where this register has nothing such."""
        told = self.cleaned_data
        side, _dash, state = told["state"].partition("-")
        if (told["register"] or register) != register or (side or register) != register:
            return None
        names = (
            "number",
            "symbol",
            "kind",
            "since",
            "until",
            "party",
            "signer",
            "unit",
            "handler",
            "urgency",
        )
        return Wanted(text=told["q"], state=state, **{name: told[name] for name in names})


def words_in(given: QueryDict) -> str:
    """The words of a search as an address says them, in one order."""
    words = QueryDict(mutable=True)
    for name in SeekForm.base_fields:
        if value := given.get(name, "")[:200].replace("\x00", "").strip():
            words[name] = value
    return words.urlencode()
