"""Cases of the demonstration: a few weeks at the one-stop of Pleiku, played through the platform's own verbs.

``data/demo/cases.csv`` and ``case_people.csv`` are invented from the first line to the last. A line is something that
somebody did at a moment: rights are asked, days are counted, the ledger keeps it, as if it had been done by hand.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from lienthong.config.demo import PASSWORD
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.cases import actions
from lienthong.domain.cases.queries import has_cases
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.domain.parties import actions as parties
from lienthong.domain.procedures import queries as procedures
from lienthong.spine import clock
from lienthong.spine.actor import Actor

PEOPLE, EVENTS = DATA / "demo" / "case_people.csv", DATA / "demo" / "cases.csv"
EVE = datetime(2021, 9, 1, 8, tzinfo=clock.ZONE)
"""When the people of the one-stop enter the platform."""


@transaction.atomic
def play(*, by: Actor, until: datetime) -> int:
    """Once, where the counter was staffed when it opened and nobody came yet; returns how many lines were played.

    Not where the demonstration's people came later than the cases: an archive of an older version keeps its past.
    """
    lines = [row for row in _rows(EVENTS) if _moment(row) <= until]
    is_there = accounts.find_account(next(_rows(PEOPLE))["username"]) or has_cases()
    if not lines or is_there or not _is_staffed(lines[0]):
        return 0
    for row in list_people():
        _open(row, by=by)
    desk = Counter()
    for row in lines:
        desk.play(row)
    return len(lines)


def list_people() -> list[dict[str, str]]:
    """Those around the one-stop, as their file names them."""
    return list(_rows(PEOPLE))


def _is_staffed(first: dict[str, str]) -> bool:
    officer = accounts.find_account(first["who"])
    return officer is not None and bool(list_hats(officer.id, _moment(first).date()))


def _open(row: dict[str, str], *, by: Actor) -> None:
    account = account_actions.open_account(
        username=row["username"], full_name=row["full_name"], by=by, at=EVE
    )
    token = accounts.link_token(account, accounts.INVITATION)
    account_actions.set_password_by_link(token=token, password=PASSWORD, by=by, at=EVE)
    organisations.assign(
        account=account,
        agency=row["agency"],
        title=row["title"],
        role=row["role"],
        on=EVE.date(),
        by=by,
        at=EVE,
    )


_MOVES: Final[dict[str, tuple[Callable[..., object], Callable[[dict[str, str]], dict[str, Any]]]]] = {
    "hand_over": (
        actions.hand_over,
        lambda row: {
            "commune": row["commune"],
            "holder": account_of(row["to"]).id if row["to"] else "",
            "note": row["text"],
        },
    ),
    "submit": (actions.put_to_sign, lambda row: {"note": row["text"]}),
    "sign": (actions.sign_off, lambda row: {"document": row["text"]}),
    "send_back": (actions.send_back, lambda row: {"step": int(row["to"]), "reason": row["text"]}),
    "ask": (actions.ask_supplement, lambda row: {"items": [row["content"]], "reason": row["text"]}),
    "supplemented": (actions.receive_supplement, lambda row: {"note": row["text"]}),
    "pause": (actions.pause, lambda row: {"reason": row["text"], "document": row["to"]}),
    "keep": (actions.take_originals, lambda row: {"names": [row["content"]]}),
    "sign_for": (actions.sign_originals, lambda _: {"originals": [1]}),
    "consult": (
        actions.consult,
        lambda row: {"agencies": [row["to"]], "question": row["content"], "days": int(row["text"])},
    ),
    "bring": (actions.bring, lambda _: {}),
    "post": (actions.choose_post, lambda row: {"receiver": _receiver(row)}),
    "give": (actions.give, lambda row: {"to": row["to"]}),
    "withdraw": (actions.withdraw, lambda row: {"reason": row["text"]}),
    "reappoint": (
        actions.reappoint,
        lambda row: {"on": date.fromisoformat(row["to"]), "reason": row["text"]},
    ),
}
"""The verb of a line, and which of its cells the verb asks for."""


@dataclass
class Counter:
    """The cases while they are played, by the name that the lines give them."""

    cases: dict[str, int] = field(default_factory=dict)

    def play(self, row: dict[str, str]) -> None:
        at = _moment(row)
        by = _actor(row["who"], at.date())
        if row["verb"] == "receive":
            self._receive(row, by, at)
            return
        act, words = _MOVES[row["verb"]]
        act(case=self.cases[row["case"]], **words(row), by=by, at=at)

    def _receive(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        version = procedures.get_published(row["procedure"], at.date())
        papers = procedures.get_handling(version.id).papers
        intake = actions.Intake(
            key=uuid5(NAMESPACE_URL, f"demo:{row['case']}"),
            version=version.id,
            applicant=actions.Applicant(draft_of(row)),
            papers=tuple(range(1, len(papers) + 1)),
            content=row["content"],
        )
        self.cases[row["case"]] = actions.receive(intake=intake, by=by, at=at).case


def draft_of(row: dict[str, str]) -> parties.Draft:
    is_body = row["name"].startswith("Công ty")
    return parties.Draft(
        name=row["name"],
        kind=parties.PartyKind.ORGANISATION if is_body else parties.PartyKind.PERSON,
        form=parties.Form.ENTERPRISE.value if is_body else "",
        numbers=(parties.Number("CCCD", row["number"]),) if row["number"] else (),
        contacts=(
            parties.ContactGiven("PHONE", row["phone"]),
            parties.ContactGiven("HEAD_OFFICE" if is_body else "RESIDENCE", row["address"]),
        ),
        birth=parties.Birth.read(row["birth"]) if row["birth"] else None,
    )


def _receiver(row: dict[str, str]) -> deliveries.Receiver:
    return deliveries.Receiver(row["name"], row["phone"], row["address"])


def account_of(username: str) -> accounts.AccountRow:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return account


def _actor(username: str, day: date) -> Actor:
    account = account_of(username)
    at = datetime.combine(day, datetime.min.time(), clock.ZONE)
    return build_actor(account.id, account.full_name, "demo", at)


def _moment(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row["at"]).replace(tzinfo=clock.ZONE)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
