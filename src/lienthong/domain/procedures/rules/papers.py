"""How many of a paper are filed, and of what kind, from the words in which clerks wrote it."""

import re

from lienthong.domain.procedures.rules.record import Paper

_COUNT = re.compile(r"\b(\d{1,2})\)?\s*(?:bản|bộ|tờ)(?:\s+(chính|gốc|sao))?\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\bbản (?:chính|gốc)\b", re.IGNORECASE)
_COPY = re.compile(r"\bbản sao\b", re.IGNORECASE)
_CERTIFIED = re.compile(r"\b(?:chứng thực|công chứng)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\btừ (?:bản|sổ) (?:chính|gốc)\b|\b(?:yêu cầu|muốn) chứng thực\b", re.IGNORECASE)
"""Words that name another paper than the one that is filed."""


def read_paper(words: str) -> Paper:
    """The words stay as they are; what they leave open is not counted."""
    told = _ASIDE.sub("", words)
    originals, copies = _counted(told)
    certified = copies > 0 and _CERTIFIED.search(told) is not None
    return Paper(words, originals=originals, copies=copies, certified=certified)


def _counted(told: str) -> tuple[int, int]:
    """Originals and copies; nothing where either would do ("bản chính hoặc bản sao")."""
    counts = [(int(number), (kind or "").lower()) for number, kind in _COUNT.findall(told)]
    copies = sum(number for number, kind in counts if kind == "sao")
    originals = sum(number for number, kind in counts if kind in ("chính", "gốc"))
    if originals or copies:
        return originals, copies
    is_copy, is_original = bool(_COPY.search(told)), bool(_ORIGINAL.search(told))
    if is_copy and is_original and "hoặc" in told:
        return 0, 0
    number = counts[0][0] if counts else 1
    if counts and not is_copy:
        return number, 0
    return number * is_original, number * is_copy
