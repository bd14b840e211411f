"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class WorkfileNotFound(Refusal):
    message = _("There is no such work file.")


class ListNotFound(Refusal):
    message = _("There is no list of files of this year.")


class HandOverNotFound(Refusal):
    message = _("There is no such hand-over to the archive.")


class ClearanceNotFound(Refusal):
    message = _("There is no such list of files to be cleared.")


class NotYours(Refusal):
    message = _("This is not yours to do: the work file lies with somebody else.")


class NotNow(Refusal):
    """The table does not allow it; most often somebody else was quicker."""

    message = _("This cannot be done now: somebody moved the work file meanwhile. Look at it again.")


class SecretFile(Refusal):
    message = _(
        "This is said to be secret. Work files on state secrets are kept on paper, never here; nothing was kept."
    )


class TitleMissing(Refusal):
    message = _("Write the title of the work file: whose work, on what, when.")


class CodeMissing(Refusal):
    message = _("Write number and symbol of the work file, for example 01.CCHC.")


class CodeTaken(Refusal):
    message = _("Another work file of this year has the number and symbol %(code)s.")


class UnitMissing(Refusal):
    message = _("Say which unit keeps the work file.")


class RetentionWrong(Refusal):
    message = _("Say how long it is kept: a number of years up to 100, or for good.")


class KeeperUnfit(Refusal):
    message = _("This person cannot keep a work file here. Choose another.")


class WhyMissing(Refusal):
    message = _("Say why, so that who reads it later understands.")


class PaperUnfit(Refusal):
    message = _("Only what stands in a register and what you may see is put into a work file.")


class PaperThere(Refusal):
    message = _("This document lies in the work file already.")


class NothingInIt(Refusal):
    message = _("Nothing lies in this work file yet. Put its documents in before it is closed.")


class PacketTooLarge(Refusal):
    message = _("The documents of this work file are larger than 100 MB together. Take them away one by one.")


class NothingChosen(Refusal):
    message = _("Choose at least one work file.")


class NothingListed(Refusal):
    message = _("The list has no line yet.")


class NotYetOver(Refusal):
    message = _("The time for which %(code)s is kept is not over.")


class SecondPerson(Refusal):
    message = _("Who proposed the list cannot approve it. Somebody else with the same right decides.")


class RowsWrong(Refusal):
    """``faults``: the row of the workbook and what is wrong with it."""

    message = _("Nothing was taken over: rows of the workbook are wrong.")

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__()
        self.faults = faults


class WorkbookUnreadable(Refusal):
    message = _("This is no workbook (.xlsx) with the columns of the list of files.")
