"""Words of the wrong language on a page: English left on a Vietnamese page, Vietnamese on an English one."""

import gettext
import re
from collections.abc import Iterable
from functools import cache

from lienthong.config.ground.paths import SOURCE

_WRITTEN = (
    ("*.html", re.compile(r"""{%\s*translate\s+(["'])(.+?)\1""")),
    ("*.py", re.compile(r"""\b(?:_|gettext|gettext_lazy)\(\s*(["'])(.+?)\1\s*\)""")),
)
_ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|with|your|this|that|from|not|what|who|when|has|been)\b", re.IGNORECASE
)
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_DATA = {
    "Văn thư",
    "Quyết định",
    "Sở, ban, ngành tỉnh",
}  # a person's title, a law's kind, a group's name as they are written, besides our own words
_SAYINGS = 2  # function words that make a passage English: one alone may be part of a name


def foreign(said: Iterable[str], language: str) -> list[str]:
    """The passages of ``said`` that belong to another language than ``language``."""
    is_foreign = _is_english if language == "vi" else _is_ours_in_vietnamese
    return sorted({passage for passage in said if is_foreign(passage)})


def _is_english(passage: str) -> bool:
    if passage in catalogue():
        return catalogue()[passage] != passage
    is_mixed = _VIETNAMESE.search(passage)
    return passage in _written() or (not is_mixed and len(_ENGLISH.findall(passage)) >= _SAYINGS)


def _is_ours_in_vietnamese(passage: str) -> bool:
    """Names and laws stay Vietnamese on an English page, so only what has an English form is missed."""
    return bool(_VIETNAMESE.search(passage)) and passage in _vietnamese() - _DATA


@cache
def catalogue() -> dict[str, str]:
    """Vietnamese by English, of all rooms."""
    known: dict[str, str] = {}
    for path in sorted(SOURCE.glob("**/locale/vi/LC_MESSAGES/django.mo")):
        with path.open("rb") as file:
            words = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        known |= {key: text for key, text in words.items() if isinstance(key, str)}
    return known


@cache
def _vietnamese() -> frozenset[str]:
    return frozenset(text for english, text in catalogue().items() if text != english)


@cache
def _written() -> frozenset[str]:
    """English as it stands in templates and code, translated or not."""
    texts = ((path.read_text("utf-8"), saying) for kind, saying in _WRITTEN for path in SOURCE.rglob(kind))
    return frozenset(found[1] for text, saying in texts for found in saying.findall(text))
