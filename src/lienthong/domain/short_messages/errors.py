from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NothingToSend(Refusal):
    message = _("This message is on its way or has arrived: there is nothing to send again.")


class NoGateway(Refusal):
    message = _("No gateway of short messages is connected here, so no code can be sent.")


class CodeWrong(Refusal):
    message = _("This is not the code that was sent. Look at the newest message.")


class CodeSpent(Refusal):
    message = _("This code is no longer worth anything. Ask for a new one.")
