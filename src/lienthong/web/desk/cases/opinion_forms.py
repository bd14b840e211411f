"""What is asked for when other agencies are asked, answer, or need not answer any more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.organisations import queries as organisations
from lienthong.web.desk.cases.deed_base import DeedForm, number, words
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.forms import DayField

ASKED = ("first", "second", "third")
"""The boxes in which agencies are chosen: as many as are asked at once."""


class ConsultForm(DeedForm):
    question = words(_("What is asked"), help_text=_("They read it word for word."))
    first = forms.ChoiceField(label=_("Agency asked"))
    second = forms.ChoiceField(label=_("A second agency"), required=False)
    third = forms.ChoiceField(label=_("A third agency"), required=False)
    days = forms.IntegerField(
        label=_("Working days for the answer"),
        min_value=1,
        max_value=30,
        initial=5,
        help_text=_("Counted on the calendar of the agency that is asked."),
    )
    document = number(_("Number of the letter, if one goes with it"))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        choices = [("", str(_("choose an agency"))), *_askable(page)]
        for name in ASKED:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"agencies": [agency for name in ASKED if (agency := told.pop(name))]}


def _askable(page: CasePage) -> list[tuple[str, list[tuple[str, str]]]]:
    """Agencies of the province, districts, and the communes below the owner, without where the case lies."""
    day, level = page.desk.day, organisations.Level
    above = {
        level.PROVINCE: organisations.list_agencies(day, level=level.PROVINCE),
        level.DISTRICT: organisations.list_agencies(day, level=level.DISTRICT),
        level.COMMUNE: organisations.children(page.row.owner, day),
    }
    taken = {page.row.seat, *page.row.awaited}
    groups = [
        (
            LEVELS[one],
            [(row.code, row.short_name) for row in rows if row.level == one and row.code not in taken],
        )
        for one, rows in above.items()
    ]
    return [(str(name), rows) for name, rows in groups if rows]


LEVELS = {
    organisations.Level.PROVINCE: _("Of the province"),
    organisations.Level.DISTRICT: _("Of districts"),
    organisations.Level.COMMUNE: _("Of communes"),
}


class AwaitedForm(DeedForm):
    """Which agency it is about, where several are awaited."""

    agency = forms.ChoiceField(label=_("Which agency"), widget=forms.RadioSelect)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        names = page.desk.agency_names(page.row.awaited)
        self.offer("agency", [(code, names.get(code, code)) for code in page.row.awaited])
        if "agency" in self.fields:
            self.initial["agency"] = page.row.awaited[0]


class OpinionForm(AwaitedForm):
    """An agency answers for itself; of answers on paper, the one who holds the case says whose they are."""

    opinion = words(_("The opinion"))
    document = number(pgettext_lazy("opinions", "Number of the document"))
    document_on = DayField(label=pgettext_lazy("opinions", "Day of the document"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        if page.desk.by.agency in page.row.awaited:
            del self.fields["agency"]


class DropForm(AwaitedForm):
    reason = words(_("Why it is not needed any more"))
