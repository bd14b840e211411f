"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class CaseNotFound(Refusal):
    message = _("There is no such case.")


class NotYours(Refusal):
    message = _("This is not yours to do: the case lies with somebody else.")


class NotNow(Refusal):
    """The table of moves does not allow it; most often somebody else was quicker."""

    message = _("This cannot be done now: somebody moved the case meanwhile. Look at it again.")


class NotInForce(Refusal):
    """Abolished, amended or not begun on the day of receipt."""

    message = _("“%(name)s” is not in force on this day. Choose the procedure again.")


class NotHandledHere(Refusal):
    message = _("“%(name)s” is not received here. It is decided by another agency.")


class NotThisWay(Refusal):
    message = _("“%(name)s” cannot be filed this way.")


class NoTime(Refusal):
    message = _("No time is laid down for “%(name)s”. A publisher must settle it first.")


class PapersMissing(Refusal):
    message = _("Papers that must be there are missing: %(papers)s. Ask for them, or tick what has come.")


class ReasonMissing(Refusal):
    message = _("Give the reason: the applicant and whoever reads this later must understand it.")


class NothingAsked(Refusal):
    message = _("Say which papers are to be brought or mended.")


class NoRoundLeft(Refusal):
    """The procedure's dated rule allows so many rounds."""

    message = _(
        "Papers were asked for %(rounds)s times already, and the rule allows no more. Only a leader may, with a reason."
    )


class AskedTooLate(Refusal):
    message = _("Papers had to be asked for by %(day)s. Later only a leader may, with a reason.")


class NoNextStep(Refusal):
    message = _("This step is the last one. Submit the result for signature.")


class NextSigns(Refusal):
    message = _("The next step signs. Submit the result for signature instead.")


class NothingSigns(Refusal):
    message = _("The result is not signed at the next step. Hand the case over instead.")


class PlaceMissing(Refusal):
    message = _("Say which commune handles the next step.")


class StepUnknown(Refusal):
    message = _("The case did not pass through that step.")


class NoPauseHere(Refusal):
    """Only a step that its process lets wait may stop the clock."""

    message = _("The process does not let this step wait. The clock goes on.")


class HolderUnfit(Refusal):
    message = _("This person has no position at the agency where the case lies.")


class DayUnfit(Refusal):
    message = _("The new day must be a working day after the present one: %(day)s.")


class SecondAppointment(Refusal):
    """Decree 61/2018/NĐ-CP, article 19: once."""

    message = _("The day was moved once already. A second time is not allowed.")


class ListNameMissing(Refusal):
    message = _("Give the filter a name by which you will know it again.")


class TooManyLists(Refusal):
    message = _("You keep %(most)s filters already. Drop one first.")


class AuthorityMissing(Refusal):
    message = _("Say by what right this person brings it for the applicant.")


class NoForm(Refusal):
    """No circular in force on the day has a form for it."""

    message = _("The forms of this day have none for this.")


class NothingIssued(Refusal):
    message = _("No receipt was handed out yet. Print the first one.")


class DayPast(Refusal):
    message = _("Choose today or a later day: what was handed out until now stays as it is.")


class SameLayout(Refusal):
    message = _("This is the template in force on that day already.")
