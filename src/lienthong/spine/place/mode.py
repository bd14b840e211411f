"""What this process was started for, by its settings; needs no database."""

from django.conf import settings

from lienthong.spine.place.rules import SIGN, WORDS, Kind, kind_of


def is_training() -> bool:
    """Whether this process serves a place for practice."""
    return kind_of(settings.LIENTHONG_MODE) is Kind.TRAINING


def training_words() -> str:
    """What everything in a place for practice bears; "" in a place for work."""
    return WORDS if is_training() else ""


def number_sign(after: str) -> str:
    """What every number begins with in a place for practice, with what parts it from the rest; else "": TH. or TH-"""
    return f"{SIGN}{after}" if is_training() else ""
