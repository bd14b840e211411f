"""The words in which transferred work is kept, and when an agreement lets somebody do a step."""

from datetime import date
from enum import StrEnum

from django.utils.translation import pgettext_lazy


class Step(StrEnum):
    """RECEIVE: takes cases in over the counter. RETURN: gives results to applicants."""

    RECEIVE = "RECEIVE"
    RETURN = "RETURN"


STEP_LABELS = {
    Step.RECEIVE: pgettext_lazy("transferred work", "receives cases"),
    Step.RETURN: pgettext_lazy("transferred work", "gives results"),
}


class Blame(StrEnum):
    """What kind of fault it was."""

    LATE = "LATE"
    PAPERS = "PAPERS"
    MONEY = "MONEY"
    MANNERS = "MANNERS"
    OTHER = "OTHER"


BLAME_LABELS = {
    Blame.LATE: pgettext_lazy("fault of the post", "late with papers or result"),
    Blame.PAPERS: pgettext_lazy("fault of the post", "papers lost, damaged or taken in wrongly"),
    Blame.MONEY: pgettext_lazy("fault of the post", "money"),
    Blame.MANNERS: pgettext_lazy("fault of the post", "how people were treated"),
    Blame.OTHER: pgettext_lazy("fault of the post", "something else"),
}


class Standing(StrEnum):
    COMING = "COMING"
    IN_FORCE = "IN_FORCE"
    OVER = "OVER"


def standing(*, since: date, until: date | None, is_ended: bool, day: date) -> Standing:
    """``until`` is the last day on which it holds."""
    if is_ended or (until and until < day):
        return Standing.OVER
    return Standing.COMING if day < since else Standing.IN_FORCE
