"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NotYours(Refusal):
    message = _("This is not yours to do at this agency.")


class NothingDue(Refusal):
    message = _("No case here is past its time by a rule that was compared with its text.")


class ListWaits(Refusal):
    message = _("A list already waits for the head. Wait for the answer, or withdraw it.")


class NotWaiting(Refusal):
    message = _("This list was decided or withdrawn meanwhile.")


class OwnList(Refusal):
    message = _("Nobody decides on their own list. The head of the agency does.")


class ReasonMissing(Refusal):
    message = _("Give the reason: whoever reads this later must understand it.")


class SourceMissing(Refusal):
    message = _("Name the text that says how long: number, day, article.")


class YearsUnfit(Refusal):
    message = _("A time is 1 to 100 years, or for good.")


class OneNarrowing(Refusal):
    message = _("Name a procedure or a field, not both.")


class NoSuchCase(Refusal):
    message = _("No case of your agency has this number.")


class HeldAlready(Refusal):
    message = _("It is held for this reason already.")


class NoSuchHold(Refusal):
    message = _("There is no such hold, or it was lifted meanwhile.")
