"""What a password must be, and how long proofs last. Nothing here touches the database.

By default length and a list of common passwords decide, as OWASP ASVS 5.0 (6.2) asks. The acceptance list of
Decision 742/QĐ-BTTTT (2022) asks that composition and rotation *can* be demanded: both are settings, off
unless switched on.
"""

import hashlib
import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INVITATION_DAYS = 7
RESET_HOURS = 1
TOKEN_DAYS = 366
TOKENS = 20
"""How long an access token lasts at most, and how many a person has at one time."""

# The words people here build passwords from; a word with digits and signs around it is still that word.
COMMON_WORDS = frozenset(
    [
        "matkhau",
        "matkhaumoi",
        "password",
        "passw",
        "admin",
        "administrator",
        "quantri",
        "quantrivien",
        "anhyeuem",
        "emyeuanh",
        "iloveyou",
        "yeuem",
        "yeuanh",
        "vietnam",
        "vietnamvodich",
        "hanoi",
        "saigon",
        "gialai",
        "pleiku",
        "binhdinh",
        "quynhon",
        "taynguyen",
        "kontum",
        "ankhe",
        "ayunpa",
        "ubnd",
        "ubndtinh",
        "ubndxa",
        "sonoivu",
        "sotuphap",
        "motcua",
        "hanhchinh",
        "dichvucong",
        "congchuc",
        "vanthu",
        "lienthong",
        "caicach",
        "caicachhanhchinh",
        "qwerty",
        "qwertyuiop",
        "asdfgh",
        "asdfghjkl",
        "zxcvbn",
        "abc",
        "abcd",
        "abcdef",
        "xinchao",
        "welcome",
        "letmein",
        "dragon",
        "monkey",
        "football",
        "sunshine",
    ]
)
_NOT_LETTERS = "0123456789 !@#$%^&*()-_=+[]{};:'\",.<>/?\\|`~"
_LOOK_ALIKES = str.maketrans("@013457$", "aoieastS".lower())
_PROGRAMS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_KINDS = {
    r"[a-z]": _("a small letter"),
    r"[A-Z]": _("a capital letter"),
    r"\d": _("a digit"),
    r"[^A-Za-z0-9]": _("a sign such as ! or -"),
}


class CommonWordsValidator:
    """Refuses a single well-known word however it is dressed up ("Matkhau@12345")."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  Django's signature
        plain = re.sub(r"[^a-z]", "", password.lower())
        dressed = password.lower().strip(_NOT_LETTERS).translate(_LOOK_ALIKES)
        if {_once(plain), _once(dressed)} & COMMON_WORDS or len(set(password.lower())) < 5:
            raise ValidationError(_("This password is too easy to guess."), code="password_too_common")

    def get_help_text(self) -> str:
        return str(_("A few words that do not belong together make a good password."))


class CompositionValidator:
    """Demands small and capital letters, digits and signs; used only where the setting is on."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  Django's signature
        missing = [str(name) for pattern, name in _KINDS.items() if not re.search(pattern, password)]
        if missing:
            raise ValidationError(
                _("The password lacks %(missing)s."),
                code="password_lacks_composition",
                params={"missing": ", ".join(missing)},
            )

    def get_help_text(self) -> str:
        return str(_("Small and capital letters, digits and signs."))


def _once(word: str) -> str:
    """ "gialaigialai" -> "gialai": a word said twice is no longer secret."""
    found = re.fullmatch(r"(.+?)\1+", word)
    return found[1] if found else word


def browser_name(user_agent: str) -> str:
    """ "Chrome, Windows": what a person recognises of a browser's long name; the first words when unknown."""
    program = next((name for mark, name in _PROGRAMS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (program, system))) or user_agent[:40]


def is_expired(set_at: datetime | None, now: datetime, rotation_days: int) -> bool:
    """True when passwords rotate and this one is older than that; never with ``rotation_days`` 0."""
    if not rotation_days:
        return False
    return set_at is None or now - set_at >= timedelta(days=rotation_days)


class Scope(StrEnum):
    """A part of the API that an access token opens; what its owner may not see stays closed to it."""

    CASES = "cases"
    BOARDS = "boards"
    PLANS = "plans"


def digest_of(secret: str) -> str:
    """Of an access token: 256 random bits need no slow digest, and a request is not to wait for one."""
    return hashlib.sha256(secret.encode()).hexdigest()
