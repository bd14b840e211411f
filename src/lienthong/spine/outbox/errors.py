from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NotADeadLetter(Refusal):
    message = _(
        "This delivery no longer waits for a decision: someone has already tried it again or given it up."
    )


class Noted(Exception):
    """A handler's failure with a note of its own, written together with the outbox's: what the handler itself wrote
    is undone.
    """

    def note(self) -> None:
        raise NotImplementedError


class ReasonMissing(Refusal):
    message = _("Say why: the reason is kept with the decision.")
