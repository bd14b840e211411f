"""What is wrong with answers to an electronic form, and with a definition of one: by JSON Schema, said in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator, FormatChecker, SchemaError, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from lienthong.domain.procedures.rules.eform import Answers, Schema, resolve

type Path = tuple[str | int, ...]

FORMATS: Final = FormatChecker(formats=("date",))
_PHONE: Final = re.compile(r"0\d{9,10}")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Fault:
    """``path`` leads to the answer: names of properties, numbers of entries from 0."""

    path: Path
    message: str

    @property
    def field(self) -> str:
        """The box that it is about; "" for a whole page."""
        return str(self.path[-1]) if self.path and isinstance(self.path[-1], str) else ""


def _is_phone(value: object) -> bool:
    return not isinstance(value, str) or bool(_PHONE.fullmatch(re.sub(r"[\s.\-]", "", value)))


def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


def _is_person_number(value: object) -> bool:
    """Twelve digits of a citizen card, nine of an old one."""
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{9}|\d{12}", value))


def _is_tax_code(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{10}(-?\d{3})?|\d{12}", value))


FORMATS.checks("vn-phone")(_is_phone)
FORMATS.checks("email")(_is_email)
FORMATS.checks("vn-person-number")(_is_person_number)
FORMATS.checks("vn-tax-code")(_is_tax_code)

OF_FORMATS: Final[dict[str, Promise]] = {
    "date": _("“%(title)s” is not a day of the calendar."),
    "vn-phone": _("A telephone number has 10 digits and begins with 0; look at “%(title)s”."),
    "email": _("An e-mail address looks like ten@vidu.vn; look at “%(title)s”."),
    "vn-person-number": _("“%(title)s”: a citizen card has 12 digits, an old card 9; you entered %(count)s."),
    "vn-tax-code": _("“%(title)s”: a tax code has 10 digits, and 3 more for a branch."),
}
OF_RULES: Final[dict[str, Promise]] = {
    "required": _("Fill in “%(title)s”."),
    "minLength": _("“%(title)s” is too short: at least %(limit)s characters."),
    "maxLength": _("“%(title)s” is too long: at most %(limit)s characters, you entered %(count)s."),
    "minimum": _("“%(title)s” must be at least %(limit)s."),
    "exclusiveMinimum": _("“%(title)s” must be more than %(limit)s."),
    "maximum": _("“%(title)s” must be at most %(limit)s."),
    "exclusiveMaximum": _("“%(title)s” must be less than %(limit)s."),
    "enum": _("Choose one of the answers to “%(title)s”."),
    "const": _("Choose one of the answers to “%(title)s”."),
    "oneOf": _("Choose one of the answers to “%(title)s”."),
    "type": _("“%(title)s” is not written as it should be."),
    "pattern": _("“%(title)s” is not written as it should be."),
    "minItems": _("“%(title)s”: at least %(limit)s are needed."),
    "maxItems": _("“%(title)s”: at most %(limit)s are possible."),
}
OF_TYPES: Final[dict[str, Promise]] = {
    "integer": _("“%(title)s” must be a whole number, written in digits."),
    "number": _("“%(title)s” must be a number, written in digits."),
    "boolean": _("Answer “%(title)s” with yes or no."),
}
OF_DAYS: Final[dict[str, Promise]] = {
    "past": _("“%(title)s” must lie in the past. You entered %(value)s."),
    "future": _("“%(title)s” must lie in the future. You entered %(value)s."),
}
OTHERWISE: Final = _("“%(title)s” does not fit the form.")


def find_faults(schema: Schema, answers: Answers, today: date) -> list[Fault]:
    """Everything that is wrong, in the order of the form; each place is named once."""
    validator = _validator(today)(schema, registry=Registry(), format_checker=FORMATS)
    found: dict[Path, str] = {}
    for error in validator.iter_errors(answers):
        for path, message in _told(error, schema, answers):
            found.setdefault(path, message)
    order = _order(schema, answers)
    return [Fault(path, found[path]) for path in sorted(found, key=lambda path: order(path))]


@lru_cache(maxsize=8)
def _validator(today: date) -> Any:
    def when(_validator: Any, told: str, value: object, _schema: Schema) -> Iterable[ValidationError]:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            return  # said by its format
        if (told == "past" and day > today) or (told == "future" and day < today):
            yield ValidationError(told)

    return extend(Draft202012Validator, {"x-when": when})


def _told(error: ValidationError, root: Schema, answers: Answers) -> Iterable[tuple[Path, str]]:
    path: Path = tuple(error.absolute_path)
    if error.validator != "required":
        yield path, _words(error, _title(root, answers, path))
        return
    given = error.instance if isinstance(error.instance, Mapping) else {}
    for name in error.validator_value:
        if name not in given:
            missing = (*path, name)
            yield missing, str(OF_RULES["required"]) % {"title": _title(root, answers, missing)}


def _words(error: ValidationError, title: str) -> str:
    rule, limit, value = str(error.validator), error.validator_value, error.instance
    template: Any = OF_RULES.get(rule, OTHERWISE)
    if rule == "format":
        template = OF_FORMATS.get(str(limit), OTHERWISE)
    elif rule == "type":
        template = OF_TYPES.get(str(limit), OF_RULES["type"])
    elif rule == "x-when":
        template, value = OF_DAYS[str(limit)], _day(str(value))
    own = error.schema.get("x-message") if isinstance(error.schema, Mapping) else None
    facts = {"title": title, "limit": limit, "value": value, "count": len(str(value))}
    return str(own or str(template) % facts)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _schema_at(schema: Schema, answers: Any, path: Path) -> tuple[Schema, list[str]]:
    """The schema at the end of a path, and what stands beside it in order."""
    here, given = schema, answers
    beside: list[str] = []
    for step in path:
        if isinstance(step, int):
            here, beside = here.get("items", {}), []
            given = given[step] if isinstance(given, list) and step < len(given) else {}
        else:
            properties, _required = resolve(here, given if isinstance(given, Mapping) else {})
            here, beside = properties.get(step, {}), list(properties)
            given = given.get(step, {}) if isinstance(given, Mapping) else {}
    return here, beside


def _title(root: Schema, answers: Answers, path: Path) -> str:
    found, _beside = _schema_at(root, answers, path)
    return str(found.get("title", path[-1] if path else ""))


def _order(root: Schema, answers: Answers) -> Any:
    def place(path: Path) -> tuple[int, ...]:
        places = []
        for depth, step in enumerate(path, 1):
            _found, beside = _schema_at(root, answers, path[:depth])
            known = isinstance(step, str) and step in beside
            places.append(beside.index(step) if known else step if isinstance(step, int) else 0)  # type: ignore[arg-type]
        return tuple(places)

    return place


def definition_fault(schema: Schema) -> str:
    """What makes a definition unusable; "" for a good one."""
    if not schema:
        return ""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:300]
    return _unfit(schema, ())


def _unfit(schema: Any, path: tuple[str, ...]) -> str:
    """What JSON Schema allows and this platform does not: references, and conditions that hold for no answer."""
    if isinstance(schema, list):
        return next((told for one in schema if (told := _unfit(one, path))), "")
    if not isinstance(schema, Mapping):
        return ""
    for name in ("$ref", "$dynamicRef"):
        if name in schema:
            return f"{'/'.join((*path, name))}: {schema[name]}"[:300]
    condition = schema.get("if")
    if isinstance(condition, Mapping) and not set(condition.get("properties", ())) <= set(
        condition.get("required", ())
    ):
        return f"{'/'.join((*path, 'if'))}: required"
    return next((told for name, one in schema.items() if (told := _unfit(one, (*path, str(name))))), "")
