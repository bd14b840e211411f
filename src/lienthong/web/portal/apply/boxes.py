"""Fields of an electronic form as boxes of a page, and what is typed into them as answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from lienthong.domain.applications.queries import Known, Part, Sheet, Source
from lienthong.domain.procedures.exchange import EField, Fault, FieldKind
from lienthong.spine.money import format_number, parse_money, parse_number
from lienthong.web.ui.forms import DayBoxesField

YES, NO = "yes", "no"
FEW: Final = 7
"""Answers up to this many are shown at once; more of them in a list to open."""
KNOWN_AS: Final = {
    "phone": "tel",
    "email": "email",
    "address": "street-address",
    "birth": "bday",
    "name": "name",
}
"""What browsers can fill in by themselves, of the person who sits there."""


class PartForm(forms.Form):
    """The boxes of one page. Nothing is judged here but whether it can be read: the definition judges."""

    def __init__(self, part: Part, given: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.use_required_attribute = False
        self.asked = part.page.fields(given)
        for field in self.asked:
            self.fields[field.name] = _box(field)
            if part.sheet is Sheet.PEOPLE and field.name in KNOWN_AS:
                self.fields[field.name].widget.attrs["autocomplete"] = KNOWN_AS[field.name]

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the definition's types; only after ``is_valid``, with what could be read."""
        cleaned = getattr(self, "cleaned_data", {})
        told = {one.name: _answer(one, cleaned.get(one.name)) for one in self.asked}
        return {name: value for name, value in told.items() if value not in (None, "")}

    def mark(self, known: Mapping[str, Known]) -> None:
        """Says where a value comes from, beside its box; what an officer saw on the card is not typed over."""
        for name, one in known.items():
            if box := self.fields.get(name):
                box.help_text = " ".join(filter(None, (str(box.help_text), _told(one))))
                if one.is_fixed:
                    box.widget.attrs["readonly"] = True

    def blame(self, faults: Sequence[Fault]) -> None:
        """Faults beside their boxes; what is said there already is not said twice."""
        for fault in faults:
            name = fault.field if fault.field in self.fields else None
            if name is None or name not in self.errors:
                self.add_error(name, fault.message)


def part_form(part: Part, given: Mapping[str, Any], known: Mapping[str, Known] | None = None) -> PartForm:
    """With what was answered before, and where nothing was, with what is known; marked where it comes from."""
    known = known or {}
    fixed = {name: one.value for name, one in known.items() if one.is_fixed}
    shown = {name: one.value for name, one in known.items()} | dict(given) | fixed
    fields = part.page.fields(shown)
    initial = {one.name: _shown(one, shown[one.name]) for one in fields if one.name in shown}
    form = PartForm(part, shown, initial=initial)
    form.mark({name: one for name, one in known.items() if shown.get(name) == one.value})
    return form


def _told(known: Known) -> str:
    if known.is_fixed:
        return _("From your identity that was made sure. Is it wrong? A one-stop corrects it.")
    if known.source is Source.RECORD:
        return _("From what you told us before. Change it if it is no longer right.")
    return _("From your case %(number)s. Change it where it differs now.") % {"number": known.about}


def _box(field: EField) -> forms.Field:
    kind = field.kind
    words: dict[str, Any] = {"label": field.title, "help_text": field.hint, "required": field.required}
    made: forms.Field
    if kind is FieldKind.CHOICE:
        made = _choice(field, words)
    elif kind is FieldKind.YES_NO:
        made = forms.ChoiceField(choices=[(YES, _("Yes")), (NO, _("No"))], widget=forms.RadioSelect, **words)
    elif kind is FieldKind.DATE:
        made = DayBoxesField(**words)
    else:
        made = forms.CharField(strip=True, widget=_line(field), **words)
    return made


def _choice(field: EField, words: Mapping[str, Any]) -> forms.Field:
    many = len(field.choices) > FEW
    choices = [("", "—"), *field.choices] if many else field.choices
    widget = forms.Select() if many else forms.RadioSelect()
    return forms.ChoiceField(choices=choices, widget=widget, **words)


def _line(field: EField) -> forms.Widget:
    if field.kind is FieldKind.LONG_TEXT:
        return forms.Textarea({"rows": "4"})
    longest = int(field.schema.get("maxLength", 200))
    shown = {"size": str(min(longest, 40)), "autocomplete": "off"}
    if field.kind in {FieldKind.NUMBER, FieldKind.MONEY}:
        shown |= {"inputmode": "numeric", "size": "16"}
    elif field.kind is FieldKind.PHONE:
        shown |= {"inputmode": "tel", "size": "14"}
    elif field.kind is FieldKind.EMAIL:
        shown |= {"inputmode": "email"}
    elif str(field.schema.get("format", "")).startswith("vn-"):
        shown |= {"inputmode": "numeric", "size": "16"}
    return forms.TextInput(shown)


def _answer(field: EField, told: Any) -> Any:
    kind = field.kind
    if told in (None, ""):
        return None
    if kind is FieldKind.YES_NO:
        return told == YES
    if isinstance(told, date):
        return told.isoformat()
    if kind is FieldKind.MONEY:
        return _number(parse_money, told)
    if kind is FieldKind.NUMBER:
        return _number(parse_number, told)
    return str(told).replace("\r\n", "\n")


def _number(read: Any, told: str) -> Any:
    """What is no number stays as it was typed: the definition says that it is none."""
    try:
        value = read(told)
    except ValueError:
        return told
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _shown(field: EField, value: Any) -> Any:
    kind = field.kind
    if kind is FieldKind.YES_NO:
        return YES if value else NO
    if kind is FieldKind.DATE:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None
    if kind in {FieldKind.MONEY, FieldKind.NUMBER} and isinstance(value, int):
        return format_number(value)
    return value
