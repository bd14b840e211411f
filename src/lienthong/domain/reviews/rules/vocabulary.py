"""Codes of a review and how they read."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Part(StrEnum):
    """What of a procedure a question is asked about; forms 02/RS-KSTT and 01/ĐGTĐ go through them one by one."""

    WHOLE = "WHOLE"
    NAME = "NAME"
    STEP = "STEP"
    WAY = "WAY"
    PAPER = "PAPER"
    FORM = "FORM"
    TIME = "TIME"
    AUDIENCE = "AUDIENCE"
    AGENCY = "AGENCY"
    FEE = "FEE"
    CONDITION = "CONDITION"
    RESULT = "RESULT"
    BASIS = "BASIS"


class Proposal(StrEnum):
    """What the review proposes of one item."""

    KEEP = "KEEP"
    DROP = "DROP"
    AMEND = "AMEND"
    REPLACE = "REPLACE"


class Verdict(StrEnum):
    """What the review proposes of the procedure as a whole."""

    KEEP = "KEEP"
    SIMPLIFY = "SIMPLIFY"
    ABOLISH = "ABOLISH"


class Side(StrEnum):
    """A cost as it is now, or as it will be."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


class State(StrEnum):
    """Where a review stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    AGREED = "AGREED"
    DECIDED = "DECIDED"


class TextKind(StrEnum):
    """What kind of legal document is drafted."""

    RESOLUTION = "RESOLUTION"
    DECISION = "DECISION"


class TextState(StrEnum):
    """Where a draft of a legal document stands with the office that gives its opinion."""

    DRAFT = "DRAFT"
    ASKED = "ASKED"
    AGREED = "AGREED"
    RETURNED = "RETURNED"


PART_LABELS: dict[Part, Promise] = {
    Part.WHOLE: pgettext_lazy("review", "the procedure as a whole"),
    Part.NAME: pgettext_lazy("review", "name"),
    Part.STEP: pgettext_lazy("review", "step"),
    Part.WAY: pgettext_lazy("review", "way of filing"),
    Part.PAPER: pgettext_lazy("review", "component"),
    Part.FORM: pgettext_lazy("review", "form"),
    Part.TIME: pgettext_lazy("review", "legal time"),
    Part.AUDIENCE: pgettext_lazy("review", "audience"),
    Part.AGENCY: pgettext_lazy("review", "agency"),
    Part.FEE: pgettext_lazy("review", "fee or charge"),
    Part.CONDITION: pgettext_lazy("review", "requirement, condition"),
    Part.RESULT: pgettext_lazy("review", "result"),
    Part.BASIS: pgettext_lazy("review", "legal basis"),
}
PROPOSAL_LABELS: dict[Proposal, Promise] = {
    Proposal.KEEP: pgettext_lazy("proposal", "keep"),
    Proposal.DROP: pgettext_lazy("proposal", "drop"),
    Proposal.AMEND: pgettext_lazy("proposal", "amend"),
    Proposal.REPLACE: pgettext_lazy("proposal", "replace"),
}
VERDICT_LABELS: dict[Verdict, Promise] = {
    Verdict.KEEP: _("keep the procedure as it is"),
    Verdict.SIMPLIFY: _("simplify the procedure"),
    Verdict.ABOLISH: _("abolish the procedure"),
}
SIDE_LABELS: dict[Side, Promise] = {
    Side.BEFORE: pgettext_lazy("cost", "now"),
    Side.AFTER: pgettext_lazy("cost", "after simplification"),
}
STATE_LABELS: dict[State, Promise] = {
    State.DRAFT: pgettext_lazy("review", "under review"),
    State.SUBMITTED: pgettext_lazy("review", "waits for the office's opinion"),
    State.AGREED: pgettext_lazy("review", "agreed, waits for the decision"),
    State.DECIDED: pgettext_lazy("review", "decided"),
}
TEXT_LABELS: dict[TextKind, Promise] = {
    TextKind.RESOLUTION: _("resolution of the People's Council"),
    TextKind.DECISION: _("decision of the People's Committee"),
}
TEXT_STATE_LABELS: dict[TextState, Promise] = {
    TextState.DRAFT: pgettext_lazy("legal draft", "being assessed"),
    TextState.ASKED: pgettext_lazy("legal draft", "waits for the office's opinion"),
    TextState.AGREED: pgettext_lazy("legal draft", "agreed"),
    TextState.RETURNED: pgettext_lazy("legal draft", "returned"),
}


def plan_subject(plan: int) -> str:
    return f"review_plan:{plan}"


def review_subject(review: int) -> str:
    return f"review:{review}"


def text_subject(text: int) -> str:
    return f"legal_text:{text}"
