"""What is not in order in a draft: each finding with its code, the row it is about and a sentence."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lienthong.domain.procedures.rules.vocabulary import CHANNEL_LABELS, Channel


class Code(StrEnum):
    # of the internal process
    NO_STEPS = "no_steps"
    UNIT_MISSING = "unit_missing"
    UNIT_UNKNOWN = "unit_unknown"
    ROLE_MISSING = "role_missing"
    ROLE_UNKNOWN = "role_unknown"
    STEP_WITHOUT_TIME = "step_without_time"
    FOLLOWS_UNKNOWN = "follows_unknown"
    FOLLOWS_BELOW = "follows_below"
    UNREACHABLE = "unreachable"
    RETURNS_NOWHERE = "returns_nowhere"
    NOBODY_WAITS = "nobody_waits"
    NO_BUSINESS_END = "no_business_end"
    SEVERAL_ENDS = "several_ends"
    PAUSED_TWICE = "paused_twice"
    RESUMED_UNPAUSED = "resumed_unpaused"
    ENDS_WHILE_PAUSED = "ends_while_paused"
    NEVER_RESUMED = "never_resumed"
    BEYOND_LEGAL_TIME = "beyond_legal_time"
    TIME_TO_SPARE = "time_to_spare"
    # of the legal record
    NO_FIELD = "no_field"
    NO_LEVEL = "no_level"
    NO_AGENCY = "no_agency"
    AGENCY_UNKNOWN = "agency_unknown"
    NO_AUDIENCE = "no_audience"
    NO_SEQUENCE = "no_sequence"
    NO_WAY = "no_way"
    NO_DECLARED_TIME = "no_declared_time"
    NO_PAPERS = "no_papers"
    PAPER_UNCOUNTED = "paper_uncounted"
    PAPER_TWICE = "paper_twice"
    NO_FEE = "no_fee"
    FEE_UNREADABLE = "fee_unreadable"
    FEE_UNREASONED = "fee_unreasoned"
    NO_BASIS = "no_basis"
    NO_RESULT = "no_result"
    NO_ONLINE_LEVEL = "no_online_level"
    NO_SUPPLEMENT_RULE = "no_supplement_rule"
    NO_FORM_FIELDS = "no_form_fields"
    FORM_BROKEN = "form_broken"
    CHOICE_UNLISTED = "choice_unlisted"
    LOOKS_LIKE_A_TEST = "looks_like_a_test"
    # of a file alone
    SUM_DIFFERS = "sum_differs"


ASKED = frozenset(
    {
        Code.NOBODY_WAITS,
        Code.TIME_TO_SPARE,
        Code.NO_PAPERS,
        Code.PAPER_UNCOUNTED,
        Code.PAPER_TWICE,
        Code.NO_FORM_FIELDS,
        Code.CHOICE_UNLISTED,
        Code.LOOKS_LIKE_A_TEST,
    }
)
"""A person may answer these with a reason; all others must be mended."""

OF_A_FILE = frozenset(
    {
        Code.NO_STEPS,
        Code.UNIT_MISSING,
        Code.UNIT_UNKNOWN,
        Code.STEP_WITHOUT_TIME,
        Code.NO_BUSINESS_END,
        Code.SEVERAL_ENDS,
        Code.PAUSED_TWICE,
        Code.RESUMED_UNPAUSED,
        Code.ENDS_WHILE_PAUSED,
        Code.NEVER_RESUMED,
        Code.NO_DECLARED_TIME,
        Code.NO_PAPERS,
        Code.PAPER_TWICE,
        Code.FEE_UNREADABLE,
        Code.NO_FORM_FIELDS,
        Code.LOOKS_LIKE_A_TEST,
        Code.SUM_DIFFERS,
    }
)
"""What an importing file can be blamed for; the rest it has no words for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``row`` is a row of the internal process; ``about`` the words or figures in question."""

    code: Code
    row: int | None = None
    about: str = ""

    @property
    def is_asked(self) -> bool:
        return self.code in ASKED

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % {"row": self.row, "about": _words(self.about)}


def _words(about: str) -> str:
    """A channel by its name, everything else as it is."""
    return str(CHANNEL_LABELS[Channel(about)]) if about in Channel else about


MESSAGES: dict[Code, Promise] = {
    Code.NO_STEPS: _("The internal process has no rows."),
    Code.UNIT_MISSING: _("Row %(row)s: no unit is stated."),
    Code.ROLE_MISSING: _("Row %(row)s: nobody is stated who works on it."),
    Code.UNIT_UNKNOWN: _("Row %(row)s: there is no unit “%(about)s” on that day."),
    Code.ROLE_UNKNOWN: _("Row %(row)s: “%(about)s” is no role."),
    Code.STEP_WITHOUT_TIME: _("Row %(row)s: no time is stated for “%(about)s”."),
    Code.FOLLOWS_UNKNOWN: _("Row %(row)s follows row %(about)s, which does not exist."),
    Code.FOLLOWS_BELOW: _("Row %(row)s follows row %(about)s, which does not stand above it."),
    Code.UNREACHABLE: _("Row %(row)s is never reached: nothing leads to “%(about)s”."),
    Code.RETURNS_NOWHERE: _("Row %(row)s returns to row %(about)s, which does not lead to it."),
    Code.NOBODY_WAITS: _("Row %(row)s: the case ends without waiting for “%(about)s”."),
    Code.NO_BUSINESS_END: _("No task ends the business clock: say at which task the result is signed."),
    Code.SEVERAL_ENDS: _("Row %(row)s: the business clock was already ended in row %(about)s."),
    Code.PAUSED_TWICE: _("Row %(row)s: “%(about)s” pauses a clock that is paused already."),
    Code.RESUMED_UNPAUSED: _("Row %(row)s: “%(about)s” resumes a clock that nobody paused."),
    Code.ENDS_WHILE_PAUSED: _("Row %(row)s: “%(about)s” ends a clock that is paused."),
    Code.NEVER_RESUMED: _("Row %(row)s: the clock that “%(about)s” pauses is never resumed."),
    Code.BEYOND_LEGAL_TIME: _(
        "Row %(row)s ends beyond the legal time: %(about)s working days (taken / given)."
    ),
    Code.TIME_TO_SPARE: _("The rows take less than the legal time: %(about)s working days (taken / given)."),
    Code.NO_FIELD: _("The field is not stated."),
    Code.NO_LEVEL: _("The level that decides is not stated."),
    Code.NO_AGENCY: _("The agency that decides is not stated."),
    Code.AGENCY_UNKNOWN: _("There is no agency or group “%(about)s” on that day."),
    Code.NO_AUDIENCE: _("Nobody is stated for whom the procedure is."),
    Code.NO_SEQUENCE: _("The steps as the law words them are missing."),
    Code.NO_WAY: _("No way of filing is stated."),
    Code.NO_DECLARED_TIME: _("The legal time is not stated: %(about)s."),
    Code.NO_PAPERS: _("No papers are listed."),
    Code.PAPER_UNCOUNTED: _("It is not stated how many are filed of “%(about)s”."),
    Code.PAPER_TWICE: _("The paper “%(about)s” is listed twice."),
    Code.NO_FEE: _("The fee is not stated; write 0 where there is none."),
    Code.FEE_UNREADABLE: _("“%(about)s” is not an amount of money."),
    Code.FEE_UNREASONED: _("“%(about)s” has neither an amount nor a rule by which it is reckoned."),
    Code.NO_BASIS: _("No legal basis is stated."),
    Code.NO_RESULT: _("The result is not stated."),
    Code.NO_ONLINE_LEVEL: _("The level of online service is not stated."),
    Code.NO_SUPPLEMENT_RULE: _("The rule for asking for completion is not stated."),
    Code.NO_FORM_FIELDS: _("The form that the applicant fills in has no fields."),
    Code.FORM_BROKEN: _("The electronic form cannot be used as it is written: %(about)s."),
    Code.CHOICE_UNLISTED: _("It is not stated what may be chosen at: %(about)s."),
    Code.LOOKS_LIKE_A_TEST: _("“%(about)s” looks like a trial, not like a procedure."),
    Code.SUM_DIFFERS: _("The steps do not add up to the legal time: %(about)s working days (taken / given)."),
}
