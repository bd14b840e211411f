"""The two kinds of place, and the words by which practice is known."""

from enum import StrEnum
from typing import Final

WORDS: Final = "TẬP HUẤN – DỮ LIỆU GIẢ"
"""On everything that a place for practice shows or gives away; never translated, since papers are Vietnamese."""
PLAIN: Final = "TAP HUAN - DU LIEU GIA"
"""The same for headers of protocols, which bear no marks."""
SIGN: Final = "TH"
"""In every number that is handed out there."""


class Kind(StrEnum):
    WORK = "WORK"
    TRAINING = "TRAINING"


def kind_of(mode: str) -> Kind:
    return Kind.TRAINING if mode == "training" else Kind.WORK
