"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class SystemUnknown(Refusal):
    message = _("There is no such system in the register.")


class CodeUnfit(Refusal):
    message = _("A code has 2 to 20 capital letters, digits or hyphens, for example HOTICH.")


class CodeTaken(Refusal):
    message = _("%(code)s is in the register already.")


class BasisMissing(Refusal):
    message = _("Say what it rests on: a decision, a circular, a letter of the ministry.")


class WordsMissing(Refusal):
    message = _("Name the system and the ministry it belongs to.")


class AddressUnfit(Refusal):
    message = _("The address of the sign-in page begins with https://.")


class PatternUnfit(Refusal):
    message = _(
        "The form of the number holds at least one of 9 (a digit), A (a letter), * (either) or # (one digit or "
        "more), and no two # side by side."
    )


class FieldsUnfit(Refusal):
    message = _("Line %(line)s of the fields cannot be used: %(why)s.")


class StatusesUnfit(Refusal):
    message = _("Line %(line)s of the statuses cannot be used: %(why)s.")


class DayPast(Refusal):
    message = _("It cannot begin before today: cases of earlier days were handled without it.")


class UsedAlready(Refusal):
    message = _("%(system)s is used for %(procedure)s already.")


class ProcedureUnknown(Refusal):
    message = _("No procedure %(code)s is in force on that day.")


class UseNotFound(Refusal):
    message = _("This use has ended already, or was never there.")


class EndUnfit(Refusal):
    message = _("It ends today or later, and not before it began.")


class NotNeeded(Refusal):
    message = _("This case need not be entered in %(system)s.")


class NotYours(Refusal):
    message = _("Whoever answers for the case, or has it now, enters it.")


class NumberMissing(Refusal):
    message = _("Type or scan the number that %(system)s gave to the case.")


class NumberUnfit(Refusal):
    message = _("“%(number)s” is no number of %(system)s: they look like %(pattern)s.")


class NumberTaken(Refusal):
    message = _("%(number)s stands on another case already. Look whether it was read from the right line.")


class ReasonMissing(Refusal):
    message = _("Say why the number is changed; the old one stays in the history.")


class FileTaken(Refusal):
    message = _("This very file was taken in already, on %(day)s by %(name)s.")


class FileRefused(Refusal):
    message = _("%(count)s lines cannot be read; nothing was taken in.")


class DaysUnfit(Refusal):
    message = _(
        "The last of the days that the file holds in full comes before the first, or is still to come."
    )


class DifferenceNotFound(Refusal):
    message = _("There is no such difference.")


class SettledAlready(Refusal):
    message = _("It was settled already, on %(day)s by %(name)s.")


class ExplanationMissing(Refusal):
    message = _("Say how it came about, in a sentence that the inspector understands.")


class AnswerUnfit(Refusal):
    message = _("Only a difference of numbers on one case can be settled by taking theirs.")
