"""Vietnamese order as stored keys: comparing two keys byte by byte compares the texts as a dictionary does.

The order is that of the Unicode locale data for Vietnamese, which is also that of the dictionaries: first the
letters (a ă â b ƀ c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z, after space, signs and digits),
over the whole text; then the tones (ngang huyền hỏi ngã sắc nặng), over the whole text; then small before
capital.
A key is plain ASCII, so a column holding it sorts right under the collation "C" and no ICU is needed.
"""

import unicodedata

from lienthong.spine.text.searching import APOSTROPHES

_ALPHABET = "aăâbƀcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_SPACE, _SIGN, _FOREIGN, _END_OF_LEVEL = "!", '"', "~", " "
# huyền, hỏi, ngã, sắc, nặng; then the marks of other languages in use here
_MARKS = {
    mark: chr(ord("1") + place)
    for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c")
}
_OTHER_MARK = "9"
_SHAPES = {"\u0306": "ă", "\u0302": "âêô", "\u031b": "ơư"}
_LOOK_ALIKES = str.maketrans({"ð": "đ", "ɖ": "đ", "Ð": "Đ", "Ɖ": "Đ"} | dict.fromkeys(APOSTROPHES, "'"))


def sort_key(text: str) -> str:
    """The key of a text in Vietnamese order; an empty text comes first."""
    return _END_OF_LEVEL.join(_levels(text))


def person_key(full_name: str) -> str:
    """The key of a person's name: by given name (the last word), then family and middle names.

    "Nguyễn Văn An" comes before "Đặng Thị Bình". A name of one word is a given name.
    """
    family, _, given = " ".join(full_name.split()).rpartition(" ")
    first, second = _levels(given), _levels(family)
    return _END_OF_LEVEL.join((*first[:2], *second[:2], first[2] + second[2]))


def _levels(text: str) -> tuple[str, str, str]:
    """Letters, marks and case, each as ASCII text; of two with equal beginning the longer comes after."""
    letters, marks, cases = [], [], []
    for base, accents in _clusters(" ".join(text.translate(_LOOK_ALIKES).split())):
        letter, rest = _shaped(base.lower(), accents)
        letters.append(_weight(letter))
        marks.append("0" + "".join(_MARKS.get(mark, _OTHER_MARK) for mark in rest))
        cases.append("0" if base == base.lower() else "1")
    return "".join(letters), "".join(marks), "".join(cases)


def _clusters(text: str) -> list[tuple[str, list[str]]]:
    """Each character that stands alone with the marks that follow it in the decomposed text."""
    clusters: list[tuple[str, list[str]]] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char) and clusters:
            clusters[-1][1].append(char)
        else:
            clusters.append((char, []))
    return clusters


def _shaped(base: str, accents: list[str]) -> tuple[str, list[str]]:
    """The letter of the alphabet that base and shape mark make, and the marks left over (the tone)."""
    for mark in accents:
        letter = unicodedata.normalize("NFC", base + mark)
        if letter in _SHAPES.get(mark, ""):
            return letter, [other for other in accents if other is not mark]
    return base, accents


def _weight(letter: str) -> str:
    """One ASCII sign per letter, digit or space; signs are all equal, foreign scripts come last."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isspace():
        return _SPACE
    if letter.isascii() and letter.isdigit():
        return letter
    return f"{_FOREIGN}{ord(letter):06x}" if letter.isalnum() else _SIGN
