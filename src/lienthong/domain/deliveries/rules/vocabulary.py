"""The words in which parcels are kept."""

from enum import StrEnum

from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """RESULT goes to the applicant, PAPERS come from them."""

    RESULT = "RESULT"
    PAPERS = "PAPERS"


KIND_LABELS = {
    Kind.RESULT: pgettext_lazy("parcel", "result to the applicant"),
    Kind.PAPERS: pgettext_lazy("parcel", "papers from the applicant"),
}


class State(StrEnum):
    """Where a parcel is."""

    WISHED = "WISHED"
    TO_SEND = "TO_SEND"
    HANDED = "HANDED"
    UNDER_WAY = "UNDER_WAY"
    DELIVERED = "DELIVERED"
    RETURNING = "RETURNING"
    BACK = "BACK"
    CANCELLED = "CANCELLED"


STATE_LABELS = {
    State.WISHED: pgettext_lazy("parcel", "waits for the result"),
    State.TO_SEND: pgettext_lazy("parcel", "to be handed to the post"),
    State.HANDED: pgettext_lazy("parcel", "handed to the post"),
    State.UNDER_WAY: pgettext_lazy("parcel", "on its way"),
    State.DELIVERED: pgettext_lazy("parcel", "delivered"),
    State.RETURNING: pgettext_lazy("parcel", "not delivered, coming back"),
    State.BACK: pgettext_lazy("parcel", "back at the counter"),
    State.CANCELLED: pgettext_lazy("parcel", "cancelled"),
}


class Deed(StrEnum):
    """What we do with a parcel."""

    WISH = "WISH"
    READY = "READY"
    HAND_OVER = "HAND_OVER"
    TAKE_BACK = "TAKE_BACK"
    CANCEL = "CANCEL"
    CHECK_IN = "CHECK_IN"
    MISS = "MISS"


class Outcome(StrEnum):
    """How papers were found when they came to the one-stop."""

    RECEIVED = "RECEIVED"
    DAMAGED = "DAMAGED"
    MISSING = "MISSING"


OUTCOME_LABELS = {
    Outcome.RECEIVED: pgettext_lazy("papers that came", "received whole"),
    Outcome.DAMAGED: pgettext_lazy("papers that came", "received damaged"),
    Outcome.MISSING: pgettext_lazy("papers that came", "missing"),
}


class Tiding(StrEnum):
    """What the post tells."""

    ACCEPTED = "ACCEPTED"
    ON_ROAD = "ON_ROAD"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    BROUGHT_BACK = "BROUGHT_BACK"
    CANCELLED = "CANCELLED"


TIDING_LABELS = {
    Tiding.ACCEPTED: pgettext_lazy("post", "order accepted"),
    Tiding.ON_ROAD: pgettext_lazy("post", "on the road"),
    Tiding.DELIVERED: pgettext_lazy("post", "handed to the receiver"),
    Tiding.FAILED: pgettext_lazy("post", "could not be delivered"),
    Tiding.BROUGHT_BACK: pgettext_lazy("post", "brought back to the sender"),
    Tiding.CANCELLED: pgettext_lazy("post", "order cancelled by the post"),
}


class Fate(StrEnum):
    """What became of news. LATE changes nothing any more; UNFIT and UNKNOWN wait for a person; SETTLED no longer."""

    TAKEN = "TAKEN"
    LATE = "LATE"
    UNFIT = "UNFIT"
    UNKNOWN = "UNKNOWN"
    SETTLED = "SETTLED"


FATE_LABELS = {
    Fate.TAKEN: pgettext_lazy("news of the post", "taken"),
    Fate.LATE: pgettext_lazy("news of the post", "came late, changes nothing"),
    Fate.UNFIT: pgettext_lazy("news of the post", "does not go with where the parcel is"),
    Fate.UNKNOWN: pgettext_lazy("news of the post", "names no parcel of ours"),
    Fate.SETTLED: pgettext_lazy("news of the post", "settled by a person"),
}


class Gap(StrEnum):
    """In what our books and the post's list differ."""

    MISSING_HERE = "MISSING_HERE"
    MISSING_THERE = "MISSING_THERE"
    AMOUNT = "AMOUNT"


GAP_LABELS = {
    Gap.MISSING_HERE: pgettext_lazy("difference of parcels", "delivered in their list, not in ours"),
    Gap.MISSING_THERE: pgettext_lazy("difference of parcels", "delivered in our books, not in their list"),
    Gap.AMOUNT: pgettext_lazy("difference of parcels", "two different amounts taken"),
}
