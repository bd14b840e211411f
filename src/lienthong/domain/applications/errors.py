"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class ApplicationNotFound(Refusal):
    message = _("There is no such application, or it was not continued for too long and was removed.")


class NotFiledOnline(Refusal):
    message = _("“%(name)s” cannot be filed online here today. You can still file it at the one-stop.")


class AlreadySent(Refusal):
    message = _("This application was sent. What was sent is not changed any more.")


class NoSuchPart(Refusal):
    message = _("There is no such part in this application.")


class Unfinished(Refusal):
    """``first`` is the first part that is not done."""

    message = _("%(count)s parts are not done yet. The first: %(first)s.")


class DoNotGoTogether(Refusal):
    """Our records know the number with another name or birth; whose they are is nobody else's business."""

    message = _(
        "Name, number and day of birth do not go together by our records. Look at them once more; if they are right, "
        "go to the one-stop with your card."
    )


class PaperNotYours(Refusal):
    message = _("This paper is not among yours any more. Send the file itself.")


class ExportWaits(Refusal):
    message = _("Your data are being put together already. You are told when they are ready.")


class TooManyUploads(Refusal):
    message = _("Too many files are being sent at once. Let those that were begun arrive first.")


class TooMuch(Refusal):
    message = _(
        "All files of an application together may have %(megabytes)s MB. Remove one, or send smaller ones."
    )


class TooManyFiles(Refusal):
    message = _("One paper takes at most %(most)s files. Remove one first, or put pages into one PDF file.")


class NothingAskedHere(Refusal):
    message = _("This case does not wait for papers any more. What you sent before is there.")


class NothingBrought(Refusal):
    message = _("Choose a file, or write what you want to say. Nothing was sent yet.")
