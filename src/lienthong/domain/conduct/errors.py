"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class MatterNotFound(Refusal):
    """Also one of an agency that the reader does not see, or does not see yet."""

    message = _("There is no such matter here.")


class AnsweredAlready(Refusal):
    message = _("%(name)s answered this already. An answer that was given stays.")


class WordsMissing(Refusal):
    message = _("Write what was found, in a sentence or two.")


class WhoMissing(Refusal):
    message = _("Say which person or unit the measure concerns.")


class DecisionMissing(Refusal):
    message = _("A disciplinary measure has a decision: give its number and its day.")


class DayAhead(Refusal):
    message = _("The decision cannot be of a day that is still to come.")


class NoSuchAgency(Refusal):
    message = _("Choose an agency that you see.")


class CaseUnknown(Refusal):
    message = _("There is no case with this number at that agency.")
