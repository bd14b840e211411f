"""How every form is drawn (the field component), and fields that read dates as people write them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from lienthong.spine.text import parse_date
from lienthong.web.ui.boxes import DRAWN
from lienthong.web.ui.words import write_day

# Django's own words, which its Vietnamese lacks or says as nobody does
gettext_noop("Null characters are not allowed.")
gettext_noop("Enter a whole number.")
gettext_noop("Ensure this value is less than or equal to %(limit_value)s.")
gettext_noop("Ensure this value is greater than or equal to %(limit_value)s.")
NOT_A_DATE: Final = _("Write the date as day, month, year, for example 2/3/2026.")
UNCHOSEN: Final = ("", pgettext_lazy("nothing chosen", "Choose…"))
"""The first choice of a list where none holds by itself: an empty one says nothing to who hears the page."""
BOXES: Final = {
    "day": (pgettext_lazy("date box", "Day"), "2"),
    "month": (pgettext_lazy("date box", "Month"), "2"),
    "year": (pgettext_lazy("date box", "Year"), "4"),
}
NO_SUCH_DAY: Final = _("There is no such day. Check day, month and year.")


def focus_once(shown: Iterable[forms.BaseForm]) -> None:
    """Of several forms on a page the summary of the first that was refused takes the focus, and no other."""
    for form in [one for one in shown if one.errors][1:]:
        form.leaves_focus = True  # type: ignore[attr-defined]


class Renderer(TemplatesSetting):
    """Named by the FORM_RENDERER setting: label, hint, error, box, in this order, everywhere."""

    form_template_name = "ui/fields/form.html"
    field_template_name = "ui/fields/field.html"

    def render(self, template_name: str, context: Any, request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


class DayInput(forms.TextInput):
    """The officials' one box: shows dd/mm/yyyy whatever was typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "size": "12", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return write_day(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """One box that takes 2/3/2026, 02-03-2026, 02032026 and gives a ``date``, or None when left empty."""

    widget = DayInput
    default_error_messages = {"invalid": NOT_A_DATE}  # noqa: RUF012  Django's own shape

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        try:
            return parse_date(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class FilesInput(forms.FileInput):
    """Takes several files at once; what is bound to it are the files that were received already."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        return data.get(name)

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002
        """A file that was received need not be chosen again."""
        return False


class FilesField(forms.Field):
    """Bound to the ids of received files; at least one of them is needed."""

    widget = FilesInput
    default_error_messages = {"no_file": _("Choose a file.")}  # noqa: RUF012  Django's own shape

    def validate(self, value: Any) -> None:
        if not value:
            raise ValidationError(self.error_messages["no_file"], code="no_file")


def _box(size: str) -> forms.Widget | type[forms.Widget]:
    return forms.TextInput({"inputmode": "numeric", "size": size, "maxlength": size, "autocomplete": "off"})


class DayBoxes(forms.MultiWidget):
    """The citizens' three boxes: day, month, year, each with its own label."""

    template_name = "ui/fields/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: _box(size) for name, (_label, size) in BOXES.items()}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, (label, _size) in zip(context["widget"]["subwidgets"], BOXES.values(), strict=True):
            box["label"] = label
        return context


class DayBoxesField(forms.MultiValueField):
    """Three boxes giving one ``date``; says when a box is not a number or no such day exists."""

    widget = DayBoxes

    def __init__(self, **options: Any) -> None:
        words = {"invalid": NOT_A_DATE, "min_value": NO_SUCH_DAY}
        boxes = tuple(forms.IntegerField(min_value=1, error_messages=words) for _name in BOXES)
        super().__init__(boxes, **options)

    def compress(self, data_list: list[int]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except (TypeError, ValueError):  # one box may be empty
            raise ValidationError(NO_SUCH_DAY, code="no_such_day") from None
