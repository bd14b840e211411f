from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class FileRefused(Refusal):
    """The base of all refusals of an upload."""


class EmptyFile(FileRefused):
    message = _("The file is empty.")


class TooLarge(FileRefused):
    message = _("The file is larger than %(megabytes)s MB.")


class TypeNotAllowed(FileRefused):
    message = _("This kind of file is not accepted here. Accepted: %(accepted)s.")


class ContentContradictsName(FileRefused):
    message = _(
        "The content is not what the name says: %(extension)s. Save the document again in that format."
    )


class UnsafeArchive(FileRefused):
    message = _("The file cannot be unpacked safely.")


class UnpacksTooLarge(UnsafeArchive):
    message = _("The file would grow beyond all measure when unpacked.")


class NestedArchive(UnsafeArchive):
    message = _("The file holds another archive: unpack it and send the documents.")


class Encrypted(UnsafeArchive):
    message = _("The file is protected by a password: send it without.")


class HoldsMacros(FileRefused):
    message = _("The document holds macros: save it without them.")


class ReachesOut(FileRefused):
    message = _(
        "The document fetches something from elsewhere when it is opened: break its links, save it again and send it."
    )


class PictureTooLarge(FileRefused):
    message = _("The picture has more than %(megapixels)s million points.")
