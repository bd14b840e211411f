"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class DocumentNotFound(Refusal):
    message = _("There is no such document.")


class NotYours(Refusal):
    message = _("This is not yours to do: the document lies with somebody else.")


class OtherName(Refusal):
    message = _("The certificate is that of %(name)s, not of %(mine)s.")


class OthersKey(Refusal):
    message = _("The key that the signing service keeps under this name does not bear the name %(mine)s.")


class NobodyThere(Refusal):
    message = _("The signing service keeps no key under this name.")


class RequestNotFound(Refusal):
    message = _("There is no such question on a telephone.")


class NotNow(Refusal):
    """The table of moves does not allow it; most often somebody else was quicker."""

    message = _("This cannot be done now: somebody moved the document meanwhile. Look at it again.")


class AnotherVersion(Refusal):
    message = _("The document was written anew after you opened it. Read this version, then sign.")


class SecretDocument(Refusal):
    message = _(
        "This document is said to be secret. Secret documents may not be written, kept or sent here, not even what"
        " they are about. Nothing of it was kept."
    )


class TooManyAttached(Refusal):
    message = _("At most %(most)s files can go with a document. Nothing was attached.")


class TooMuchAttached(Refusal):
    message = _("All files that go with a document may have %(megabytes)s MB together. Nothing was attached.")


class TitleMissing(Refusal):
    message = _("Give each attachment the title by which the document names it.")


class WordUnread(Refusal):
    message = _("There is no text in this Word file that could be read, or more than one document holds.")


class ReasonMissing(Refusal):
    message = _("Give the reason: it is kept, and who reads it must know what to do.")


class SubjectMissing(Refusal):
    message = _("Say in one sentence what the document is about.")


class BodyMissing(Refusal):
    message = _("The document has no content yet.")


class AddresseeMissing(Refusal):
    message = _("Say to whom it is addressed.")


class UnitMissing(Refusal):
    message = _("A letter bears the sign of the unit that drafts it, for example CCHC.")


class RecipientsMissing(Refusal):
    message = _("Say who gets the document; the last line is what is kept, for example “Lưu: VT, CCHC.”")


class SignatoryUnfit(Refusal):
    message = _("%(name)s has no right to sign this kind of document today. Choose another signatory.")


class InitiallerUnfit(Refusal):
    message = _("This person does not initial documents at your agency. Choose another.")


class SlipMissing(Refusal):
    message = _("Say on the submission why this document is needed and what you propose.")


class PinMissing(Refusal):
    message = _("Type the PIN of the key.")


class YearPassed(Refusal):
    message = _(
        "The document was set in %(year)s and would get a number of %(today)s. Return it: it must be set and signed"
        " anew."
    )


class ReplacedByItsKind(Refusal):
    message = _("A document is replaced by one of the same kind: %(kind)s.")


class CorrectionIsLetter(Refusal):
    message = _("What is wrong in form is corrected by a letter (công văn đính chính).")


class NoAuthorityHere(Refusal):
    message = _("No authority that issues certificates is set up here, so no key can be made on this page.")


class YearNotOver(Refusal):
    message = _("The register of %(year)s is closed when the year is over.")


class NothingToClose(Refusal):
    message = _("The register of %(year)s has no entry.")
