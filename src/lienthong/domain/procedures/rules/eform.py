"""An electronic form as its JSON Schema (2020-12) defines it: pages of fields, some of which hang on other answers.

The properties of the root that are objects are pages, those that are arrays of objects are pages with several entries;
what stands at the root by itself makes one page. ``if``/``then``/``else`` brings further properties in where its
condition holds, alone or several in ``allOf``. Our own words begin with ``x-``:

``x-order``         names of properties in their order, kept where the database would forget it
``x-section``       heading under which the pages of the task list stand
``x-kind``          how a field is drawn where its type does not say it: long_text, money
``x-when``          "past" or "future": a date seen from the day of filling in
``x-paper``         place of the paper in the procedure's list that the filled form stands for
``x-about``         answers ("page.field") that say in a line what the case is about
``x-eligibility``   questions asked before anything is filled in: question, good, otherwise
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from jsonschema import Draft202012Validator

type Schema = Mapping[str, Any]
type Answers = Mapping[str, Any]

LOOSE: Final = "form"
"""What the page is called that holds the fields of the root."""


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone"
    EMAIL = "email"


_FORMATS: Final = {"date": FieldKind.DATE, "email": FieldKind.EMAIL, "vn-phone": FieldKind.PHONE}
_TYPES: Final = {"boolean": FieldKind.YES_NO, "integer": FieldKind.NUMBER, "number": FieldKind.NUMBER}


@dataclass(frozen=True, slots=True)
class EField:
    """One box. ``schema`` is its own."""

    name: str
    schema: Schema
    required: bool

    @property
    def title(self) -> str:
        return str(self.schema.get("title", self.name))

    @property
    def hint(self) -> str:
        return str(self.schema.get("description", ""))

    @property
    def kind(self) -> FieldKind:
        told = str(self.schema.get("x-kind", ""))
        if self.choices:
            return FieldKind.CHOICE
        if told in {FieldKind.LONG_TEXT, FieldKind.MONEY}:
            return FieldKind(told)
        by_type = _TYPES.get(str(self.schema.get("type", "")))
        return by_type or _FORMATS.get(str(self.schema.get("format", "")), FieldKind.TEXT)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Code and words of each answer that may be chosen."""
        if "enum" in self.schema:
            return [(str(one), str(one)) for one in self.schema["enum"]]
        listed = self.schema.get("oneOf", ())
        return [(str(one["const"]), str(one.get("title", one["const"]))) for one in listed if "const" in one]


@dataclass(frozen=True, slots=True)
class EPage:
    """One page. ``schema`` is that of what it asks: of one entry where there may be several."""

    name: str
    title: str
    schema: Schema
    hint: str = ""
    section: str = ""
    is_repeated: bool = False
    least: int = 0
    most: int = 20

    @property
    def is_loose(self) -> bool:
        return self.name == LOOSE

    def fields(self, given: Answers) -> list[EField]:
        """The boxes that are shown for these answers, in order."""
        properties, required = resolve(self.schema, given)
        return [
            EField(name, schema, name in required)
            for name, schema in properties.items()
            if _is_scalar(schema)
        ]


@dataclass(frozen=True, slots=True)
class Eligible:
    """``good`` is the answer that leads on; ``otherwise`` what somebody else is told."""

    question: str
    good: bool
    otherwise: str


@dataclass(frozen=True, slots=True)
class EForm:
    schema: Schema

    @property
    def paper(self) -> int | None:
        """The paper of the procedure's list that is filled in here instead of being brought."""
        place = self.schema.get("x-paper")
        return place if isinstance(place, int) else None

    def about(self, answers: Answers) -> str:
        """What the case is about, from the answers that the definition names."""
        told = (_at(answers, str(path).split(".")) for path in self.schema.get("x-about", ()))
        return ", ".join(one for one in told if one)

    @property
    def questions(self) -> list[Eligible]:
        return [
            Eligible(str(one["question"]), bool(one.get("good", True)), str(one.get("otherwise", "")))
            for one in self.schema.get("x-eligibility", ())
        ]

    def pages(self, answers: Answers) -> list[EPage]:
        """Those that these answers call for, in order."""
        properties, required = resolve(self.schema, answers)
        loose = {name: one for name, one in properties.items() if _is_scalar(one)}
        pages = [page_of(name, one) for name, one in properties.items() if not _is_scalar(one)]
        return [*([self._loose(loose, required)] if loose else []), *pages]

    def _loose(self, properties: Mapping[str, Schema], required: Iterable[str]) -> EPage:
        own = [name for name in properties if name in set(required)]
        schema = {"type": "object", "properties": properties, "required": own}
        return EPage(LOOSE, str(self.schema.get("title", "")), schema)

    def page(self, name: str, answers: Answers) -> EPage | None:
        return next((page for page in self.pages(answers) if page.name == name), None)


def _at(answers: Any, path: list[str]) -> str:
    for step in path:
        answers = answers.get(step, "") if isinstance(answers, Mapping) else ""
    return str(answers) if isinstance(answers, str | int) else ""


def page_of(name: str, schema: Schema) -> EPage:
    is_repeated = schema.get("type") == "array"
    return EPage(
        name=name,
        title=str(schema.get("title", name)),
        schema=schema["items"] if is_repeated else schema,
        hint=str(schema.get("description", "")),
        section=str(schema.get("x-section", "")),
        is_repeated=is_repeated,
        least=int(schema.get("minItems", 0)),
        most=int(schema.get("maxItems", 20)),
    )


def resolve(schema: Schema, given: Answers) -> tuple[dict[str, Schema], set[str]]:
    """What is asked and what must be answered, given these answers: conditions that hold bring their own in.

    A field that a condition brings stands right behind the one on which it hangs.
    """
    properties = _in_order(schema)
    required = set(schema.get("required", ()))
    for rule in (schema, *schema.get("allOf", ())):
        condition = rule.get("if")
        if condition is None:
            branch = {} if rule is schema else rule
        else:
            branch = rule.get("then" if holds(condition, given) else "else", {})
        more, needed = resolve(branch, given) if branch else ({}, set())
        properties = _inserted(properties, more, after=list((condition or {}).get("properties", ())))
        required |= needed
    return properties, required


def _in_order(schema: Schema) -> dict[str, Schema]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    first = [name for name in schema.get("x-order", ()) if name in properties]
    return {name: properties[name] for name in dict.fromkeys([*first, *properties])}


def keep_order(schema: Any) -> Any:
    """The same definition, which says in what order its properties come wherever PostgreSQL would change it: a
    ``jsonb`` orders names by their length, then by their bytes.
    """
    if isinstance(schema, list):
        return [keep_order(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    kept = {name: keep_order(one) for name, one in schema.items()}
    names = list(kept["properties"]) if isinstance(kept.get("properties"), Mapping) else []
    if "x-order" not in kept and names != sorted(names, key=lambda name: (len(name.encode()), name.encode())):
        kept["x-order"] = names
    return kept


def holds(condition: Schema, given: Answers) -> bool:
    return bool(Draft202012Validator(condition).is_valid(given))


def _inserted(
    properties: dict[str, Schema], more: Mapping[str, Schema], *, after: list[str]
) -> dict[str, Schema]:
    fresh = {name: one for name, one in more.items() if name not in properties}
    joined = {name: {**one, **more.get(name, {})} for name, one in properties.items()}
    places = [place for place, name in enumerate(joined) if name in after]
    if not places:
        return joined | fresh
    items, at = list(joined.items()), places[-1] + 1
    return dict([*items[:at], *fresh.items(), *items[at:]])


def _is_scalar(schema: Schema) -> bool:
    return schema.get("type") not in ("object", "array")


def answers_of(page: EPage, answers: Answers) -> Any:
    """What was answered on a page: an object, or a list of them."""
    if page.is_loose:
        return {name: answers[name] for name in page.schema["properties"] if name in answers}
    return answers.get(page.name, [] if page.is_repeated else {})


def with_answers(page: EPage, answers: Answers, given: Any) -> dict[str, Any]:
    """All answers, those of the page replaced."""
    if not page.is_loose:
        return {**answers, page.name: given}
    others = {name: one for name, one in answers.items() if name not in page.schema["properties"]}
    return {**others, **given}


def pruned(form: EForm, answers: Answers) -> dict[str, Any]:
    """Without what no page asks for any more, and without what was left empty."""
    kept: dict[str, Any] = {}
    for page in form.pages(answers):
        given = answers_of(page, answers)
        if page.is_repeated:
            entries = [_asked(page, one) for one in given if isinstance(one, Mapping)]
            kept = with_answers(page, kept, entries) if entries else kept
        elif own := _asked(page, given if isinstance(given, Mapping) else {}):
            kept = with_answers(page, kept, own)
    return kept


def _asked(page: EPage, given: Answers) -> dict[str, Any]:
    names = [field.name for field in page.fields(given)]
    return {name: given[name] for name in names if given.get(name) not in ("", None)}


@dataclass(frozen=True, slots=True)
class Outline:
    """A page as who writes the definition looks it over: every field it may ever show, and which hang on an answer."""

    page: EPage
    fields: tuple[tuple[EField, bool], ...]
    is_conditional: bool


def outline(schema: Schema) -> list[Outline]:
    """Of every page, those that hang on answers too, in the order of the form."""
    whole = _all_in(schema)
    always = {page.name for page in EForm(schema).pages({})}
    return [
        Outline(page, tuple(_all_fields(page)), page.name not in always) for page in EForm(whole).pages({})
    ]


def _all_fields(page: EPage) -> list[tuple[EField, bool]]:
    always = {field.name for field in page.fields({})}
    whole = EPage(page.name, page.title, _all_in(page.schema))
    return [(field, field.name not in always) for field in whole.fields({})]


def _all_in(schema: Schema) -> dict[str, Any]:
    """As if every condition held."""
    properties, required = _in_order(schema), set(schema.get("required", ()))
    for rule in (schema, *schema.get("allOf", ())):
        after = list(rule.get("if", {}).get("properties", ()))
        branches = [rule[name] for name in ("then", "else") if name in rule]
        branches += [rule] if rule is not schema and "if" not in rule else []
        for branch in map(_all_in, branches):
            properties = _inserted(properties, branch["properties"], after=after)
            required |= set(branch["required"])
    return {**_plain_of(schema), "properties": properties, "required": sorted(required)}


def _plain_of(schema: Schema) -> dict[str, Any]:
    return {
        name: one for name, one in schema.items() if name not in {"if", "then", "else", "allOf", "x-order"}
    }
