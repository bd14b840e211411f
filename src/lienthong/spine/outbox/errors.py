from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NotADeadLetter(Refusal):
    message = _(
        "This delivery no longer waits for a decision: someone has already tried it again or given it up."
    )


class ReasonMissing(Refusal):
    message = _("Say why: the reason is kept with the decision.")
