"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class PlanNotFound(Refusal):
    message = _("There is no such plan.")


class ReviewNotFound(Refusal):
    message = _("There is no such review.")


class TextNotFound(Refusal):
    message = _("There is no such draft of a legal document.")


class PlanIsIssued(Refusal):
    message = _("The plan is issued and no longer changes.")


class PlanNotIssued(Refusal):
    message = _("The plan is not issued yet.")


class PlanTaken(Refusal):
    message = _("Decision %(number)s of that day issued another plan.")


class TitleMissing(Refusal):
    message = _("Write what it is called.")


class EntriesMissing(Refusal):
    message = _("A plan has at least one row.")


class EntryUnfit(Refusal):
    """``what`` says why, ``place`` is the row from 1 on."""

    message = _("Row %(place)s: %(what)s")


class CodesMissing(Refusal):
    message = _("Name at least one procedure by its code.")


class NotInForce(Refusal):
    message = _("No procedure with the code %(code)s is in force.")


class CodePlanned(Refusal):
    message = _("The procedure %(code)s stands in the plan twice.")


class AgencyUnknown(Refusal):
    message = _("There is no agency with the code %(code)s.")


class DaysSwapped(Refusal):
    message = _("The last day must not lie before the first.")


class DecisionMissing(Refusal):
    message = _("Write the number of the decision.")


class DecidedLater(Refusal):
    message = _("A decision of a day to come cannot be entered.")


class NotOfEntry(Refusal):
    message = _("This row of the plan does not name the procedure %(code)s.")


class ReviewOpen(Refusal):
    message = _("The procedure is under review already.")


class NotWritten(Refusal):
    message = _("This sheet can no longer be changed: it was handed in.")


class SheetChanged(Refusal):
    """Two people wrote at once."""

    message = _("Somebody else changed this sheet meanwhile. Look at it again; nothing of yours was kept.")


class Incomplete(Refusal):
    """``first`` is the first gap in words."""

    message = _("%(count)s places are not filled in. The first: %(first)s")


class NotSubmitted(Refusal):
    message = _("The review does not wait for an opinion.")


class OwnWork(Refusal):
    message = _("Who handed it in does not give the opinion on it.")


class ReasonMissing(Refusal):
    message = _("Give the reason, so that who reads this later understands it.")


class NothingChosen(Refusal):
    message = _("Mark at least one review whose proposal is approved.")


class NotAgreed(Refusal):
    message = _("“%(name)s” has no opinion of the office yet, or is decided already.")


class DecisionKnown(Refusal):
    message = _("Decision %(number)s of that day is entered already.")


class NotToCarryOut(Refusal):
    message = _("There is no approved simplification of this procedure that waits to be drafted.")


class NotAsked(Refusal):
    message = _("The draft does not wait for an opinion.")


class TextClosed(Refusal):
    message = _("The draft waits for the office's opinion or has it; its sheets no longer change.")


class SheetsMissing(Refusal):
    message = _("Assess at least one procedure of the draft first.")


class SheetTaken(Refusal):
    message = _("The draft holds a procedure of this name already.")
