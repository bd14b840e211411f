from django.conf import settings

from lienthong.spine.place.errors import PlaceForPractice, PlaceForWork
from lienthong.spine.place.models import Mark
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


def check_place() -> None:
    """Raises PlaceForPractice, PlaceForWork when the database is not what this process was started for.

    One without a mark is none of ours yet.
    """
    kind = Mark.objects.values_list("kind", flat=True).first()
    if kind == Kind.TRAINING and not is_training():
        raise PlaceForPractice
    if kind == Kind.WORK and is_training():
        raise PlaceForWork
