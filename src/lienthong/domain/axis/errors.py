"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class MessageNotFound(Refusal):
    message = _("There is no such message on the axis.")


class NeighbourNotFound(Refusal):
    message = _("There is no such neighbour on the axis, or it has ended.")


class NameMissing(Refusal):
    message = _("Say what the neighbour is called and which agency it speaks for.")


class SystemTaken(Refusal):
    message = _("Another neighbour bears this system name already.")


class HashDiffers(Refusal):
    message = _("The file that came is not the one that was announced: its digest differs.")


class NotYourMessage(Refusal):
    message = _("This message is not for your system.")


class CodeTaken(Refusal):
    message = _("The code %(code)s belongs to another agency on the axis.")


class NotDead(Refusal):
    message = _("This message no longer waits for you: somebody sent it again or settled it meanwhile.")


class ReasonMissing(Refusal):
    message = _("Say why: it stays on record.")
