"""The words in which money is kept."""

from enum import StrEnum

from django.utils.translation import pgettext_lazy


class State(StrEnum):
    """How a demand stands. It is never set by hand: ``standing`` reckons it from what happened."""

    DUE = "DUE"
    PARTLY_PAID = "PARTLY_PAID"
    PAID = "PAID"
    REFUNDED = "REFUNDED"
    WAIVED = "WAIVED"
    CANCELLED = "CANCELLED"


STATE_LABELS = {
    State.DUE: pgettext_lazy("demand", "to be paid"),
    State.PARTLY_PAID: pgettext_lazy("demand", "paid in part"),
    State.PAID: pgettext_lazy("demand", "paid"),
    State.REFUNDED: pgettext_lazy("demand", "given back"),
    State.WAIVED: pgettext_lazy("demand", "waived"),
    State.CANCELLED: pgettext_lazy("demand", "cancelled"),
}


class Deed(StrEnum):
    """What may happen to a demand."""

    RAISE = "RAISE"
    EXEMPT = "EXEMPT"
    RECEIVE = "RECEIVE"
    WAIVE = "WAIVE"
    CANCEL = "CANCEL"
    PAY_BACK = "PAY_BACK"


class Way(StrEnum):
    """How money came or went."""

    CASH = "CASH"
    CARD = "CARD"
    TRANSFER = "TRANSFER"
    PLATFORM = "PLATFORM"
    POST = "POST"


WAY_LABELS = {
    Way.CASH: pgettext_lazy("way of paying", "cash"),
    Way.CARD: pgettext_lazy("way of paying", "card at the counter"),
    Way.TRANSFER: pgettext_lazy("way of paying", "bank transfer"),
    Way.PLATFORM: pgettext_lazy("way of paying", "payment platform"),
    Way.POST: pgettext_lazy("way of paying", "taken by the post on delivery"),
}


class Source(StrEnum):
    """Who tells of money that came without a counter."""

    PLATFORM = "PLATFORM"
    BANK = "BANK"
    POST = "POST"


SOURCE_LABELS = {
    Source.PLATFORM: pgettext_lazy("source of money", "payment platform"),
    Source.BANK: pgettext_lazy("source of money", "bank"),
    Source.POST: pgettext_lazy("source of money", "public post"),
}
WAY_OF = {Source.PLATFORM: Way.PLATFORM, Source.BANK: Way.TRANSFER, Source.POST: Way.POST}


class Fate(StrEnum):
    """What became of money that was told of. PENDING waits for a person; RETURNED left us again; REMITTED is what
    the post took on delivery, which was told of parcel by parcel before, and is no new money.
    """

    TAKEN = "TAKEN"
    PENDING = "PENDING"
    RETURNED = "RETURNED"
    REMITTED = "REMITTED"


class Why(StrEnum):
    """Why money waits for a person."""

    UNKNOWN = "UNKNOWN"
    AMOUNT = "AMOUNT"
    PAID_ALREADY = "PAID_ALREADY"
    CLOSED = "CLOSED"


WHY_LABELS = {
    Why.UNKNOWN: pgettext_lazy("pending money", "its content names no demand of ours"),
    Why.AMOUNT: pgettext_lazy("pending money", "another amount than what is owed"),
    Why.PAID_ALREADY: pgettext_lazy("pending money", "the demand was paid already"),
    Why.CLOSED: pgettext_lazy("pending money", "the demand was waived or cancelled"),
}


class Kind(StrEnum):
    """In what our books and the other side's list differ."""

    MISSING_HERE = "MISSING_HERE"
    MISSING_THERE = "MISSING_THERE"
    AMOUNT = "AMOUNT"


KIND_LABELS = {
    Kind.MISSING_HERE: pgettext_lazy("difference of money", "in their list, never told to us"),
    Kind.MISSING_THERE: pgettext_lazy("difference of money", "in our books, not in their list"),
    Kind.AMOUNT: pgettext_lazy("difference of money", "two different amounts"),
}


class Step(StrEnum):
    """How far a refund is."""

    ASKED = "ASKED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    PAID_OUT = "PAID_OUT"


STEP_LABELS = {
    Step.ASKED: pgettext_lazy("refund", "waits for approval"),
    Step.APPROVED: pgettext_lazy("refund", "approved, to be paid out"),
    Step.REFUSED: pgettext_lazy("refund", "refused"),
    Step.PAID_OUT: pgettext_lazy("refund", "paid out"),
}
