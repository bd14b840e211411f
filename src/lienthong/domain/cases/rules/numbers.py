"""A case's number: the agency's official code, the day, and its place in the day's book."""

import re
from collections.abc import Mapping
from datetime import date

from lienthong.domain.cases.rules.terms import FORMS, in_force

_SHAPE = re.compile(r"(?P<agency>[0-9A-Za-z.\-]+)-(?P<day>\d{6}|\d{8})-(?P<place>\d{4,})")


def write_number(codes: Mapping[str, str], house_code: str, day: date, place: int) -> str:
    """000.00.31.H21-211015-0001, from 01/07/2025 H21.31-20250701-0000001.

    ``codes`` are the agency's by scheme; without one of the day's scheme any other, at last ``house_code``: a counter
    does not close because an official code is not entered yet.
    """
    form = in_force(FORMS, day)
    code = codes.get(form.scheme) or next(iter(codes.values()), house_code)
    return f"{code}-{day:{form.day}}-{place:0{form.digits}}"


def is_number(text: str) -> bool:
    """Whether somebody typed or scanned a whole number."""
    return _SHAPE.fullmatch(text.strip()) is not None
