"""Vietnamese text: cleaning, searching without marks, ordering, words that must not part, written dates.

Pure functions on strings. Jrai and Bahnar letters (ƀ č ĕ ĭ ŏ ŭ and their like) pass through all of them.
"""

from lienthong.spine.text.binding import bind
from lienthong.spine.text.cleaning import clean, clean_lines, needs_noto, shorten
from lienthong.spine.text.dates import parse_date, write_date
from lienthong.spine.text.ordering import person_key, sort_key
from lienthong.spine.text.searching import APOSTROPHES, search_key, search_words

__all__ = [
    "APOSTROPHES",
    "bind",
    "clean",
    "clean_lines",
    "needs_noto",
    "parse_date",
    "person_key",
    "search_key",
    "search_words",
    "shorten",
    "sort_key",
    "write_date",
]
