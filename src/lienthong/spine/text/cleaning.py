"""Text as it is kept: composed (NFC), without what nobody can see, with single spaces."""

import re
import unicodedata

_NOTO_LETTERS = frozenset("ƀɃĕĔĭĬŏŎŭŬ")
_BREVE = "\u0306"
_UNSEEN = ("Cc", "Cf")
_VISIBLE_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")


def clean(text: str) -> str:
    """One line: NFC, no control or zero-width characters, every run of white space one plain space."""
    return " ".join(_seen(text).split())


def clean_lines(text: str) -> str:
    """Like ``clean`` line by line: line ends become ``\\n``, at most one empty line in a row."""
    lines = (_VISIBLE_SPACES.sub(" ", line).strip() for line in _seen(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def needs_noto(text: str) -> bool:
    """True when the text holds a letter that the screen font lacks, so that it is set whole in Noto Sans.

    Those are ƀ ĕ ĭ ŏ ŭ and every letter that keeps a separate breve after composing (ơ̆ ư̆ ê̆ ô̆).
    """
    composed = unicodedata.normalize("NFC", text)
    return _BREVE in composed or not _NOTO_LETTERS.isdisjoint(composed)


def _seen(text: str) -> str:
    """NFC with ``\\n`` as the only line end; control and format characters (Cc, Cf) are dropped."""
    composed = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return "".join(
        letter for letter in composed if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf")
    )


def shorten(text: str, most: int) -> str:
    """At most so many characters; the last one tells that some were left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
