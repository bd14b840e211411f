"""Work files of the demonstration: the approved list of a year, files that fill, one that lies before the archivist.

``data/demo/workfiles.json`` is invented from the first line to the last. An act is something that somebody did at a
moment, under the rights of that day.
"""

import json
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from lienthong.config.demo_documents import account_of, actor_of, key_of, moment
from lienthong.config.demo_incoming import key_of as incoming_key_of
from lienthong.config.ground.paths import DATA
from lienthong.domain.correspondence.queries import find_made as find_incoming
from lienthong.domain.documents.queries import find_drafted
from lienthong.domain.workfiles import actions
from lienthong.domain.workfiles.queries import Foreseen, find_listing, find_made, list_lines, read_years

WORKFILES: Final = DATA / "demo" / "workfiles.json"


def play(*, until: datetime) -> int:
    """Once, on a demonstration whose documents were there before; returns how many files were opened."""
    told = json.loads(WORKFILES.read_text(encoding="utf-8"))
    agency, year = told["agency"], told["year"]
    if find_listing(agency, year) or find_drafted(key_of(0)) is None:
        return 0
    _list(told["list"], year)
    lines = _lines(agency, year)
    opened = [one for one in told["files"] if moment(one["at"]) <= until]
    made = {one["code"]: _open(one, lines[one["code"]]) for one in opened}
    acts = [
        (moment(at), made[one["code"]], verb, who, what)
        for one in opened
        for at, verb, who, what in one["acts"]
    ]
    for at, workfile, verb, who, what in sorted(acts, key=lambda act: act[0]):
        if at <= until:
            _act(workfile, verb, what, who, at)
    return len(made)


def _list(told: dict[str, Any], year: int) -> None:
    for line in told["lines"]:
        foreseen = Foreseen(
            line["unit"],
            line["code"],
            line["title"],
            read_years(line["kept"]),
            account_of(line["keeper"]),
        )
        _as(told["clerk"], told["at"], actions.write_line, year=year, line=None, foreseen=foreseen)
    _as(told["clerk"], told["at"], actions.submit_list, year=year)
    _as(told["leader"], told["approved_at"], actions.approve_list, year=year)


def _as(who: str, when: str, act: Any, **what: Any) -> Any:
    at = moment(when)
    return act(**what, by=actor_of(who, at), at=at)


def _lines(agency: str, year: int) -> dict[str, int]:
    listing = find_listing(agency, year)
    return {line.code: line.id for line in list_lines(listing.id)} if listing else {}


def _open(told: dict[str, Any], line: int) -> int:
    key = uuid5(NAMESPACE_URL, f"demo:workfile:{told['code']}")
    return find_made(key) or _as(told["who"], told["at"], actions.open_line, key=key, line=line)


def _act(workfile: int, verb: str, what: Any, who: str, at: datetime) -> None:
    given: dict[str, Any] = {"by": actor_of(who, at), "at": at}
    if verb == "put":
        actions.put_document(workfile=workfile, document=find_drafted(key_of(what)) or 0, **given)
    elif verb == "put_incoming":
        found = find_incoming(incoming_key_of(what)) or 0
        actions.put_incoming(workfile=workfile, incoming=found, **given)
    elif verb == "close":
        actions.close(workfile=workfile, **given)
    else:
        actions.hand_over(workfiles=[workfile], note=what, **given)
