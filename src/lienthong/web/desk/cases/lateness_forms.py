"""What is asked for when somebody says why a case is late, or contests their part in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.cases.queries import MOST_NAMED
from lienthong.spine.causes.queries import About, list_causes
from lienthong.web.desk.cases.deed_base import DeedForm, words
from lienthong.web.desk.cases.page import CasePage


class ExplainForm(DeedForm):
    """A few rows of cause and agency; the first begins with whose part was the largest."""

    note = words(gettext_lazy("In words, for who reads it later"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        causes = [("", "—"), *((row.code, row.words) for row in list_causes(About.CASE, page.desk.day))]
        agencies = [(code, page.names.agency(code)) for code in _concerned(page)]
        for row in range(1, MOST_NAMED + 1):
            cause = forms.ChoiceField(label=_cause_label(row), choices=causes, required=row == 1)
            agency = forms.ChoiceField(label=gettext_lazy("Whose part it is"), choices=agencies)
            self.fields[f"cause_{row}"], self.fields[f"agency_{row}"] = cause, agency
        self.order_fields(
            [f"{name}_{row}" for row in range(1, MOST_NAMED + 1) for name in ("cause", "agency")]
        )

    @property
    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        named = [
            (told[f"cause_{row}"], told[f"agency_{row}"])
            for row in range(1, MOST_NAMED + 1)
            if told.get(f"cause_{row}")
        ]
        return {"causes": named, "note": told["note"]}


def _cause_label(row: int) -> Any:
    return gettext_lazy("Cause") if row == 1 else gettext_lazy("Another cause, if there is one")


def _concerned(page: CasePage) -> list[str]:
    """Who had it longest beyond their time first, then who else had to do with it."""
    parts = page.story.parts(page.row, page.handling, page.desk.days)
    ordered = sorted(parts, key=lambda part: -part.over)
    asked = [str(one.data["asked"]) for one in page.story.happenings if "asked" in one.data]
    return list(dict.fromkeys([*(part.agency for part in ordered), *asked, page.row.owner]))


class ContestForm(DeedForm):
    reason = words(
        pgettext_lazy("late", "Why it is not your agency’s part"),
        help_text=gettext_lazy("It stands beside the explanation, word for word."),
    )
