"""Search keys: what remains of a text for somebody who types without marks, in any case, NFC or NFD."""

import re
import unicodedata

APOSTROPHES = "'’ʼ‘`´ʻ′＇"
"""Every sign written for the apostrophe of Jrai and Ede names."""

# Letters that do not decompose; ð and ɖ stand for đ in texts made with old fonts.
_WHOLE_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d", "ƀ": "b", "ɓ": "b", "ø": "o", "ł": "l"})
_DROPPED = str.maketrans("", "", APOSTROPHES)
_GAPS = re.compile(r"[\W_]+")


def search_key(text: str) -> str:
    """Small letters and digits without marks, words parted by one space: "Đặng H’Nhung" -> "dang hnhung".

    Apostrophes vanish, other signs part words. The key of a key is itself.
    """
    unmarked = "".join(letter for letter in _decompose(text) if unicodedata.category(letter) != "Mn")
    return _GAPS.sub(" ", unmarked.translate(_WHOLE_LETTERS)).strip()


def search_words(query: str) -> list[str]:
    """The words a found text must hold somewhere in its key, in any order; each once."""
    return list(dict.fromkeys(search_key(query).split()))


def _decompose(text: str) -> str:
    """Casefolded twice round the compatibility form, since folding can make new composed letters."""
    folded = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
    return unicodedata.normalize("NFKD", folded).translate(_DROPPED)
