from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class CauseUnknown(Refusal):
    message = _("There is no such cause.")


class WordsMissing(Refusal):
    message = _("Write the cause in words, and for what it may be chosen.")


class BasisMissing(Refusal):
    message = _("Say on what decision the list is changed.")


class ListedAlready(Refusal):
    message = _("“%(words)s” stands in the list already.")


class EndsInThePast(Refusal):
    message = _("What was chosen until now stays. Choose today or a later day.")


class EndedAlready(Refusal):
    message = _("It was ended already.")
