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


class Erased(Refusal):
    """Its time was over: figures, times and numbers remain."""

    message = _("The papers and personal data of this case were destroyed when their time was over.")


class NotYetErasable(Refusal):
    """It is still open, or originals of it are not back."""

    message = _("Case %(number)s cannot be destroyed: it is not closed, or originals of it are still kept.")


class MovedMeanwhile(Refusal):
    """Of one among many: it does not stand as it did when somebody decided about it."""

    message = _("%(name)s dealt with it meanwhile (%(time)s). Look at it before you decide.")


class NotInForce(Refusal):
    """Abolished, amended or not begun on the day of receipt."""

    message = _("“%(name)s” is not in force on this day. Choose the procedure again.")


class NotHandledHere(Refusal):
    message = _("“%(name)s” is not received here. It is decided by another agency.")


class NotAnywhere(Refusal):
    """It is taken at another counter than that of its agency, and no rule in force allows that."""

    message = _(
        "“%(name)s” is received only by the agency that decides it: no rule in force on this day lets another counter"
        " take it."
    )


class OfNothing(Refusal):
    message = _("Say of which procedure, field or level, and on what decision.")


class BeginsInThePast(Refusal):
    message = _("What was received until now stays as it is. Choose today or a later day.")


class AnotherRuleHolds(Refusal):
    message = _("A rule about this holds on some of these days already. End it first.")


class RuleEnded(Refusal):
    message = _("This rule was ended already.")


class NoSuchRule(Refusal):
    message = _("There is no such rule.")


class NotThisWay(Refusal):
    message = _("“%(name)s” cannot be filed this way.")


class NoPostHere(Refusal):
    message = _("The result of this procedure is not sent by public post.")


class TooLateForPost(Refusal):
    message = _("The result of this case can no longer be sent by public post.")


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


class QuestionMissing(Refusal):
    message = _("Write what the agency is asked: it answers only what it reads.")


class NobodyAsked(Refusal):
    """Nobody, an agency that is not in the tree of the day, or the one where the case lies."""

    message = _("Choose at least one other agency that is asked.")


class AskedAlready(Refusal):
    message = _("One of these agencies was asked already and has not answered yet.")


class DaysUnfit(Refusal):
    message = _("Give between 1 and %(most)s working days for the answer.")


class NotAsked(Refusal):
    message = _("No answer of this agency is awaited any more.")


class NothingSaid(Refusal):
    message = _("Write what the agency answers.")


class DocumentMissing(Refusal):
    """An answer that another agency gave on paper."""

    message = _("Give the number of the document by which the agency answered.")


class OriginalMissing(Refusal):
    message = _("Write which original is taken, one a line, with its number.")


class OriginalsAstray(Refusal):
    """An original is not at the counter when the result is given."""

    message = _(
        "Originals are not at the counter: %(names)s. Have them brought, or say why they are not given back."
    )


class NothingKept(Refusal):
    message = _("Mark at least one original that your agency has.")


class AgencyMissing(Refusal):
    message = _("Choose the agency to which the originals are handed.")


class Blocked(Refusal):
    """Named by a letter of a court or an agency: neither received nor signed until the letter is lifted."""

    message = _("“%(what)s” is stopped by letter %(letter)s of %(day)s, %(issuer)s. It must be lifted first.")


class BlockNotFound(Refusal):
    message = _("There is no such letter here.")


class LiftedAlready(Refusal):
    message = _("It was lifted already.")


class LetterMissing(Refusal):
    message = _("Give the number of the letter and who issued it.")


class TooFewWords(Refusal):
    message = _(
        "Name it by at least %(fewest)s words, such as the plot, the map sheet and the place: fewer would stop others."
    )


class LaterByTheHead(Refusal):
    message = _("After the day of receipt only a head may correct what was typed, with the reason.")


class NothingCorrected(Refusal):
    message = _("Nothing differs from what stands there. Change what is wrong.")


class SameCase(Refusal):
    message = _("This is the case itself. Give the number of the other one.")


class NoRowBeside(Refusal):
    message = _("Choose which step your agency has done: none is open there, or several are.")


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


class NotLate(Refusal):
    message = _("This case is not late: nothing is to be explained.")


class CauseMissing(Refusal):
    message = _("Choose at least one cause from the list, and whose part it is.")


class PartUnknown(Refusal):
    message = _("That agency had nothing to do with this case.")


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


class HistoryRefused(Refusal):
    """Of a file of old cases: ``row`` as the file counts its lines, 0 for the file itself."""


class MapUnfit(HistoryRefused):
    message = _("The mapping cannot be used: %(why)s")


class FileUnfit(HistoryRefused):
    message = _("The file cannot be read: %(why)s")


class CellUnfit(HistoryRefused):
    message = _("%(field)s: %(why)s")


class HistoryUnfit(HistoryRefused):
    message = _("A case begins when it is filed or received, not with %(verb)s.")


class OrderUnfit(HistoryRefused):
    message = _("%(verb)s cannot follow where the case stood then: %(state)s.")


class NumberTwice(HistoryRefused):
    message = _("The number %(number)s stands in row %(other)s already.")


class NumberTaken(HistoryRefused):
    message = _("The number %(number)s is that of a case of this platform.")


class NotYetHistory(HistoryRefused):
    message = _("%(day)s is today or later: history ends the day before it is brought in.")


class AgencyUnknown(HistoryRefused):
    message = _("No agency %(code)s was in force on %(day)s.")


class ProcedureUnknown(HistoryRefused):
    message = _(
        "No procedure has the code %(code)s. Let the mapping make it a historic one, or enter it first."
    )


class SlipNotFound(Refusal):
    message = _("There is no such slip of your agency.")


class SlipUsed(Refusal):
    message = _("Slip %(slip)s was entered already, as case %(number)s.")


class SlipSpoilt(Refusal):
    message = _("Slip %(slip)s was put aside as spoilt.")


class SlipTimeUnfit(Refusal):
    """Before the slip was printed, or not yet."""

    message = _("The time of receipt lies between the printing of the slip (%(printed)s) and now.")


class SlipTooOld(Refusal):
    message = _(
        "More than %(days)s working days after the receipt only a head enters a slip, with the reason."
    )


class SlipCountUnfit(Refusal):
    message = _("Between 1 and %(most)s slips are printed at once.")


class CertificationNotFound(Refusal):
    message = _("There is no such line in the book.")


class NotCertifiedHere(Refusal):
    """Departments certify nothing."""

    message = _("Papers are certified by communes and districts, not by this agency.")


class NothingToCertify(Refusal):
    message = _("Write the name of at least one paper.")


class RequesterTooLong(Refusal):
    message = _("A name has %(most)s characters at most. Write it as it stands on the paper.")


class RequesterMissing(Refusal):
    message = _("Write who asks for it.")


class CountUnfit(Refusal):
    message = _("Give between 1 and %(pages)s pages and between 1 and %(copies)s copies.")


class NumberNeeded(Refusal):
    """Who signs before the officer is known by a paper, not by a name alone."""

    message = _("Of who signs before the officer the number of the paper is needed.")


class SignerUnfit(Refusal):
    message = _("Choose who signs: somebody with the right to sign at this agency today.")


class LaterUnfit(Refusal):
    message = _("Certification may take up to %(most)s working days longer, and only with the reason.")


class CertifiedAlready(Refusal):
    message = _("It was certified already, under number %(number)s.")


class CancelledAlready(Refusal):
    message = _("It was cancelled already.")


class CancelledByTheHead(Refusal):
    message = _("After the day of the number only a head may cancel it, with the reason.")


class FetchedInPerson(Refusal):
    """Originals wait at the counter, or the post brings it."""

    message = _(
        "This result comes on paper. Fetch it at the one-stop, or wait for the post if you chose that."
    )


class NoSuchPaper(Refusal):
    message = _("Choose the paper of the list that this is a scan of.")


class NoSuchScan(Refusal):
    message = _("There is no such scan any more.")


class TooManyScans(Refusal):
    message = _("A case takes %(most)s scans at most. Put pages that belong together into one file.")


class NotOfThisForm(Refusal):
    """A form is tried on a case in which what it tells never happened, or that is of no case."""

    message = _("Case %(number)s has nothing that this form would tell. Choose another one.")


class NumberUnknown(Refusal):
    message = _("There is no case with this number.")
