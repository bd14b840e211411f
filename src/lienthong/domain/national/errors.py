"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class FilingNotFound(Refusal):
    message = _("There is no such filing of the national portal, or it is not in your reach.")


class FilingSettled(Refusal):
    message = _("This filing no longer waits: it was taken in or given back meanwhile.")


class QuestionNotFound(Refusal):
    message = _("There is no such question, or it is another agency's to answer.")


class QuestionAnswered(Refusal):
    message = _("%(name)s answered this question already.")


class AnswerMissing(Refusal):
    message = _("Write the answer.")


class NamesSomebody(Refusal):
    message = _(
        "What everybody may read must hold no telephone, card number or address of mail. Take it out, or do not"
        " publish it."
    )


class NowhereToPass(Refusal):
    message = _("Choose another agency of the province, and say why the question is for it.")


class NoAnsweringTime(Refusal):
    message = _("No rule says yet by when a question is answered.")


class NothingChosen(Refusal):
    message = _("Choose at least one case to send again.")


class SpanTooLong(Refusal):
    message = _("Compare at most %(days)s days at a time, the first day before the last.")


class ReasonMissing(Refusal):
    message = _("Say why it is given back: the applicant reads it at the national portal.")
