"""What the portal is told and in which code, and how both sides may differ. No ORM, no clock."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

STEPS: Final = frozenset(
    {"RECEIVED", "TURNED_AWAY", "HANDED_OVER", "SENT_BACK", "SUPPLEMENT_ASKED", "SUPPLEMENT_RECEIVED", "PAUSED",
     "RESUMED", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN", "WITHDRAWN", "DENIED", "STOPPED", "REAPPOINTED"}
)  # fmt: skip
"""Verbs of cases that are steps there (CapNhatTienDoHoSoMC)."""
TOLD: Final = STEPS | {"RECOUNTED", "CORRECTED"}
"""Verbs after which the case is told again as a whole (DongBoHoSoMC)."""
CHANNELS: Final = {"COUNTER": "1", "ONLINE": "2", "ON_BEHALF": "2", "POST": "3"}
"""KenhThucHien: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích."""
WINDOW: Final = 2_000
"""Events are looked at again this far behind the last one seen: their numbers are given before they are committed."""
LOOKED_BACK: Final = timedelta(days=8)
BACKLOG: Final = timedelta(days=31)
"""How long ago a case may have ended to be told once the line is opened."""
SPAN: Final = timedelta(days=92)
"""The longest time that one comparison covers."""


class State(StrEnum):
    """WAITING: something is to be told. TOLD: the portal knows all of it. DEAD: it said no so often that a person must
    decide.
    """

    WAITING = "WAITING"
    TOLD = "TOLD"
    DEAD = "DEAD"


class Fault(StrEnum):
    """Why the last try failed."""

    SILENT = "SILENT"
    REFUSED = "REFUSED"
    OURS = "OURS"


class FilingState(StrEnum):
    TAKEN = "TAKEN"
    QUARANTINED = "QUARANTINED"
    GIVEN_BACK = "GIVEN_BACK"


class Gap(StrEnum):
    """Why one case counts on one side and not on the other, or otherwise."""

    WAITS = "WAITS"
    SILENT = "SILENT"
    REFUSED = "REFUSED"
    LOST = "LOST"
    STATUS = "STATUS"
    THEIRS = "THEIRS"


GAP_LABELS: Final[dict[Gap, Promise]] = {
    Gap.WAITS: pgettext_lazy("national gap", "Not sent yet"),
    Gap.SILENT: pgettext_lazy("national gap", "No answer"),
    Gap.REFUSED: pgettext_lazy("national gap", "Refused there"),
    Gap.LOST: pgettext_lazy("national gap", "Taken, but missing there"),
    Gap.STATUS: pgettext_lazy("national gap", "Another status there"),
    Gap.THEIRS: pgettext_lazy("national gap", "Held there only"),
}
STATUS_LABELS: Final[dict[str, Promise]] = {
    "": pgettext_lazy("national status", "none"),
    "1": pgettext_lazy("national status", "Newly registered"),
    "2": pgettext_lazy("national status", "Received"),
    "3": pgettext_lazy("national status", "Not received"),
    "4": pgettext_lazy("national status", "Being handled"),
    "5": pgettext_lazy("national status", "Papers asked for"),
    "6": pgettext_lazy("national status", "Financial duty"),
    "7": pgettext_lazy("national status", "Withdrawn"),
    "8": pgettext_lazy("national status", "Stopped"),
    "9": pgettext_lazy("national status", "Done"),
    "10": pgettext_lazy("national status", "Result returned"),
}


@dataclass(frozen=True, slots=True)
class Ours:
    """How a line stands beside what the portal listed. ``is_compared``: it was told before that list was made."""

    state: State
    fault: str
    status: str
    there: str | None
    is_compared: bool


def gap_of(ours: Ours) -> Gap | None:
    """None when both sides agree, or when nothing can be said yet."""
    if ours.state is State.DEAD or ours.fault == Fault.REFUSED:
        return Gap.REFUSED
    if ours.state is State.WAITING:
        return Gap.SILENT if ours.fault else Gap.WAITS
    if not ours.is_compared:
        return None
    if ours.there is None:
        return Gap.LOST
    return Gap.STATUS if ours.there != ours.status else None


PERSONAL: Final = re.compile(r"(?:\d[ .-]?){8,}\d|[^\s@]+@[^\s@]+\.[^\s@]+")
"""Nine digits or more in a row are a telephone, a card or an account; or an address of mail."""


def names_somebody(text: str) -> bool:
    """Whether a text holds a number or an address by which somebody is found. Names are for a person to see."""
    return PERSONAL.search(text) is not None
