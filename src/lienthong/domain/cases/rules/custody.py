"""Which original paper is where: kept by whom, on the way to whom, back with the applicant. A fold of a case's events.

Originals go on with the case as its events say; whoever gets them signs for them, and until then they are on the way.
Nothing is guessed: an original is where the last event that named it put it, also after the case has ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event


class Custody(StrEnum):
    """SENT: handed on, not signed for yet. BACK: with the applicant again."""

    KEPT = "KEPT"
    SENT = "SENT"
    BACK = "BACK"


@dataclass(frozen=True, slots=True)
class Original:
    """``agency`` keeps it, or is to sign for it while it is ``SENT`` by ``sender``; ``keeper`` is who signed for it.

    ``note``: why it was not signed for, or not given back with the result. ``along``: it goes where the case goes,
    until it stays behind or is handed on alone.
    """

    place: int
    name: str
    agency: str
    keeper: str
    since: datetime
    custody: Custody = Custody.KEPT
    sender: str = ""
    note: str = ""
    along: bool = True


def custody(events: Sequence[Event]) -> tuple[Original, ...]:
    """Every original of a case in the order in which it was taken; ``place`` counts them from 1."""
    found: tuple[Original, ...] = ()
    seat = ""
    for event in events:
        if event.verb == Verb.ORIGINALS_TAKEN:
            names = enumerate(event.data["names"], len(found) + 1)
            found += tuple(
                Original(place, name, seat, event.data["keeper"], event.at) for place, name in names
            )
        else:
            found = tuple(_after(one, event) for one in found)
        seat = event.data.get("agency", seat)
    return found


def travelling(originals: Iterable[Original], seat: str) -> list[int]:
    """Those that lie with the case where it does, and go on with it."""
    return [one.place for one in kept_at(originals, seat) if one.along]


def kept_at(originals: Iterable[Original], agency: str) -> list[Original]:
    """Those that an agency keeps."""
    return [one for one in originals if one.custody is Custody.KEPT and one.agency == agency]


def astray(originals: Iterable[Original], counter: str) -> list[Original]:
    """Those that the counter cannot give back now: on the way, or kept elsewhere."""
    open_ = [one for one in originals if one.custody is not Custody.BACK]
    return [one for one in open_ if one.custody is Custody.SENT or one.agency != counter]


def _after(one: Original, event: Event) -> Original:
    if one.custody is Custody.BACK:
        return one
    is_named = one.place in event.data.get("originals", ())
    match event.verb:
        case Verb.ORIGINALS_SIGNED:
            return _signed(one, event, is_named=is_named)
        case Verb.GIVEN | Verb.ORIGINALS_RETURNED:
            return _returned(one, event, is_named=is_named)
        case _ if is_named:
            return _sent(one, event)
        case _:
            return replace(one, along=False) if "step" in event.data else one


def _sent(one: Original, event: Event) -> Original:
    """Who brings a result to the counter is who gets it there: what comes along is signed for by that."""
    if one.custody is not Custody.KEPT:
        return one
    if event.verb == Verb.BROUGHT:
        data = event.data
        return replace(one, agency=data["agency"], keeper=data["holder"], since=event.at)
    goes_alone = event.data.get("to_agency", "")
    return replace(
        one,
        custody=Custody.SENT,
        sender=one.agency,
        agency=goes_alone or event.data["agency"],
        keeper="",
        since=event.at,
        note="",
        along=not goes_alone,
    )


def _signed(one: Original, event: Event, *, is_named: bool) -> Original:
    data = event.data
    if one.custody is not Custody.SENT or one.agency != data["signed_at"]:
        return one
    if is_named:
        return replace(one, custody=Custody.KEPT, keeper=data["keeper"], sender="", since=event.at, note="")
    return replace(one, note=data.get("reason", ""))


def _returned(one: Original, event: Event, *, is_named: bool) -> Original:
    if is_named:
        return replace(one, custody=Custody.BACK, keeper="", sender="", since=event.at, note="")
    reason = event.data.get("astray", "")
    return replace(one, note=reason) if reason else one
