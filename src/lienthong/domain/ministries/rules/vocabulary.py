"""The words in which a system is described, and in which what became of it is kept."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(StrEnum):
    """What of a case fills a field of the other system."""

    NAME = "name"
    BIRTH = "birth"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BROUGHT_BY = "brought_by"
    CASE_NUMBER = "case_number"
    RECEIVED_ON = "received_on"
    DUE_ON = "due_on"
    PROCEDURE = "procedure"
    PROCEDURE_CODE = "procedure_code"
    CONTENT = "content"
    AGENCY = "agency"
    NOTHING = "nothing"


SOURCE_LABELS = {
    Source.NAME: _("the applicant’s name"),
    Source.BIRTH: _("the applicant’s day of birth"),
    Source.NUMBER: _("the number of the applicant’s paper"),
    Source.PHONE: _("the applicant’s telephone"),
    Source.EMAIL: _("the applicant’s e-mail"),
    Source.ADDRESS: _("the applicant’s address"),
    Source.BROUGHT_BY: _("who brought it"),
    Source.CASE_NUMBER: _("our number of the case"),
    Source.RECEIVED_ON: _("the day on which it was received"),
    Source.DUE_ON: _("the day on which the result is due"),
    Source.PROCEDURE: _("the name of the procedure"),
    Source.PROCEDURE_CODE: _("the code of the procedure"),
    Source.CONTENT: _("the content of the case"),
    Source.AGENCY: _("the agency that received it"),
    Source.NOTHING: _("nothing of ours: it is typed there"),
}


class Shape(StrEnum):
    """How the other system wants a value written."""

    PLAIN = "plain"
    UPPER = "upper"
    DAY = "day"
    ISO = "iso"
    DIGITS = "digits"


SHAPE_LABELS = {
    Shape.PLAIN: _("as it stands"),
    Shape.UPPER: _("in capitals"),
    Shape.DAY: _("as dd/mm/yyyy"),
    Shape.ISO: _("as yyyy-mm-dd"),
    Shape.DIGITS: _("digits only"),
}


class Standing(StrEnum):
    """A status of the other system, in our words."""

    OPEN = "OPEN"
    DONE = "DONE"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


STANDING_LABELS = {
    Standing.OPEN: pgettext_lazy("there", "being handled"),
    Standing.DONE: pgettext_lazy("there", "done"),
    Standing.REFUSED: pgettext_lazy("there", "refused"),
    Standing.WITHDRAWN: pgettext_lazy("there", "withdrawn"),
}


COLUMNS: Final = ("number", "case", "status", "at")
"""What is read of the other system's file, in the order in which people are asked for its headings."""


class Ours(StrEnum):
    """How a case stands here, as far as another system is concerned: it goes on, has a result, or ended without one."""

    OPEN = "OPEN"
    RESULT = "RESULT"
    NOTHING = "NOTHING"


class EntryState(StrEnum):
    """DROPPED: the case ended without a result before it was entered."""

    WAITING = "WAITING"
    ENTERED = "ENTERED"
    DROPPED = "DROPPED"


class Deed(StrEnum):
    """What happened to an entry."""

    ENTERED = "ENTERED"
    CORRECTED = "CORRECTED"
    TOLD = "TOLD"
    DROPPED = "DROPPED"


class Outcome(StrEnum):
    """What a line of the other system's file comes to."""

    ENTERED = "ENTERED"
    TOLD = "TOLD"
    KNOWN = "KNOWN"
    DIFFERS = "DIFFERS"
    UNKNOWN = "UNKNOWN"
    REFUSED = "REFUSED"


OUTCOME_LABELS = {
    Outcome.ENTERED: _("its number is put on the case"),
    Outcome.TOLD: _("tells a new status"),
    Outcome.KNOWN: _("known already"),
    Outcome.DIFFERS: _("differs"),
    Outcome.UNKNOWN: _("not known here"),
    Outcome.REFUSED: _("cannot be read"),
}


class Kind(StrEnum):
    """In what the two sides differ.

    NUMBER: another number there than here. CASE: the same number, on another case. UNKNOWN: there, and of no case
    here. MISSING: here, and not in their file. STATUS: ended in another way. UNENTERED: the result is signed, and it
    was never entered.
    """

    NUMBER = "NUMBER"
    CASE = "CASE"
    UNKNOWN = "UNKNOWN"
    MISSING = "MISSING"
    STATUS = "STATUS"
    UNENTERED = "UNENTERED"


KIND_LABELS = {
    Kind.NUMBER: _("another number there"),
    Kind.CASE: _("the number is on another case there"),
    Kind.UNKNOWN: _("there, of no case here"),
    Kind.MISSING: _("here, not in their file"),
    Kind.STATUS: _("ended in another way"),
    Kind.UNENTERED: _("result signed, never entered"),
}


class Answer(StrEnum):
    """How a difference was settled. ITSELF: a later file or entry showed both sides alike."""

    OURS = "OURS"
    THEIRS = "THEIRS"
    EXPLAINED = "EXPLAINED"
    ITSELF = "ITSELF"


ANSWER_LABELS = {
    Answer.OURS: _("ours is right; they put theirs right"),
    Answer.THEIRS: _("theirs is right; ours is corrected"),
    Answer.EXPLAINED: _("both may stand; explained"),
    Answer.ITSELF: _("settled by itself"),
}
