"""What is asked for when originals are taken, handed on, signed for or given back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lienthong.domain.cases.queries import Custody
from lienthong.web.desk.cases.deed_base import DeedForm, words
from lienthong.web.desk.cases.page import CasePage


def _originals(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **options)


class KeepForm(DeedForm):
    names = words(_("Which originals, one a line"), help_text=_("With their number, as it stands on them."))
    note = words(_("Note"), required=False)

    @property
    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "names": self.cleaned_data["names"].splitlines()}


class OriginalsForm(DeedForm):
    """Offers those originals that are in one's agency in one custody, all of them marked."""

    custody = Custody.KEPT
    originals = _originals(_("Which originals"))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        here = [
            one for one in page.originals if one.agency == page.desk.by.agency and one.custody is self.custody
        ]
        self.offer("originals", [(str(one.place), one.name) for one in here])
        self.initial["originals"] = [str(one.place) for one in here]

    @property
    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("originals", ())
        return {**self.cleaned_data, "originals": [int(place) for place in chosen]}


class SendForm(OriginalsForm):
    to = forms.ChoiceField(label=_("To which agency"))
    note = words(_("Note"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        codes = {
            page.row.owner,
            page.row.seat,
            *(one.data.get("agency", "") for one in page.story.happenings),
        }
        names = page.desk.agency_names(codes - {page.desk.by.agency, ""})
        self.fields["to"].choices = [("", str(_("choose an agency"))), *sorted(names.items())]  # type: ignore[attr-defined]


class SignForForm(OriginalsForm):
    custody = Custody.SENT
    originals = _originals(_("Which lie before you"), required=False)
    reason = words(_("What is wanting, and why"), required=False)


class ReturnForm(OriginalsForm):
    to = forms.CharField(label=_("Given to"), max_length=200)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        self.initial["to"] = page.row.applicant_name
