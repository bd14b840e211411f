"""Filing regardless of territory: which of the rules in force lets another counter take a case for its agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """What a rule is about, the narrowest first: it goes before the wider ones."""

    PROCEDURE = "PROCEDURE"
    FIELD = "FIELD"
    LEVEL = "LEVEL"


class NumberOf(StrEnum):
    """Whose number a case gets: of the agency that answers for it, or of the counter that took the papers."""

    OWNER = "OWNER"
    POINT = "POINT"


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` names the procedure, the field, or the level of the agencies that decide; ``until`` is its last day."""

    scope: Scope
    code: str
    number_of: NumberOf
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def is_about(self, *, procedure: str, field: str, level: str) -> bool:
        named = {Scope.PROCEDURE: procedure, Scope.FIELD: field, Scope.LEVEL: level}
        return self.code == named[self.scope]


def choose[One: Rule](
    rules: Iterable[One], day: date, *, procedure: str, field: str, level: str
) -> One | None:
    """The narrowest that holds on a day for a procedure of this field, decided at this level."""
    order = list(Scope)
    found = [
        one
        for one in rules
        if one.holds_on(day) and one.is_about(procedure=procedure, field=field, level=level)
    ]
    return min(found, key=lambda one: order.index(one.scope), default=None)
