"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class AgreementNotFound(Refusal):
    message = _("There is no such agreement with the post.")


class NotYoursToKeep(Refusal):
    message = _("Only the head of the agency that transfers the work does this.")


class NumberMissing(Refusal):
    message = _("Write the number of the agreement, for example 05/TT-BĐ.")


class NumberTaken(Refusal):
    message = _("Your agency has an agreement %(number)s already.")


class AnswersMissing(Refusal):
    message = _("Write who answers for what: papers lost, money, lateness.")


class PeriodUnfit(Refusal):
    message = _("The agreement ends before it begins.")


class EndedAlready(Refusal):
    message = _("Agreement %(number)s has ended.")


class TrainingMissing(Refusal):
    message = _("Write when this person was trained, and in what.")


class TrainedLater(Refusal):
    message = _("The day of the training lies in the future.")


class NotOfThePost(Refusal):
    message = _("Choose one of the post’s people.")


class WordsMissing(Refusal):
    message = _("Say it in a sentence that stays.")


class FaultNotFound(Refusal):
    message = _("There is no such fault.")


class AnsweredAlready(Refusal):
    message = _("%(name)s answered for this already.")


class FaultUnfit(Refusal):
    message = _("The day of the fault lies in the future.")
