"""Ministry software of the demonstration: two systems in the register, some cases entered, a file that came back.

``data/demo/ministries.json`` is invented: systems, addresses, forms of numbers, what was entered by whom and when.
The platform's own verbs do it, under the rights of that day.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from lienthong.config.demo import PEOPLE
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.cases.queries import find_cases
from lienthong.domain.ministries import actions
from lienthong.domain.ministries.exchange import read_fields, read_file, read_statuses
from lienthong.domain.ministries.queries import get_system, list_systems
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.procedures.queries import get_titles
from lienthong.spine import clock
from lienthong.spine.actor import Actor

FILE: Final = DATA / "demo" / "ministries.json"


@transaction.atomic
def play(*, by: Actor, until: datetime) -> int:
    """Once, where procedures are in force and cases lie; returns how many systems were entered."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    since = date.fromisoformat(told["since"])
    at = datetime.combine(since, datetime.min.time(), clock.ZONE).replace(hour=8)
    used = [code for one in told["systems"] for code in one["procedures"]]
    if until < at or list_systems(since) or set(used) - set(get_titles(used, since)):
        return 0
    keeper = next(one.username for one in PEOPLE if one.role == "platform_administrator")
    if accounts.find_account(keeper) is None:
        return 0
    for one in told["systems"]:
        _describe(one, since, by=_actor(keeper, until), at=at)
    actions.look(by=by, at=at)
    for one in told["deeds"]:
        if (moment := datetime.fromisoformat(one["at"]).replace(tzinfo=clock.ZONE)) <= until:
            _play(one, moment)
    actions.look(by=by, at=until)
    return len(told["systems"])


def _describe(told: Mapping[str, Any], since: date, *, by: Actor, at: datetime) -> None:
    described = actions.Described(
        code=told["code"],
        since=since,
        name=told["name"],
        ministry=told["ministry"],
        address=told["address"],
        pattern=told["pattern"],
        fields=read_fields("\n".join(told["fields"])),
        columns=told["columns"],
        statuses=read_statuses("\n".join(told["statuses"])),
        basis=told["basis"],
    )
    actions.describe(told=described, is_new=True, by=by, at=at)
    for procedure in told["procedures"]:
        actions.use_for(
            system=told["code"], procedure=procedure, since=since, basis=told["basis"], by=by, at=at
        )


def _play(told: Mapping[str, Any], at: datetime) -> None:
    """Where the case, or the person, is not there, nothing was entered."""
    account = accounts.find_account(told["who"])
    if account is None:
        return
    by = build_actor(account.id, account.full_name, "demo", at)
    if "number" in told:
        for row in find_cases(told["applicant"], by=by, now=at)[:1]:
            actions.enter(case=row.id, system=told["system"], number=told["number"], by=by, at=at)
    else:
        _take_in(told, by, at)


def _take_in(told: Mapping[str, Any], by: Actor, at: datetime) -> None:
    lines = []
    for line in told["lines"]:
        number, applicant, *rest = line.split("|")
        found = find_cases(applicant, by=by, now=at)[:1] if applicant else []
        lines.append(",".join([number, *([found[0].number] if found else [""]), *rest]))
    system = get_system(told["system"], at.date())
    content = "\n".join([",".join(system.columns.values()), *lines]).encode()
    days = (date.fromisoformat(told["first"]), date.fromisoformat(told["last"]))
    actions.take_in(
        system=system.code,
        lines=read_file(told["file"], content, system, at),
        source=actions.Source(told["file"], hashlib.sha256(content).hexdigest(), days),
        by=by,
        at=at,
    )


def _actor(username: str, at: datetime) -> Actor:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return build_actor(account.id, account.full_name, "demo", at)
