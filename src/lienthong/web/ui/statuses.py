"""The words of state, each with its shape and ground: the only place that says what a status looks like."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Status:
    """``shape`` is a key of ``TAG_SHAPES``; ``tone`` the ending of the tag's class in the styles."""

    word: str | Promise
    shape: str
    tone: str


STATUSES: Final = {
    # what officials see
    "not_started": Status(pgettext_lazy("status", "Not started"), "circle", "open"),
    "not_due": Status(pgettext_lazy("status", "Not due yet"), "circle", "open"),
    "not_done": Status(pgettext_lazy("status", "To do"), "circle", "open"),
    "undated": Status(pgettext_lazy("status", "No day set yet"), "circle", "open"),
    "unassigned": Status(pgettext_lazy("status", "Unassigned"), "circle", "open"),
    "in_progress": Status(pgettext_lazy("status", "In progress"), "half", "run"),
    "doing": Status(pgettext_lazy("status", "Being done"), "half", "run"),
    "half_done": Status(pgettext_lazy("status", "Half done"), "half", "run"),
    "submitted": Status(pgettext_lazy("status", "Submitted, to be reviewed"), "arrow", "sent"),
    "to_sign": Status(pgettext_lazy("status", "Marked to sign"), "arrow", "sent"),
    "waiting_supplement": Status(pgettext_lazy("status", "Waiting for papers"), "bars", "wait"),
    "waiting_opinion": Status(pgettext_lazy("status", "Waiting for an opinion"), "bars", "wait"),
    "waiting_tax": Status(pgettext_lazy("status", "Waiting for tax payment"), "bars", "wait"),
    "paused": Status(pgettext_lazy("status", "Paused"), "bars", "wait"),
    "due_soon": Status(pgettext_lazy("status", "Due soon"), "clock", "soon"),
    "due_today": Status(pgettext_lazy("status", "Due today"), "hourglass", "now"),
    "returned": Status(pgettext_lazy("status", "Returned"), "back", "back"),
    "overdue": Status(pgettext_lazy("status", "Overdue"), "triangle", "late"),
    "done": Status(pgettext_lazy("status", "Done"), "tick", "done"),
    "done_on_time": Status(pgettext_lazy("status", "Done on time"), "tick", "done"),
    "valid_signature": Status(pgettext_lazy("status", "Valid signature"), "tick", "done"),
    "invalid_signature": Status(pgettext_lazy("status", "Not valid"), "triangle", "late"),
    "unchecked_signature": Status(pgettext_lazy("status", "Cannot be checked"), "dash", "none"),
    "done_late": Status(pgettext_lazy("status", "Done late"), "tick-late", "tardy"),
    "not_applicable": Status(pgettext_lazy("status", "Not applicable"), "dash", "none"),
    "locked": Status(pgettext_lazy("status", "Not open yet"), "dash", "none"),
    # the nine words of a citizen's case
    "sent": Status(pgettext_lazy("status", "Sent"), "arrow", "sent"),
    "received": Status(pgettext_lazy("status", "Received"), "half", "run"),
    "not_received": Status(pgettext_lazy("status", "Not accepted"), "dash", "none"),
    "processing": Status(pgettext_lazy("status", "Being handled"), "half", "run"),
    "needs_papers": Status(pgettext_lazy("status", "More papers needed"), "bars", "wait"),
    "needs_payment": Status(pgettext_lazy("status", "Payment needed"), "bars", "wait"),
    "withdrawn": Status(pgettext_lazy("status", "Withdrawn"), "dash", "none"),
    "result_ready": Status(pgettext_lazy("status", "Result ready"), "tick", "done"),
    "handed_over": Status(pgettext_lazy("status", "Result handed over"), "tick", "done"),
}
