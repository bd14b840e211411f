"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class UnreadableFile(Refusal):
    message = _("This file holds no procedures that can be read: %(why)s.")


class ProcedureNotFound(Refusal):
    message = _("There is no such procedure.")


class CodeTaken(Refusal):
    message = _("The code %(code)s belongs to another procedure.")


class CodeUnfit(Refusal):
    message = _(
        "“%(code)s” cannot be a code. It has letters without marks, digits, points, hyphens and underscores, at "
        "most 40 of them."
    )


class NameMissing(Refusal):
    message = _("Write the name of the procedure.")


class DraftChanged(Refusal):
    """Two people wrote at once."""

    message = _("Somebody else changed this draft meanwhile. Look at it again; nothing of yours was kept.")


class NotADraft(Refusal):
    message = _("This version can no longer be changed. Amend the procedure to make a new version.")


class DraftOpen(Refusal):
    message = _("A draft of this procedure is open already.")


class Unsettled(Refusal):
    """``first`` is the first finding in words."""

    message = _("%(count)s places are not settled. The first: %(first)s")


class NotAsked(Refusal):
    """Only what the draft asks can be answered; what is wrong must be mended."""

    message = _("This cannot be left as it is. It must be mended.")


class ReasonMissing(Refusal):
    message = _("Give the reason, so that who reads this later understands it.")


class DecisionMissing(Refusal):
    message = _("Give the number of the decision.")


class WrongDay(Refusal):
    message = _("The day must not lie before %(day)s.")


class NotSubmitted(Refusal):
    message = _("This draft was not submitted for control.")


class SamePerson(Refusal):
    """Whoever submitted a draft does not control it."""

    message = _("You submitted this draft yourself. A second person must control it.")


class NotAnnounced(Refusal):
    message = _("Only an announced version can be published.")


class NothingInForce(Refusal):
    message = _("No version of this procedure is in force.")


class KeeperUnknown(Refusal):
    message = _("There is no agency %(code)s.")


class TriggerKnown(Refusal):
    message = _("Decision %(number)s was entered already.")


class TriggerNotFound(Refusal):
    message = _("There is no such decision.")


class DemandsMissing(Refusal):
    message = _("Name at least one procedure that the decision makes, amends or abolishes.")


class DemandUnfit(Refusal):
    """``place`` is the row, from 1 on."""

    message = _("Row %(place)s: %(what)s")


class TakenUp(Refusal):
    message = _("A draft answers this decision already. Give up the draft first.")


class NothingToDraft(Refusal):
    message = _("There is nothing to draft here: the office abolishes the procedure, or a draft is open.")


class ListKnown(Refusal):
    message = _("The list of Decision %(decision)s from that day on was entered already.")


class ListUnfit(Refusal):
    """``place`` is the row of the file."""

    message = _("Row %(place)s: %(what)s. Nothing was changed.")


class ListWithoutHeads(Refusal):
    message = _(
        "No row names the columns. The file needs the columns “Mã thủ tục”, “Tên thủ tục” and “Mức độ”."
    )


class ListEmpty(Refusal):
    message = _("The file names no procedure.")


class NothingToJoin(Refusal):
    message = _("The province decided nothing of this procedure since the ministry's decision.")


class EntryUnfit(Refusal):
    """An entry of a file is not as the format demands."""

    message = _("%(place)s: %(what)s.")


class CodeTwice(Refusal):
    message = _("The code %(code)s stands in this file a second time.")


class OtherContent(Refusal):
    """What is here may have been mended by people: a file does not overwrite it."""

    message = _("The procedure %(code)s is here already with other content. Amend it instead.")


class MarkUnknown(Refusal):
    message = _(
        "“[%(mark)s]” is no sign of a task. There are [kết thúc], [tính tiếp], [tạm dừng: thuế], [tạm dừng: phí], "
        "[tạm dừng: người nộp], [tạm dừng: khác] and days as [1,5 ngày]."
    )


class WorkbookUnfit(Refusal):
    """``where`` is a sheet and its row."""

    message = _("%(where)s: %(what)s. Nothing was changed.")
