"""What heads of the demonstration have to look into: told by the auditor, seen by the platform, one of it answered.

``data/demo/conduct.json`` is invented; what the platform sees, it sees in the demonstration's own cases.
"""

import json
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from lienthong.config.demo_cases import EVE
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.conduct import actions
from lienthong.domain.conduct.queries import Measure, has_matters
from lienthong.domain.organisations.queries import build_actor
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform

FILE: Final = DATA / "demo" / "conduct.json"


@transaction.atomic
def play(*, until: datetime) -> int:
    """Once, where its people are there and nothing was told yet; how many were told or seen."""
    rows = [row for row in json.loads(FILE.read_text(encoding="utf-8")) if _moment(row["told_at"]) <= until]
    people = {row["teller"] for row in rows} | {row["answer"]["by"] for row in rows if "answer" in row}
    if not rows or has_matters() or not all(accounts.find_account(name) for name in people):
        return 0
    seen, day = 0, EVE.date()
    while (day := day + timedelta(days=1)) <= clock.local(until).date():
        seen += actions.look(day=day, by=platform("demo"), at=datetime.combine(day, EVE.time(), clock.ZONE))
    for row in rows:
        _tell(row, until)
    return seen + len(rows)


def _tell(row: dict[str, Any], until: datetime) -> None:
    at = _moment(row["told_at"])
    key = uuid5(NAMESPACE_URL, f"lienthong:conduct:{row['told_at']}")
    given = {"agency": row["agency"], "words": row["words"], "who": row["who"]}
    matter = actions.open_matter(key=key, **given, by=_actor(row["teller"], at), at=at)
    told = row.get("answer")
    if told and _moment(told["at"]) <= until:
        actions.answer(
            matter=matter,
            measure=Measure(told["measure"]),
            words=told["words"],
            who=told["who"],
            decision=told["decision"],
            decided_on=date.fromisoformat(told["decided_on"]),
            by=_actor(told["by"], _moment(told["at"])),
            at=_moment(told["at"]),
        )


def _actor(username: str, at: datetime) -> Actor:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return build_actor(account.id, account.full_name, "demo", at)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)
