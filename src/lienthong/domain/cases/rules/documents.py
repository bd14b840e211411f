"""What a document of the register is to a case, and how it is named there."""

from enum import StrEnum


class Purpose(StrEnum):
    """``RESULT``: its signature ends the business clock. ``APOLOGY``: it goes with the promise of another day."""

    RESULT = "result"
    APOLOGY = "apology"


def about_of(case: int, purpose: Purpose) -> str:
    return f"case:{case}/{purpose}"


def case_in(about: str) -> tuple[int, Purpose] | None:
    """None for what a document of somebody else is about."""
    kind, _colon, rest = about.partition(":")
    case, _slash, purpose = rest.partition("/")
    if kind != "case" or not case.isdigit() or purpose not in set(Purpose):
        return None
    return int(case), Purpose(purpose)
