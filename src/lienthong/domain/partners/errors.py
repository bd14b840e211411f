"""Refusals of the room, and what a sending that did not succeed says to the outbox."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NameMissing(Refusal):
    message = _("Name the system, so that it is known in lists and in the ledger.")


class NameTaken(Refusal):
    message = _("This agency has registered a system of this name already.")


class ScopesNotYours(Refusal):
    message = _(
        "Nobody with a position in this agency may read this, so the agency cannot open it to a system."
    )


class PartnerEnded(Refusal):
    message = _("This system has been ended. Register it anew if it is needed again.")


class SubscriptionEnded(Refusal):
    message = _("This address has been ended. Register it anew if it is needed again.")


class AddressUnreadable(Refusal):
    message = _("Write the whole address, as https://example.vn/tin, without name, password or #.")


class AddressNotSecure(Refusal):
    message = _("The address must begin with https://, so that nobody on the way reads or changes messages.")


class AddressInside(Refusal):
    message = _("The address leads into an internal network. Messages are sent to public addresses only.")


class AddressTaken(Refusal):
    message = _("This system hears at this address already.")


class KindMissing(Refusal):
    message = _("Choose at least one thing to be told of.")
