"""Words for the reader's questions and for what people answered."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.plans.queries import Answer, AnswerRow
from lienthong.web.ui.words import write_moment, write_name

HEADINGS: dict[str, Promise] = {
    "percent_sign_lost": gettext_lazy("A per cent sign may be lost"),
    "agency_unmatched": gettext_lazy("Who is meant?"),
    "agency_not_in_force": gettext_lazy("No such agency on that day"),
    "lead_missing": gettext_lazy("Nobody leads"),
    "orphan_row": gettext_lazy("Orphan row"),
    "row_continues": gettext_lazy("A row that goes on"),
    "columns_uncertain": gettext_lazy("Cells are missing"),
    "output_inherited": gettext_lazy("Products from above"),
    "missing_area": gettext_lazy("An area is missing"),
    "deadline_in_text": gettext_lazy("A time in the words"),
    "deadline_unread": gettext_lazy("Unread deadline"),
    "date_invalid": gettext_lazy("No such day"),
    "citation_year_missing": gettext_lazy("Cited without a year"),
    "match_uncertain": gettext_lazy("The same task?"),
    "task_left_out": gettext_lazy("Task left out"),
}

ANSWER_WORDS: dict[Answer, Promise] = {
    Answer.RIGHT: pgettext_lazy("answer", "Read rightly"),
    Answer.AS_READ: pgettext_lazy("answer", "Keep as read"),
    Answer.PERCENT: pgettext_lazy("answer", "Read as 100%%"),
    Answer.BARE: pgettext_lazy("answer", "Keep the bare figure 100"),
    Answer.WHO: pgettext_lazy("answer", "These are meant"),
    Answer.MERGED: pgettext_lazy("answer", "Merge into %(task)s"),
    Answer.OWN: pgettext_lazy("answer", "Make it a task of its own"),
    Answer.TASKS: pgettext_lazy("answer", "Make tasks from the body"),
    Answer.TIME: pgettext_lazy("answer", "Due %(about)s"),
    Answer.WORDS: pgettext_lazy("answer", "Read these words"),
    Answer.CITED: pgettext_lazy("answer", "This is the number"),
    Answer.KEPT: pgettext_lazy("answer", "Keep the task"),
    Answer.REMATCHED: pgettext_lazy("answer", "It is a new task"),
}
"""On the buttons."""

_SAID: dict[str, Promise] = {
    Answer.RIGHT: pgettext_lazy("answered", "the reading is right"),
    Answer.AS_READ: pgettext_lazy("answered", "kept as read"),
    Answer.PERCENT: pgettext_lazy("answered", "read as 100%"),
    Answer.BARE: pgettext_lazy("answered", "kept as a bare figure"),
    Answer.WHO: pgettext_lazy("answered", "said who is meant"),
    Answer.MERGED: pgettext_lazy("answered", "merged into the task above"),
    Answer.OWN: pgettext_lazy("answered", "made a task of its own"),
    Answer.TASKS: pgettext_lazy("answered", "made tasks from the body of the plan"),
    Answer.TIME: pgettext_lazy("answered", "took the time from the words"),
    Answer.WORDS: pgettext_lazy("answered", "gave the deadline in other words"),
    Answer.CITED: pgettext_lazy("answered", "gave the whole number"),
    Answer.KEPT: pgettext_lazy("answered", "kept the task"),
    Answer.EDITED: pgettext_lazy("answered", "changed the task"),
    Answer.ADDED: pgettext_lazy("answered", "added a task"),
    Answer.REMOVED: pgettext_lazy("answered", "took the task out"),
    Answer.REMATCHED: pgettext_lazy("answered", "said which task it goes on"),
}

ORIGINS: dict[str, Promise] = {
    "INDEX": gettext_lazy("Lost points of last year's index"),
    "INSPECTION": gettext_lazy("Finding of an inspection"),
    "LEADER": gettext_lazy("Direction of a leader"),
    "BODY": gettext_lazy("Body of the plan"),
    "OTHER": gettext_lazy("Another source"),
}


def said(answer: AnswerRow) -> SafeString:
    """Who said what and when, in one sentence."""
    words = _SAID.get(answer.answer, answer.answer)
    refs = f" ({', '.join(answer.refs)})" if answer.refs else ""
    return format_html(
        _("{name}: {words}{refs}, {moment}."),
        name=write_name(answer.name),
        words=words,
        refs=refs,
        moment=write_moment(answer.at),
    )
