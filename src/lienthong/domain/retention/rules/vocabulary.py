from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(StrEnum):
    """APPROVED: the worker carries it out; DONE: with its certificate."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    DONE = "DONE"


class Fate(StrEnum):
    """What became of a case on a list. KEPT: it was held, or reopened, meanwhile."""

    WAITING = "WAITING"
    ERASED = "ERASED"
    KEPT = "KEPT"


class HoldKind(StrEnum):
    COMPLAINT = "COMPLAINT"
    INSPECTION = "INSPECTION"
    COURT = "COURT"
    OTHER = "OTHER"


STATE_LABELS: Final[dict[State, Promise]] = {
    State.WAITING: pgettext_lazy("retention", "Waits for the head"),
    State.APPROVED: pgettext_lazy("retention", "Approved, being carried out"),
    State.REFUSED: pgettext_lazy("retention", "Refused"),
    State.WITHDRAWN: pgettext_lazy("retention", "Withdrawn"),
    State.DONE: pgettext_lazy("retention", "Carried out"),
}
HOLD_LABELS: Final[dict[HoldKind, Promise]] = {
    HoldKind.COMPLAINT: _("Complaint or denunciation"),
    HoldKind.INSPECTION: _("Inspection or audit"),
    HoldKind.COURT: _("Lawsuit"),
    HoldKind.OTHER: pgettext_lazy("retention", "Another reason"),
}
