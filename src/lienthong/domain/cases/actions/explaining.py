"""Why a case is late: named from the list with whose part it is, and contested by who is named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import CauseMissing, NotLate, NotNow, PartUnknown
from lienthong.domain.cases.queries.lateness import MOST_NAMED, parts_at
from lienthong.domain.cases.rules.lateness import as_data
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import is_late
from lienthong.spine.actor import Actor
from lienthong.spine.causes.queries import About, list_causes
from lienthong.spine.text import clean_lines


@transaction.atomic
def explain(*, case: int, causes: Sequence[tuple[str, str]], note: str = "", by: Actor, at: datetime) -> None:
    """Names the causes of a late case, each as (code of the list, agency whose part it is). The event keeps what each
    unit was given and used until now. Named anew, the last time counts.

    Raises CaseNotFound, NotYours, NotNow, NotLate, CauseMissing, PartUnknown.
    """
    held = hold(case, by=by, at=at, verb=Verb.EXPLAINED)
    stand = held.stand
    if not is_late(stand.state, stand.legal_at, held.at, on_time=stand.on_time):
        raise NotLate
    named = list(dict.fromkeys(causes))[:MOST_NAMED]
    words = {row.code: row.words for row in list_causes(About.CASE, held.clocks.day)}
    if not named or any(code not in words for code, _agency in named):
        raise CauseMissing
    if any(agency not in concerned(held) for _code, agency in named):
        raise PartUnknown
    parts = parts_at(
        held.events,
        held.handling,
        channel=held.case.channel,
        now=held.at,
        calendar_of=held.clocks.calendar,
    )
    data: dict[str, Any] = {
        "causes": [{"cause": code, "words": words[code], "agency": agency} for code, agency in named],
        "parts": as_data(parts),
        "note": clean_lines(note),
    }
    happen(held, Verb.EXPLAINED, data)


@transaction.atomic
def contest(*, case: int, reason: str, by: Actor, at: datetime) -> None:
    """Says for one's agency that the part it was given is not accepted; it stays beside the explanation.

    Raises CaseNotFound, NotYours, NotNow, ReasonMissing.
    """
    held = hold(case, by=by, at=at)
    if by.agency not in held.named and any(
        event.verb == Verb.CONTESTED and event.data["named"] == by.agency for event in held.events
    ):
        raise NotNow(verb=Verb.CONTESTED)
    held.ask(Verb.CONTESTED)
    happen(held, Verb.CONTESTED, {"named": by.agency, "reason": said(reason)})


def concerned(held: Held) -> frozenset[str]:
    """Agencies that answer for it, had it, did a row beside, or were asked."""
    lay_at = {str(event.data["agency"]) for event in held.events if "agency" in event.data}
    asked = {str(event.data["asked"]) for event in held.events if "asked" in event.data}
    beside = {side["agency"] for event in held.events for side in event.data.get("sides", ())}
    return frozenset({held.case.owner, *lay_at, *asked, *beside})
