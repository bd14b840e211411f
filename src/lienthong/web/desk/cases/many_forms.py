"""What is asked for once before many cases are moved."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CaseRow, Verb, passed
from lienthong.web.desk.cases.deed_base import LONG
from lienthong.web.desk.cases.page import Desk


class ManyForm(forms.Form):
    """``asks``: whether anything is asked for, or to be thought over, before it is done."""

    asks: ClassVar[bool] = True

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(*args)
        self.desk = desk

    def given_to(self, row: CaseRow) -> dict[str, Any]:
        """The arguments of the action for one of the cases."""
        del row
        return dict(self.cleaned_data)


class AtOnceForm(ManyForm):
    asks: ClassVar[bool] = False


def _words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea({"rows": "3"}), **options)


class NoteForm(ManyForm):
    note = _words(_("Note to who goes on"), required=False)


class GiveToForm(ManyForm):
    holder = forms.ChoiceField(label=_("Who handles them"))
    note = _words(_("Note"), required=False)

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(desk, *args)
        staff = desk.staff(desk.by.agency, Permission.HANDLE)
        self.fields["holder"].choices = [("", str(_("choose a person"))), *staff]  # type: ignore[attr-defined]


class SubmitAllForm(ManyForm):
    holder = forms.ChoiceField(label=_("Who signs"), required=False)
    note = _words(_("What, why, by which law, what is proposed"), required=False)

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(desk, *args)
        leaders = desk.staff(desk.by.agency, Permission.SIGN)
        anybody = ("", str(_("whoever signs at the agency")))
        self.fields["holder"].choices = [anybody, *leaders]  # type: ignore[attr-defined]


class BackForm(ManyForm):
    reason = _words(_("What is wanting"), help_text=_("Who gets them back reads it word for word."))

    def given_to(self, row: CaseRow) -> dict[str, Any]:
        steps = passed(row)
        return {"step": steps[-1] if steps else 0, "reason": self.cleaned_data["reason"]}


FORMS: dict[Verb, type[ManyForm]] = {
    Verb.TAKEN: AtOnceForm,
    Verb.HANDED_OVER: NoteForm,
    Verb.PUT_TO_SIGN: SubmitAllForm,
    Verb.ASSIGNED: GiveToForm,
    Verb.SENT_BACK: BackForm,
    Verb.SIGNED: ManyForm,
    Verb.BROUGHT: ManyForm,
    Verb.GIVEN: ManyForm,
}
