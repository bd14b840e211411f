"""What the forms of moves share."""

from typing import Any

from django import forms

from lienthong.web.desk.cases.page import CasePage

LONG = 2_000


def words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea({"rows": "3"}), **options)


def number(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, required=False, **options)


class DeedForm(forms.Form):
    """Knows the case it moves. ``given`` are the arguments of the action."""

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(*args)
        self.page = page

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """A choice between none is not shown."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
