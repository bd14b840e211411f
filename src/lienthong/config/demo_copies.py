"""Copies of the demonstration: one that was made of a letter that came on paper, one that waits for the head's word.

``data/demo/copies.json`` is invented from the first line to the last. A move is something that somebody did at a
moment, under the rights of that day.
"""

import json
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.config.demo_documents import account_of, actor_of, moment
from lienthong.config.demo_incoming import key_of as incoming_key_of
from lienthong.config.demo_keys import PIN
from lienthong.config.ground.paths import DATA
from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.copies import actions
from lienthong.domain.copies.queries import Kind, Medium, find_made
from lienthong.domain.correspondence.queries import find_made as find_incoming

COPIES: Final = DATA / "demo" / "copies.json"


def play(*, until: datetime) -> int:
    """Once, on a demonstration whose incoming documents were there before; returns how many were asked for."""
    told = json.loads(COPIES.read_text(encoding="utf-8"))
    if find_made(key_of(0)):
        return 0
    return sum(_play(place, one, until) for place, one in enumerate(told))


def key_of(place: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:copy:{place}")


def _play(place: int, told: dict[str, Any], until: datetime) -> bool:
    at, incoming = moment(told["at"]), find_incoming(incoming_key_of(told["incoming"]))
    if at > until or incoming is None:
        return False
    wanted = actions.Wanted(
        key=key_of(place),
        kind=Kind(told["kind"]),
        medium=Medium(told["medium"]),
        purpose=told["purpose"],
        recipients=told["recipients"],
        signer=account_of(told["signer"]),
        incoming=incoming,
        pages=told["pages"],
    )
    copy = actions.ask(wanted=wanted, by=actor_of(told["asker"], at), at=at)
    for when, who in told["ordered"]:
        if moment(when) <= until:
            actions.order(copy=copy, by=actor_of(who, moment(when)), at=moment(when))
    for when, who in told["made"]:
        if moment(when) <= until:
            by = actor_of(who, moment(when))
            actions.issue(copy=copy, pin=PIN, helpers=current_helpers(), by=by, at=moment(when))
    return True
