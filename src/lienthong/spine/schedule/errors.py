from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NothingFailed(Refusal):
    message = _("This daily work no longer waits for a decision: it has been tried again already.")
