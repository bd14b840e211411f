"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class OrderNotFound(Refusal):
    message = _("There is no such parcel.")


class NotYoursToSend(Refusal):
    message = _("Only the one-stop of the agency that sends the parcel does this.")


class NotYoursToSettle(Refusal):
    message = _("The head of the agency that sends the parcel decides this.")


class NotWithThePost(Refusal):
    message = _("This cannot be done with the parcel any more: it is %(state)s.")


class ReceiverMissing(Refusal):
    message = _("Write the name of who receives it.")


class PhoneUnfit(Refusal):
    message = _("Write a telephone number that the post can call, for example 0912 345 678.")


class PlaceMissing(Refusal):
    message = _("Write the whole address: house number or village, ward or commune, district, province.")


class CodUnfit(Refusal):
    message = _("Money on delivery is whole đồng, from 0 to %(most)s.")


class NobodySigned(Refusal):
    message = _("Write the name of the post’s collector who signs for the parcels.")


class NothingChosen(Refusal):
    message = _("Mark the parcels that are handed over.")


class NotAllThere(Refusal):
    message = _("Parcel %(code)s cannot be handed over: %(why)s.")


class ReasonNeeded(Refusal):
    message = _("Say why, in a sentence that stays with the parcel.")


class ListNotFound(Refusal):
    message = _("There is no such hand-over list.")


class NewsNotFound(Refusal):
    message = _("There is no such message of the post.")


class SettledAlready(Refusal):
    message = _("%(name)s settled this already.")


class ToldOtherwise(Refusal):
    message = _("Message %(number)s of the post was told before with other words.")


class PapersUnchosen(Refusal):
    message = _("Mark at least one paper that the post fetches.")


class DayUnfit(Refusal):
    message = _("The post does not come on that day. Choose one of the days that are offered.")


class TooLateToCallOff(Refusal):
    message = _("The post has your papers already. Call the one-stop, or 1022, if you want them back.")


class NothingCame(Refusal):
    message = _("Say of at least one parcel how it came.")


class NobodyBrought(Refusal):
    message = _("Write the name of the post’s carrier who brought them.")


class SayHow(Refusal):
    message = _("Say in a sentence what is wrong with parcel %(code)s.")


class CameAlready(Refusal):
    message = _("Parcel %(code)s was checked in before, or is not to come any more.")
