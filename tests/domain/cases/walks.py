"""Stories of cases drawn at random from the table of moves, as the actions would tell them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from lienthong.domain.cases.rules.moves import OF_LATENESS, OF_PAPER, Verb
from lienthong.domain.cases.rules.standing import Event, Stand, allows, apply, begin
from lienthong.spine.clock.rules import ZONE

BEGAN = datetime(2021, 10, 15, 9, tzinfo=ZONE)
AGENCIES = ("GL-622", "GL-23572", "GL-THUE")
OTHERS = ("GL-SXD", "GL-STNMT", "GL-SNV")
ROWS = 5


def day(moment: datetime, rng: Random) -> dict[str, str]:
    return {"due": (moment + timedelta(hours=rng.randint(1, 400))).isoformat()}


def told(verb: Verb, stand: Stand | None, at: datetime, rng: Random) -> Event:
    """An event of a verb with everything that the rules read of it."""
    place = {} if verb in _ELSEWHERE else {"agency": AGENCIES[0]}
    return Event(verb, at, {**place, **_DATA.get(verb, _nothing)(stand, at, rng)})


def _nothing(_stand: Stand | None, _at: datetime, _rng: Random) -> dict[str, Any]:
    return {}


def _due(_stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    return {"due": day(at, rng)}


def _received(_stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    return {"step": 1, "due": day(at, rng), "step_due": day(at, rng), "papers": [1, 2]}


def _handed_over(stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    here = stand.step if stand else 1
    place = {"done": here, "step": here % ROWS + 1, "agency": rng.choice(AGENCIES), "step_due": day(at, rng)}
    place |= {"originals": places(rng)} if rng.random() < 0.5 else {}
    place |= _sides(stand, at, rng)
    return place | ({"holder": "somebody"} if rng.random() < 0.5 else {})


def _sent_back(stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    return {"step": rng.randint(1, stand.step if stand else 1), "step_due": day(at, rng)}


def _resumed(stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    promised = {"promised": day(at, rng)["due"]} if stand and stand.reappointed else {}
    return {"due": day(at, rng), "step_due": None, "papers": [3], **promised}


def _consulted(_stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    return {"asked": rng.choice(OTHERS), "asker": AGENCIES[0], "question": "?", "answer_due": day(at, rng)}


def _sides(stand: Stand | None, at: datetime, rng: Random) -> dict[str, Any]:
    """A row that begins beside, or one that the case itself joins."""
    beside = stand.beside if stand else frozenset()
    free = sorted({*range(1, ROWS + 1)} - beside)
    if beside and rng.random() < 0.3:
        return {"joins": rng.choice(sorted(beside))}
    if not free or rng.random() < 0.5:
        return {}
    due = rng.choice([None, day(at, rng)])
    side = {"step": rng.choice(free), "agency": rng.choice(OTHERS), "unit": "", "role": "", "step_due": due}
    return {"sides": [side]}


def _side_done(stand: Stand | None, _at: datetime, rng: Random) -> dict[str, Any]:
    return {"side": rng.choice(sorted(stand.beside)) if stand else 0, "used": 3_600, "given": 7_200}


def places(rng: Random) -> list[int]:
    """Some originals, whether they exist or not."""
    return sorted(rng.sample(range(1, 6), rng.randint(0, 3)))


def _of_awaited(stand: Stand | None, _at: datetime, rng: Random) -> dict[str, Any]:
    return {"asked": rng.choice(sorted(stand.awaited)) if stand else ""}


_DATA: dict[Verb, Callable[[Stand | None, datetime, Random], dict[str, Any]]] = {
    Verb.FILED: _due,
    Verb.RECEIVED: _received,
    Verb.TAKEN: lambda _s, _a, _r: {"holder": "taker"},
    Verb.ORIGINALS_TAKEN: lambda _s, _a, _r: {"names": ["Bìa đỏ"], "keeper": "somebody"},
    Verb.ORIGINALS_SENT: lambda _s, _a, rng: {"originals": places(rng), "to_agency": rng.choice(OTHERS)},
    Verb.ORIGINALS_SIGNED: lambda _s, _a, rng: {
        "originals": places(rng),
        "keeper": "another",
        "signed_at": rng.choice([*AGENCIES, *OTHERS]),
        "reason": "?",
    },
    Verb.ORIGINALS_RETURNED: lambda _s, _a, rng: {"originals": places(rng)},
    Verb.CORRECTED: lambda _s, _a, rng: {
        "changes": {rng.choice(["content", "return_by"]): str(rng.randint(1, 3))}
    },
    Verb.LINKED: lambda _s, _a, _r: {"other": 1, "number": "x"},
    Verb.SIDE_DONE: _side_done,
    Verb.EXPLAINED: lambda _s, _a, rng: {
        "causes": [{"cause": "STAFF", "words": "Thiếu người", "agency": rng.choice(AGENCIES)}],
        "parts": [{"agency": AGENCIES[0], "unit": "", "given": 3_600, "used": 7_200, "share": 100}],
    },
    Verb.CONTESTED: lambda _s, _a, rng: {"named": rng.choice(AGENCIES), "reason": "?"},
    Verb.CONSULTED: _consulted,
    Verb.OPINION_GIVEN: _of_awaited,
    Verb.QUESTION_DROPPED: _of_awaited,
    Verb.ASSIGNED: lambda _s, _a, rng: {"holder": rng.choice(["one", "two"])},
    Verb.HANDED_OVER: _handed_over,
    Verb.SENT_BACK: _sent_back,
    Verb.SUPPLEMENT_RECEIVED: _resumed,
    Verb.RESUMED: _resumed,
    Verb.RECOUNTED: _resumed,
    Verb.REAPPOINTED: _due,
    Verb.PUT_TO_SIGN: lambda _s, _a, _r: {"holder": "leader"},
}


def walk(rng: Random, steps: int) -> list[Event]:
    """At most ``steps`` events; ends early where nothing more may follow. Ends are taken seldom, so walks are long."""
    first = rng.choice([Verb.FILED, Verb.RECEIVED])
    at = BEGAN
    events = [told(first, None, at, rng)]
    stand = begin(events[0])
    while len(events) < steps:
        open_to = [verb for verb in Verb if allows(verb, stand)]
        if not open_to or stand.ended_at:
            break
        lasting = [verb for verb in open_to if verb not in _ENDS or rng.random() < 0.05]
        at += timedelta(minutes=rng.choice([0, 1, 90, 5_000]))
        events.append(told(rng.choice(lasting or open_to), stand, at, rng))
        stand = apply(stand, events[-1])
    return events


_ENDS = {Verb.TURNED_AWAY, Verb.WITHDRAWN, Verb.DENIED, Verb.STOPPED, Verb.SIGNED}
_ELSEWHERE = {
    Verb.CONSULTED,
    Verb.OPINION_GIVEN,
    Verb.QUESTION_DROPPED,
    Verb.ORIGINALS_TAKEN,
    Verb.CORRECTED,
    Verb.LINKED,
    Verb.SIDE_DONE,
    *OF_PAPER,
    *OF_LATENESS,
}
"""What happens between agencies, or to paper, moves the case nowhere."""
