"""What a caution means, in words for the person who checks a reading."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MESSAGES = {
    "orphan_row": _("This row has lost its number or title; it may belong to the task above: “%(about)s”."),
    "row_continues": _("A further row without a title of its own was read as part of this task."),
    "columns_uncertain": _(
        "Cells of this row are missing; which column each belongs to was told from its words."
    ),
    "output_inherited": _("The cell of outputs is empty; the outputs of the row above were taken."),
    "lead_missing": _("No lead agency is named, and none stands above."),
    "percent_sign_lost": _("A per cent sign seems to be lost and was read: “%(about)s”."),
    "agency_unmatched": _("It is not certain who is meant by “%(about)s”."),
    "agency_not_in_force": _("“%(about)s” was not in force when the plan was issued."),
    "deadline_unread": _("This deadline could not be read: “%(about)s”."),
    "deadline_partly_read": _("Only a part of this deadline could be read: “%(about)s”."),
    "deadline_with_gap": _(
        "The times named do not touch each other; one window over all was taken: “%(about)s”."
    ),
    "deadline_conditional": _("This deadline also depends on something else: “%(about)s”."),
    "deadline_open_ended": _("This deadline names no end; the end of the year was taken: “%(about)s”."),
    "deadline_other_year": _("This deadline names another year than the plan's: “%(about)s”."),
    "deadline_in_text": _("The words of the task name a time that the deadline does not: “%(about)s”."),
    "date_invalid": _("There is no such day: “%(about)s”."),
    "year_assumed": _("No year is named; the plan's year was taken: “%(about)s”."),
    "year_unknown": _("The plan names no year, so deadlines without a year could not be read."),
    "hidden_read": _("Rows or columns that the workbook hides were read too: %(about)s."),
    "issued_elsewhere": _("This plan is of another province (%(about)s); bare names were matched with ours."),
    "missing_area": _("Area %(about)s is missing from the appendix."),
    "area_unread": _(
        "This heading bears no numeral; the tasks below it were left in the area above: “%(about)s”."
    ),
    "area_repeated": _("Area %(about)s stands in the appendix twice."),
    "task_number_missing": _("Task %(about)s is missing."),
    "task_number_repeated": _("The number %(about)s is used more than once."),
    "tasks_unnumbered": _("The tasks bear no numbers."),
    "citation_year_missing": _("“%(about)s” is cited without its year."),
    "match_uncertain": _("It is not certain that this task goes on task %(about)s."),
    "task_left_out": _("The new text no longer has task %(about)s; its open duties would be dropped."),
    "citation_dates_differ": _("“%(about)s” is cited with two different dates."),
}
"""By code; ``about`` is the words in question."""


def message(code: str, about: str) -> str:
    """The sentence for a caution in the language at hand."""
    return gettext(MESSAGES[code]) % {"about": about.rstrip(" .;,")}
