"""Refusals of the room of plans."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NotAPlan(Refusal):
    """The file holds no table of tasks."""

    message = _(
        "This file is not a reform plan: no table of tasks with who leads and until when was found in it."
    )


class UnreadableFile(NotAPlan):
    """The file cannot be opened as what it claims to be."""

    message = _(
        "This file is not a plan that can be read: it is damaged, locked by a password or of another kind."
    )


class UnsupportedFile(NotAPlan):
    """The file is of a kind that is not read."""

    message = _("This file is not a plan of a kind that is read: save it as .docx, .xlsx or plain text.")


class SecretDocument(NotAPlan):
    """Documents marked Mật, Tối mật or Tuyệt mật may not be kept on such a system (Decree 30/2020, 15.2)."""

    message = _(
        "This file is marked secret. Secret documents may not be brought into this system; take it back."
    )


class FileTooLarge(NotAPlan):
    """The file unpacks to more than a plan can need."""

    message = _("This file is not a plan: it is larger than any plan can be.")


class PaperTooLong(Refusal):
    """A cell of a workbook holds 32,767 characters."""

    message = _("A cell of this plan is longer than a workbook can hold. Take the Word file or JSON instead.")


class DocumentUnknown(Refusal):
    """The reading lacks the decision's number, day or year."""

    message = _("The decision's %(missing)s could not be read. Mend the file's heading and read it again.")


class PlanAlreadyImported(Refusal):
    """The same document twice would count every duty twice; an amendment has a number of its own."""

    message = _("Decision %(number)s of %(issued_on)s was imported already. Nothing was changed.")


class PlanNotFound(Refusal):
    message = _("No such plan was issued by that day.")


class TaskNotFound(Refusal):
    message = _("The plan has no such task.")
