"""How messages of the axis, their legs and neighbours are called on the console's pages."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from lienthong.connectors.axis.messages import Business
from lienthong.domain.axis.queries import DayRow, LegState, MessageRow, MessageState, NeighbourKind, Wanted
from lienthong.web.ui.words import write_number

LEGS: Final[dict[LegState, tuple[str, str | Promise]]] = {
    LegState.WAITING: ("in_progress", pgettext_lazy("leg on the axis", "Waiting")),
    LegState.TAKEN: ("submitted", pgettext_lazy("leg on the axis", "Handed on")),
    LegState.DONE: ("done", pgettext_lazy("leg on the axis", "Acknowledged")),
    LegState.DEAD: ("overdue", pgettext_lazy("leg on the axis", "Dead letter")),
}
STATES: Final[dict[MessageState, tuple[str, str | Promise]]] = {
    MessageState.TAKEN: ("in_progress", pgettext_lazy("message on the axis", "To be read")),
    MessageState.ROUTED: ("done", pgettext_lazy("message on the axis", "Routed")),
    MessageState.TWICE: ("not_applicable", pgettext_lazy("message on the axis", "Came before")),
    MessageState.CONFLICT: ("overdue", pgettext_lazy("message on the axis", "Same id, other content")),
    MessageState.QUARANTINED: ("returned", pgettext_lazy("message on the axis", "In quarantine")),
    MessageState.SETTLED: ("not_applicable", pgettext_lazy("message on the axis", "Settled")),
}
KINDS: Final[dict[NeighbourKind, str | Promise]] = {
    NeighbourKind.PARENT: pgettext_lazy("neighbour on the axis", "Node above"),
    NeighbourKind.CHILD: pgettext_lazy("neighbour on the axis", "Client"),
}
BUSINESS: Final[dict[str, str | Promise]] = {
    Business.NEW: "",
    Business.RECALL: pgettext_lazy("message on the axis", "recalls an earlier one"),
    Business.UPDATE: pgettext_lazy("message on the axis", "updates an earlier one"),
    Business.REPLACE: pgettext_lazy("message on the axis", "replaces an earlier one"),
}
WANTED: Final[dict[Wanted, str | Promise]] = {
    Wanted.DOCUMENT: pgettext_lazy("message on the axis", "Document"),
    Wanted.STATUS: pgettext_lazy("message on the axis", "Status"),
}


def title_of(row: MessageRow) -> str:
    """As one speaks of it: its number and what it is about, else the begin of its id on the wire."""
    return " · ".join(filter(None, (row.code, row.subject))) or row.key[:8]


def explain(row: DayRow) -> list[str]:
    """Why sent, received and acknowledged are not the same number; nothing where they are."""
    lag = row.sent - row.acknowledged
    said = [
        (row.open, ngettext("%(count)s waits to be handed on", "%(count)s wait to be handed on", row.open)),
        (row.dead, ngettext("%(count)s dead letter", "%(count)s dead letters", row.dead)),
        (
            lag,
            ngettext(
                "%(count)s handed on, not acknowledged yet", "%(count)s handed on, not acknowledged yet", lag
            ),
        ),
        (
            row.missing_there,
            ngettext("%(count)s is not on its list", "%(count)s are not on its list", row.missing_there),
        ),
        (row.unread, ngettext("%(count)s waits to be read", "%(count)s wait to be read", row.unread)),
        (row.aside, ngettext("%(count)s in quarantine", "%(count)s in quarantine", row.aside)),
        (row.twice, ngettext("%(count)s came before", "%(count)s came before", row.twice)),
    ]
    words = [text % {"count": write_number(count)} for count, text in said if count]
    if row.fault:
        words.append(_("its list could not be read: %(words)s") % {"words": row.fault})
    return words
