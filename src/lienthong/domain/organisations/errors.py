"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class CodeTaken(Refusal):
    message = _(
        "The code %(code)s belongs to another agency or group. Choose a new one; codes are never used again."
    )


class CodeUnfit(Refusal):
    message = _(
        "“%(code)s” cannot be a code. It has capital letters without marks, digits and hyphens, "
        "begins with a letter, and not with G-, which is for groups."
    )


class UnknownAgency(Refusal):
    message = _("There is no agency with the code %(code)s.")


class UnknownGroup(Refusal):
    message = _("There is no group with the code %(code)s.")


class NotInForce(Refusal):
    message = _("%(code)s is not in force on %(day)s. Check the day, or the agency's history.")


class HangsBelowItself(Refusal):
    message = _("%(code)s cannot be placed below %(parent)s, because %(parent)s is below %(code)s.")


class HasChildren(Refusal):
    message = _(
        "%(count)s agencies are below %(code)s on that day. Move or end them first, for example %(child)s."
    )


class NoSuccessor(Refusal):
    message = _("Name at least one successor other than %(code)s itself.")


class HeirNotNamed(Refusal):
    message = _("Name which of the successors takes over the open work of %(code)s.")


class OfficialCodeTaken(Refusal):
    message = _("%(agency)s bears the official code %(code)s during that time.")


class UnknownPosition(Refusal):
    message = _("There is no such position, or it is not held on %(day)s.")


class WrongPeriod(Refusal):
    message = _("The last day must come after the first.")


class SecondedWithinAgency(Refusal):
    message = _("A secondment leads to another agency than %(agency)s.")


class SubstitutedAlready(Refusal):
    message = _("Somebody else substitutes for this position during that time. End that substitution first.")


class OwnSubstitute(Refusal):
    message = _("Nobody can substitute for themselves.")


class UnknownAuthority(Refusal):
    message = _("There is no such authority to sign, or it has ended.")


class NotInWriting(Refusal):
    message = _("An authority to sign needs its basis in writing: number and day of the decision or mandate.")


class MandateWithoutEnd(Refusal):
    message = _("A mandate to sign TUQ. is limited in time: give its last day (Decree 30/2020, art. 13).")


class CannotBePassedOn(Refusal):
    message = _("Only TL. may be passed on, once, to one's own deputy; TUQ. never (Decree 30/2020, art. 13).")


class BeyondTheSource(Refusal):
    message = _("What is passed on cannot last longer or cover more than what it is passed on from.")


class OwnAppointment(Refusal):
    message = _("Nobody gives themselves a position or a substitution. Ask another administrator.")


class NewcomerRefused(Refusal):
    message = _("%(name)s cannot be taken on: %(reason)s Nobody was taken on.")


class ReferenceHasFaults(Refusal):
    message = _("%(count)s faults in the reference files, the first: %(first)s. Nothing was loaded.")
