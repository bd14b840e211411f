"""What the calendar refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class AmountRefused(Refusal):
    message = _("A time limit is a whole number from 1 to %(limit)s.")


class StartOutOfRange(Refusal):
    message = _("Time limits are counted from days between %(first)s and %(last)s.")


class NoWorkingTime(Refusal):
    message = _("No office hours are entered for the days after %(day)s.")


class ClockStopped(Refusal):
    message = _("The clock is stopped by %(decision)s, which names no last day.")


class DayAlreadyEntered(Refusal):
    message = _("%(day)s is already in the calendar: correct that entry instead.")


class HoursAlreadyEntered(Refusal):
    message = _("Office hours of %(scope)s from %(day)s are already entered: correct them instead.")


class SuspensionAlreadyEntered(Refusal):
    message = _("The suspension by %(decision)s is already entered: correct it instead.")


class RuleAlreadyEntered(Refusal):
    message = _("The counting rule %(code)s from %(day)s is already entered: correct it instead.")


class AlreadyCorrected(Refusal):
    message = _("This entry was corrected meanwhile: correct the newer one.")


class HoursRefused(Refusal):
    message = _("Office hours are written as 07:00-11:30 13:30-17:00, one after the other: %(text)s")


class PeriodRefused(Refusal):
    message = _("The last day must not come before the first.")


class OutageRefused(Refusal):
    message = _("An outage has both its hours and a last day, and ends after it began.")


class ReasonMissing(Refusal):
    message = _("Say why the entry is withdrawn: the reason stays with it.")


class DecisionMissing(Refusal):
    message = _("Name the decision, or mark the entry as unconfirmed.")


class BadInput(Refusal):
    message = _("The input is not a JSON list of rows.")


class BadRow(Refusal):
    """A question that cannot be answered; ``number`` counts from 1."""

    message = _("Row %(number)s: %(fault)s")


class ReferenceFault(Refusal):
    message = _("%(file)s, line %(line)s: %(fault)s")
