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


class ObligationNotFound(Refusal):
    message = _("There is no such duty.")


class NotNow(Refusal):
    """The rules do not allow the verb in the state the duty is in; most often somebody else was quicker."""

    message = _("This cannot be done now: somebody changed the duty meanwhile. Look at it again.")


class WarningsOpen(Refusal):
    message = _("The plan cannot be issued yet: %(count)s warnings are not settled.")


class ReasonMissing(Refusal):
    message = _("Give the reason: whoever reads this later must understand it.")


class EvidenceMissing(Refusal):
    message = _("Only a document meets a duty: give its number, its day and its file.")


class EvidenceFromTheFuture(Refusal):
    message = _("The document %(number)s is dated %(day)s, which has not come yet.")


class EvidenceTwice(Refusal):
    message = _("The document %(number)s stands twice in what you hand in.")


class OutputUnknown(Refusal):
    message = _("Say for each document which product it is.")


class WrongJudge(Refusal):
    """Who owes a product cannot accept it; the monitor's own are accepted by the People's Committee's office."""

    message = _("You cannot decide on this duty: it is decided by %(agency)s.")


class NotYours(Refusal):
    message = _("This duty is another agency's.")


class WrongDay(Refusal):
    message = _("The day must lie after %(day)s.")


class NotCoordinating(Refusal):
    message = _("%(agency)s does not coordinate this task.")


class AlreadyAsked(Refusal):
    message = _("%(agency)s was asked for its contribution already.")


class VersionUnderReview(Refusal):
    message = _("Another version of this plan is under review. Issue it or take it back first.")


class NothingToIssue(Refusal):
    message = _("No version of this plan is under review.")


class PlanUnled(Refusal):
    message = _("Task %(ref)s has nobody who leads it. Name an agency or leave the task out.")


class NotUnderReview(Refusal):
    message = _("This version was issued already and stays as it is. Change it by an amending decision.")


class AlreadySettled(Refusal):
    message = _("Somebody settled this warning already. Look at the answer again.")


class NotSettled(Refusal):
    message = _("This warning has no answer that could be taken back.")


class BuiltUpon(Refusal):
    message = _("A later answer builds on this one. Take the later one back first.")


class AnswerUnfit(Refusal):
    """The answer does not fit the question, or what it speaks of is no longer there."""

    message = _("This answer does not fit what the draft says now. Look at it again.")


class NobodyCalled(Refusal):
    message = _("Nobody is called “%(text)s”. Write the name as the directory has it.")


class DeadlineUnreadable(Refusal):
    message = _("No time can be read in “%(text)s”. Write it as plans do, for example: before 30/6/2021.")


class TargetUnreadable(Refusal):
    message = _("No figure can be read in “%(text)s”. Write it as plans do, for example: at least 60%%.")


class TitleMissing(Refusal):
    message = _("A task needs a title.")


class NumberTaken(Refusal):
    message = _("Task %(ref)s is there already. Give another number.")


class NotAmending(Refusal):
    message = _("The amending decision must have a number and a day after the version in force, %(day)s.")


class MeasureNotFound(Refusal):
    message = _("There is no such figure, or its definition was changed meanwhile. Look at the list again.")


class DefinitionMissing(Refusal):
    message = _("Name the figure; of a share, say both what is counted and of what.")


class DocumentMissing(Refusal):
    message = _("Name the document that says so, with its number and its day, which lies not in the future.")


class ValueMissing(Refusal):
    message = _("Give the figure; of a share, both what was counted and of how many.")


class ShareImpossible(Refusal):
    message = _("What was counted cannot be less than nothing or more than the whole.")


class WrongPeriod(Refusal):
    message = _("The period has not ended yet.")


class TakesNoPart(Refusal):
    message = _("%(agency)s neither leads this task nor coordinates it.")


class AmountMissing(Refusal):
    message = _("Give the amount in đồng.")


class LetterNotFound(Refusal):
    message = _("There is no such letter.")


class LetterClosed(Refusal):
    """It was issued or cancelled meanwhile."""

    message = _("This letter was issued or cancelled already. It stays as it is.")


class NothingLate(Refusal):
    message = _("%(agency)s owes nothing late: there is nothing to urge.")


class OwnLetter(Refusal):
    """The Committee's office urges the monitor."""

    message = _("No agency urges itself by letter.")


class LetterOfToday(Refusal):
    message = _("A letter to %(agency)s was issued today already.")


class NumberMissing(Refusal):
    message = _("Give the number under which the letter was issued, and its day.")


class StepsUnfit(Refusal):
    """Superiors hear of what is late, not of what may yet be done in time."""

    message = _(
        "Give at least one step. Letters and the Committee only come after the due day, within 250 days."
    )


class StepsKnown(Refusal):
    message = _("Steps from %(day)s on were entered already. They stay; give another day.")


class NobodyToTell(Refusal):
    message = _("Nobody of %(agency)s is on the platform who could be told.")


class NotYourAgency(Refusal):
    """Its own people make an agency's plan."""

    message = _("Only people of %(agency)s who may make its plan can do this.")


class PlanNumberUsed(Refusal):
    message = _("%(agency)s issued another plan under number %(number)s in %(year)s already.")


class ChildStands(Refusal):
    """One agency carries a plan out by one plan of its own; what changes is an amendment of it."""

    message = _("%(agency)s has made its plan from this one already: %(number)s.")


class TasksForeign(Refusal):
    message = _("The agency neither leads nor coordinates these tasks of the plan above: %(refs)s.")


class PlanWordsMissing(Refusal):
    message = _("Give the number, the day and the title of the plan.")


class LeadsForeign(Refusal):
    """Nobody lays duties on agencies that are not below them."""

    message = _("A plan of an agency lays duties on itself and on those below it; not so in: %(refs)s.")


class AboveItself(Refusal):
    message = _("A plan cannot carry itself out, nor a plan that carries it out.")


class NotLastYears(Refusal):
    message = _("A task goes on only with a task of an earlier year's plan of the same agency.")


class ContinuedTwice(Refusal):
    """Two tasks of one plan with one history would lay one duty twice."""

    message = _("Two tasks cannot both continue task %(ref)s.")


class OutlineEmpty(Refusal):
    message = _("Write at least one field and one task below it.")


class YearsReversed(Refusal):
    message = _("A programme ends in the year it begins or later.")


class EvidenceSecret(Refusal):
    """Decree 30/2020, 15.2: they have series of their own and no place on machines joined to the Internet."""

    message = _(
        "Documents marked Mật, Tối mật or Tuyệt mật may not be brought into this system, not even what they are"
        " about. Nothing of it was kept. Hand it in on paper by the rules for state secrets."
    )


class CauseUnknown(Refusal):
    message = _("Choose the cause from the list.")


class ReportNotFound(Refusal):
    message = _("There is no such report.")


class NotYourReport(Refusal):
    """The monitor reports on the plan, an agency on its own part."""

    message = _("This report is another agency's.")


class ReportFinished(Refusal):
    """What is to be said anew is said in a further report."""

    message = _("This report is finished and does not change any more. Begin a new one.")


class PeriodReversed(Refusal):
    message = _("A period begins no later than today and ends no earlier than it begins.")


class PeriodOutside(Refusal):
    """Before a plan was issued there is nothing of it to report."""

    message = _(
        "The plan was issued on %(issued)s: choose a period that ends on that day or later and begins no earlier"
        " than %(first)s."
    )


class WordsChanged(Refusal):
    """Two people wrote into one box; nothing of either is thrown away unseen."""

    message = _("%(name)s changed the words meanwhile. Nothing of yours was kept yet: compare the two.")


class ReportWritten(Refusal):
    """What people wrote is not thrown away with one press."""

    message = _("This draft holds words. Empty its boxes first if nobody needs them any more.")
