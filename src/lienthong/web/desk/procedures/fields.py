"""Boxes of the forms of a draft: amounts as people write them, lists as tables of boxes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lienthong.spine.money import parse_money, parse_number
from lienthong.spine.text import clean
from lienthong.web.ui.forms import DayField

MOST_ROWS = 200


class AmountField(forms.CharField):
    """0,5 or 0.5, giving a ``Decimal``, or None when left empty."""

    default_error_messages = {  # noqa: RUF012  Django's own shape
        "invalid": _("Write a number such as 0,5 or 12."),
        "range": _("It must lie between 0 and 9,999, with at most two decimals."),
    }

    def __init__(self, *, size: int = 5, **options: Any) -> None:
        widget = forms.TextInput({"size": str(size), "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=12, widget=widget, **options)

    def clean(self, value: Any) -> Decimal | None:
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return None
        try:
            amount = parse_number(typed.replace(".", ",") if typed.count(".") == 1 else typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not 0 <= amount <= 9_999 or amount != round(amount, 2):
            raise ValidationError(self.error_messages["range"], code="range")
        return amount


class MoneyField(forms.CharField):
    """75.000 or 75000 đồng, giving whole đồng, or None when left empty."""

    default_error_messages = {"invalid": _("Write an amount such as 75.000; 0 where nothing is paid.")}  # noqa: RUF012

    def clean(self, value: Any) -> int | None:
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return None
        try:
            amount = parse_money(typed)
        except ValueError:
            amount = -1
        if not 0 <= amount < 10**12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return amount


class LineField(forms.CharField):
    """Text on lines; kept clean."""

    def __init__(self, rows: int = 2, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": str(rows), "lang": "vi"}), **options)


def short(size: int, longest: int, label: Any, **options: Any) -> forms.CharField:
    widget = forms.TextInput({"size": str(size), "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **options)


def day(label: Any) -> DayField:
    return DayField(label=label, required=False)


def many(form: type[forms.Form], *, blank: int = 2) -> "type[forms.BaseFormSet[Any]]":
    """A table of boxes with some empty rows at its end."""
    return forms.formset_factory(form, extra=blank, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 20)


def label_boxes(rows: "forms.BaseFormSet[Any]") -> None:
    """The heads of the columns name the boxes; a box alone says its column and its row."""
    for place, row in enumerate(rows.forms, 1):
        for field in row.fields.values():
            field.widget.attrs["aria-label"] = _("%(label)s, row %(place)s") % {
                "label": field.label,
                "place": place,
            }


def faults_of(tables: "Sequence[tuple[Any, forms.BaseFormSet[Any]]]") -> Iterator[tuple[str, str]]:
    """Each fault of tables of boxes: the box it is at, and words that name table, row and column."""
    for title, rows in tables:
        for place, row in enumerate(rows.forms, 1):
            for name, errors in row.errors.items():
                where = row[name].label if name in row.fields else ""
                words = f"{title}, {_('row %(place)s') % {'place': place}}"
                box = row[name].id_for_label if name in row.fields else ""
                for error in errors:
                    yield box, f"{words}{', ' if where else ''}{where}: {error}"
