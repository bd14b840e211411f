"""The words of state, each with its shape and ground: the only place that says what a status looks like."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Status:
    """``shape`` is a key of ``TAG_SHAPES``; ``tone`` the ending of the tag's class in the styles."""

    word: str | Promise
    shape: str
    tone: str


STATUSES: Final = {
    # what officials see
    "not_started": Status(_("Not started"), "circle", "open"),
    "not_due": Status(_("Not due yet"), "circle", "open"),
    "not_done": Status(_("To do"), "circle", "open"),
    "unassigned": Status(_("Unassigned"), "circle", "open"),
    "in_progress": Status(_("In progress"), "half", "run"),
    "doing": Status(_("Being done"), "half", "run"),
    "half_done": Status(_("Half done"), "half", "run"),
    "submitted": Status(_("Submitted, to be reviewed"), "arrow", "sent"),
    "to_sign": Status(_("Marked to sign"), "arrow", "sent"),
    "waiting_supplement": Status(_("Waiting for papers"), "bars", "wait"),
    "waiting_opinion": Status(_("Waiting for an opinion"), "bars", "wait"),
    "waiting_tax": Status(_("Waiting for tax payment"), "bars", "wait"),
    "paused": Status(_("Paused"), "bars", "wait"),
    "due_soon": Status(_("Due soon"), "clock", "soon"),
    "due_today": Status(_("Due today"), "hourglass", "now"),
    "returned": Status(_("Returned"), "back", "back"),
    "overdue": Status(_("Overdue"), "triangle", "late"),
    "done": Status(_("Done"), "tick", "done"),
    "done_on_time": Status(_("Done on time"), "tick", "done"),
    "valid_signature": Status(_("Valid signature"), "tick", "done"),
    "done_late": Status(_("Done late"), "tick-late", "tardy"),
    "not_applicable": Status(_("Not applicable"), "dash", "none"),
    "locked": Status(_("Not open yet"), "dash", "none"),
    # the nine words of a citizen's case
    "sent": Status(_("Sent"), "arrow", "sent"),
    "received": Status(_("Received"), "half", "run"),
    "not_received": Status(_("Not accepted"), "dash", "none"),
    "processing": Status(_("Being handled"), "half", "run"),
    "needs_papers": Status(_("More papers needed"), "bars", "wait"),
    "needs_payment": Status(_("Payment needed"), "bars", "wait"),
    "withdrawn": Status(_("Withdrawn"), "dash", "none"),
    "result_ready": Status(_("Result ready"), "tick", "done"),
    "handed_over": Status(_("Result handed over"), "tick", "done"),
}
