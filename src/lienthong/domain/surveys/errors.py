"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NotYetRated(Refusal):
    message = _("You can say how it went once the result is there.")


class RatedForGood(Refusal):
    """``day`` is the last one on which it could be changed."""

    message = _("What you said could be changed until %(day)s. It stands now.")


class LevelUnfit(Refusal):
    message = _("Choose one of the five levels.")


class NoQuestions(Refusal):
    message = _("A questionnaire needs at least one question, each with its own code.")


class NothingSaid(Refusal):
    message = _("Write what happened, in a sentence or two.")


class TooManyRemarks(Refusal):
    message = _("This case has %(most)s remarks that wait for an answer. Please wait for it.")


class NoAnsweringTime(Refusal):
    message = _("The time for an answer is not laid down yet. Please call 1022.")


class RemarkNotFound(Refusal):
    message = _("There is no such remark here.")


class AnsweredAlready(Refusal):
    message = _("%(name)s answered this already. An answer that was given stays.")


class AnswerMissing(Refusal):
    message = _("Write the answer: the person reads it as it stands.")
