"""How a case stands in a citizen's nine words: what it means, whether anything is to be done, by when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.queries import CaseRow, HappeningRow, State, Verb
from lienthong.spine import clock
from lienthong.web.ui.parts import Knot, Text
from lienthong.web.ui.words import write_moment


@dataclass(frozen=True, slots=True)
class Standing:
    """``status`` is a key of the statuses; ``what`` is a sentence; ``day`` the one to wait for, if there is one."""

    status: str
    what: str
    day: datetime | None = None
    day_words: str = ""


_TOLD: Final[dict[State, tuple[str, Text]]] = {
    State.FILED: (
        "sent",
        gettext_lazy("You need not do anything now. The one-stop is looking at your papers."),
    ),
    State.TURNED_AWAY: (
        "not_received",
        gettext_lazy("The one-stop did not take it in. The reason stands below."),
    ),
    State.RECEIVED: ("received", gettext_lazy("You need not do anything now.")),
    State.HANDLING: ("processing", gettext_lazy("You need not do anything now.")),
    State.WAITING_PAPERS: (
        "needs_papers",
        gettext_lazy("Please bring what is named below to the one-stop. The time stands still until then."),
    ),
    State.WAITING_DUTY: (
        "needs_payment",
        gettext_lazy("Please pay what you were told to. The time stands still until then."),
    ),
    State.TO_SIGN: (
        "processing",
        gettext_lazy("You need not do anything now. The result waits for its signature."),
    ),
    State.SIGNED: ("processing", gettext_lazy("The result is signed and on its way to the one-stop.")),
    State.READY: (
        "result_ready",
        gettext_lazy("The result is there. Fetch it at the one-stop with your receipt."),
    ),
    State.GIVEN: ("handed_over", gettext_lazy("The result was handed over.")),
    State.WITHDRAWN: ("withdrawn", gettext_lazy("It was withdrawn.")),
    State.STOPPED: ("not_applicable", gettext_lazy("It is not handled any more. The reason stands below.")),
    State.DENIED: (
        "not_applicable",
        gettext_lazy("What you applied for was refused. The reason stands below."),
    ),
}
_NOTHING_TO_DO: Final = {State.RECEIVED, State.HANDLING, State.TO_SIGN}
_AWAITED: Final = {State.RECEIVED, State.HANDLING, State.TO_SIGN, State.SIGNED}


def tell(row: CaseRow, *, owes: bool = False, sends: bool = False, fetches: bool = False) -> Standing:
    """``owes``: a fee is still to be paid, so "nothing to do" would not be true. ``sends``: papers can be sent from
    here; ``fetches``: the result can be taken here.
    """
    status, what = _TOLD[row.state]
    if sends:
        what = _(
            "Please send what is named below, or bring it to the one-stop. The time stands still until then."
        )
    if fetches:
        what = _("The result is there. Take it here, or fetch it at the one-stop with your receipt.")
    if owes and row.state in _NOTHING_TO_DO:
        what = _("It is being handled. Only the fee below is still to be paid.")
    if row.state is State.FILED:
        return Standing(status, str(what), _local(row.due_at), _("You get an answer by"))
    if row.state in _AWAITED:
        return Standing(status, str(what), _local(row.due_at), _("You get the result by"))
    return Standing(status, str(what))


def _local(moment: datetime | None) -> datetime | None:
    return clock.local(moment) if moment else None


_EVENTS: Final[dict[str, Text]] = {
    Verb.FILED: gettext_lazy("Filed online"),
    Verb.RECEIVED: gettext_lazy("Received by the one-stop"),
    Verb.TURNED_AWAY: gettext_lazy("Not taken in"),
    Verb.SUPPLEMENT_ASKED: gettext_lazy("You were asked to complete your papers"),
    Verb.SUPPLEMENT_RECEIVED: gettext_lazy("Your papers were completed"),
    Verb.PAUSED: gettext_lazy("You were asked to pay"),
    Verb.RESUMED: gettext_lazy("Your payment has come"),
    Verb.REAPPOINTED: gettext_lazy("We are sorry: the result comes later than promised"),
    Verb.SIGNED: gettext_lazy("The result was signed"),
    Verb.BROUGHT: gettext_lazy("The result came to the one-stop"),
    Verb.GIVEN: gettext_lazy("The result was handed over"),
    Verb.WITHDRAWN: gettext_lazy("Withdrawn"),
    Verb.STOPPED: gettext_lazy("Not handled any more"),
    Verb.DENIED: gettext_lazy("Refused"),
}
"""What concerns the applicant; who worked on it inside does not stand here."""
_REASONED: Final = {
    Verb.TURNED_AWAY,
    Verb.SUPPLEMENT_ASKED,
    Verb.PAUSED,
    Verb.REAPPOINTED,
    Verb.STOPPED,
    Verb.DENIED,
}


def history(row: CaseRow, happenings: list[HappeningRow], name: Callable[[str], str]) -> list[Knot]:
    """Oldest first, and where it is now at the end."""
    told = list(_knots(happenings, name))
    if row.ended_at is None and row.state in _AWAITED:
        told.append(Knot(_("Now"), _("It is being worked on"), state="now", hint=name(row.seat)))
    return told


def _knots(happenings: list[HappeningRow], name: Callable[[str], str]) -> Iterator[Knot]:
    for one in happenings:
        if one.verb not in _EVENTS:
            continue
        reason = str(one.data.get("reason", "")) if one.verb in _REASONED else ""
        items = "; ".join(map(str, one.data.get("items", ())))
        yield Knot(
            write_moment(clock.local(one.occurred_at)),
            str(_EVENTS[one.verb]),
            hint=name(one.agency),
            quote=". ".join(filter(None, (items, reason))),
        )
