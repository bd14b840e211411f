"""What is left of a case when whoever it was about is taken out of it: codes, days, places and figures, no words."""

from collections.abc import Mapping
from typing import Any, Final

ERASED: Final = "(đã hủy)"
"""Stands where a name or words stood."""
_WHOLE: Final = frozenset({"due", "step_due", "answer_due", "causes", "parts"})
"""Made from a calendar or a list by ourselves; nobody typed anything there."""
_CODES: Final = frozenset(
    {
        "agency",
        "asked",
        "asker",
        "before",
        "document",
        "holder",
        "keeper",
        "kind",
        "named",
        "number",
        "on",
        "promised",
        "return_by",
        "role",
        "sender",
        "signed_at",
        "slip",
        "to_agency",
        "unit",
        "way",
    }
)
"""Names of what is a code, an account, a day or the number of an official paper; every other text may be somebody's."""


def erased(data: Mapping[str, Any]) -> dict[str, Any]:
    """An event's particulars, or what was corrected, without the words of people; the case's story stays the same."""
    return {name: value if name in _WHOLE else _bare(name, value) for name, value in data.items()}


def _bare(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value if name in _CODES or not value else ERASED
    if isinstance(value, Mapping):
        return erased(value)
    if isinstance(value, list):
        return [_bare(name, one) for one in value]
    return value
