"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class CopyNotFound(Refusal):
    message = _("There is no such copy.")


class SourceNotFound(Refusal):
    message = _(
        "There is no such document to copy, or it may not be copied: it is not issued, or was taken back."
    )


class FileUnfit(Refusal):
    message = _("Only a PDF is copied. Take the scan of the whole document in as a PDF first.")


class NotYours(Refusal):
    message = _("This is not yours to do.")


class NotNow(Refusal):
    message = _("This cannot be done now: somebody did something with the copy meanwhile. Look at it again.")


class AlreadyElectronic(Refusal):
    message = _(
        "This file bears a digital signature: it is the original itself and is given on as it is. A copy of the whole"
        " is made of it on paper only (Decree 30/2020, article 25)."
    )


class CopiedFromCopy(Refusal):
    message = _("This file is itself copy %(code)s. What is copied from a copy is “sao lục” or an excerpt.")


class OwnIsNoCopy(Refusal):
    message = _("A document of this agency is the original. “Sao lục” is made only from a copy that came in.")


class PagesUnclear(Refusal):
    message = _("Say which pages the excerpt takes, for example 1, 3-5.")


class FirstPageMissing(Refusal):
    message = _(
        "An excerpt begins with page 1: who issued the document, its number, day and name stand there."
    )


class PurposeMissing(Refusal):
    message = _("Say what the copy is for.")


class RecipientsMissing(Refusal):
    message = _("Say for whom the copy is; the last line is what is kept, for example “Lưu: VT.”")


class SheetsUnclear(Refusal):
    message = _("Say how many copies are printed: 1 to 999.")


class SignatoryUnfit(Refusal):
    message = _("%(name)s has no right to sign copies today. Choose another signatory.")


class SecretCopy(Refusal):
    message = _(
        "This is said to be secret. Secret documents are copied under another law and never here. Nothing was kept."
    )


class ReasonMissing(Refusal):
    message = _("Give the reason: it is kept, and who reads it must know what to do.")
