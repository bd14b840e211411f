"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class IncomingNotFound(Refusal):
    message = _("There is no such incoming document.")


class SendingNotFound(Refusal):
    message = _("No such document was sent to or from your agency.")


class NotYours(Refusal):
    message = _("This is not yours to do: the incoming document lies with somebody else.")


class NotNow(Refusal):
    """The table does not allow it; most often somebody else was quicker."""

    message = _("This cannot be done now: somebody moved the incoming document meanwhile. Look at it again.")


class AskedBack(Refusal):
    message = _(
        "The sender asks for this document back. The clerk answers first; until then nothing is done with it."
    )


class SecretIncoming(Refusal):
    message = _(
        "This document is said to be secret. Secret documents are entered in a register on paper, never here. Nothing"
        " of it was kept; hand the original to whoever is charged with state secrets."
    )


class SenderMissing(Refusal):
    message = _("Say which agency or person sent the document.")


class SubjectMissing(Refusal):
    message = _("Write the abstract: what the incoming document is about.")


class FileMissing(Refusal):
    message = _("Choose the file of the document: a PDF or a Word file.")


class FromTheFuture(Refusal):
    message = _("This day lies in the future.")


class DueBeforeToday(Refusal):
    message = _("The due day is over already.")


class RegisteredAlready(Refusal):
    message = _("It is registered already: arrival number %(number)s of %(day)s, from the same sender.")


class ReasonMissing(Refusal):
    message = _("Write why: who reads it must know what to do.")


class InstructionMissing(Refusal):
    message = _("Write the instruction: what is to be done.")


class PersonUnfit(Refusal):
    message = _("This person cannot be given the incoming document. Choose another.")


class FileTitleMissing(Refusal):
    message = _("Say in which file (hồ sơ) it is kept.")


class NothingToSend(Refusal):
    message = _("Only a document that is issued and bears the agency's signature is sent.")


class NothingToAmend(Refusal):
    message = _("No agency has this document now: nothing is left to put right.")


class AbstractMissing(Refusal):
    message = _("Write the abstract as it should read.")


class RecipientMissing(Refusal):
    message = _("Choose at least one agency that receives it.")


class RecipientUnfit(Refusal):
    message = _("%(name)s is not an agency of this house today, or is your own.")


class SearchNameMissing(Refusal):
    message = _("Give the search a name by which you will know it again.")


class TooManySearches(Refusal):
    message = _("You keep %(most)s searches already. Drop one first.")
