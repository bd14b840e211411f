"""Why the room says no."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class PlanNotFound(Refusal):
    message = _("No such plan was issued by that day.")


class TaskNotFound(Refusal):
    message = _("The plan has no such task.")


class PlanAlreadyImported(Refusal):
    """The same document twice would count every duty twice; an amendment has a number of its own."""

    message = _("Decision %(number)s of %(issued_on)s was imported already. Nothing was changed.")


class DocumentUnknown(Refusal):
    """Raised for a reading without the decision's number, date or year."""

    message = _("The decision's %(missing)s could not be read. Mend the file's heading and read it again.")
