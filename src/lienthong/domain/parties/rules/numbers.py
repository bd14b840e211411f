"""How the State builds its numbers: what cannot be one (a fault), and what looks odd but may be true (a caution)."""

import re
from enum import StrEnum

from lienthong.domain.parties.rules.vocabulary import IdentifierKind, Sex

# Codes of the place of registration of birth: provinces as of Circular 07/2016/TT-BCA, which later mergers keep in use
# for numbers once given. From 101 on they are countries.
PROVINCES = frozenset({
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
})  # fmt: skip
_FIRST_COUNTRY = 101
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_NOISE = re.compile(r"[\s.\-_/–—]+")
_SHAPES = {
    IdentifierKind.CCCD: r"\d{12}",
    IdentifierKind.CMND: r"\d{9}",
    IdentifierKind.PASSPORT: r"(?=.*\d)[A-Z0-9]{5,20}",
    IdentifierKind.FOREIGN: r"[A-Z0-9]{4,30}",
    IdentifierKind.TAX: r"\d{10}(-\d{3})?|\d{12}",
    IdentifierKind.ENTERPRISE: r"\d{10}(-\d{3})?",
    IdentifierKind.HOUSEHOLD: r"\d{10}|\d{2}[A-ZĐ0-9]8\d{6}",
}


class NumberFault(StrEnum):
    SHAPE = "SHAPE"
    CHECK_DIGIT = "CHECK_DIGIT"


class Caution(StrEnum):
    """Warns and never stops: papers with such mistakes exist and their holders come with them."""

    PROVINCE_UNKNOWN = "PROVINCE_UNKNOWN"
    YEAR_DIFFERS = "YEAR_DIFFERS"
    SEX_DIFFERS = "SEX_DIFFERS"
    PASSPORT_UNUSUAL = "PASSPORT_UNUSUAL"


def normal(kind: IdentifierKind, text: str) -> str:
    """As it is compared: without spaces, dots and dashes, in capitals; a branch keeps the dash before its suffix."""
    if kind is IdentifierKind.OTHER:
        return " ".join(text.upper().split())
    plain = _NOISE.sub("", text).upper()
    branches = kind in (IdentifierKind.TAX, IdentifierKind.ENTERPRISE)
    if branches and len(plain) == 13 and plain.isdigit():
        return f"{plain[:10]}-{plain[10:]}"
    return plain


def fault_of(kind: IdentifierKind, number: str) -> NumberFault | None:
    """What keeps a normal number from being one of its kind."""
    if kind is IdentifierKind.OTHER:
        return None if number else NumberFault.SHAPE
    if not number.isascii() and kind is not IdentifierKind.HOUSEHOLD:
        return NumberFault.SHAPE
    if not re.fullmatch(_SHAPES[kind], number):
        return NumberFault.SHAPE
    if kind in (IdentifierKind.TAX, IdentifierKind.ENTERPRISE, IdentifierKind.HOUSEHOLD):
        return _business_fault(number)
    return None


def kinds_of(number: str) -> list[IdentifierKind]:
    """Every kind of which a typed number could be one, without fault."""
    return [kind for kind in IdentifierKind if not fault_of(kind, normal(kind, number))]


def told_by(number: str) -> tuple[int, Sex]:
    """The year of birth and sex that the fourth to sixth digit of a citizen identity number tell."""
    century, woman = divmod(int(number[3]), 2)
    return 1900 + 100 * century + int(number[4:6]), Sex.FEMALE if woman else Sex.MALE


def cautions_of(
    kind: IdentifierKind, number: str, *, year: int | None = None, sex: str = ""
) -> list[Caution]:
    """What a clerk should look at twice. ``number`` is normal and without fault."""
    if kind is IdentifierKind.PASSPORT:
        return [] if re.fullmatch(r"[A-Z]\d{7,8}", number) else [Caution.PASSPORT_UNUSUAL]
    if kind is not IdentifierKind.CCCD:
        return []
    told_year, told_sex = told_by(number)
    place = int(number[:3])
    looks = {
        Caution.PROVINCE_UNKNOWN: place not in PROVINCES and place < _FIRST_COUNTRY,
        Caution.YEAR_DIFFERS: year is not None and year != told_year,
        Caution.SEX_DIFFERS: bool(sex) and sex != told_sex,
    }
    return [caution for caution, odd in looks.items() if odd]


def _business_fault(number: str) -> NumberFault | None:
    """Ten digits carry a check digit; a branch has a suffix from 001; a personal number and an old code have none."""
    root, _, branch = number.partition("-")
    if branch == "000":
        return NumberFault.SHAPE
    if len(root) == 12 or not root.isdigit():
        return None
    total = sum(int(digit) * weight for digit, weight in zip(root, _TAX_WEIGHTS, strict=False))
    return None if int(root[9]) == 10 - total % 11 else NumberFault.CHECK_DIGIT
