"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class ProposedAlready(Refusal):
    message = _(
        "The same act already waits for a second person. Wait for the answer, or withdraw that proposal."
    )


class NotWaiting(Refusal):
    message = _("This proposal was decided or withdrawn meanwhile.")


class NotYourRight(Refusal):
    message = _("You do not hold the right that this act needs here.")


class OwnProposal(Refusal):
    message = _("Nobody decides on their own proposal. Another person with the same right does.")


class NotYourProposal(Refusal):
    message = _("Only who proposed it withdraws a proposal. You may refuse it, with a reason.")


class ConcernsYou(Refusal):
    message = _("This act concerns your own account. Another person decides.")


class ChangedMeanwhile(Refusal):
    message = _("What the proposal rests on has changed since. Refuse it; it can be proposed anew.")


class ReasonMissing(Refusal):
    message = _("Give the reason: the other person reads it, and it is kept.")
