"""Applications of the demonstration: one that a citizen is filling in, one that waits for the one-stop's answer.

``data/demo/applications.csv`` is invented from the first line to the last and played by the platform's own verbs.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.applications import actions, queries
from lienthong.domain.applications.queries import Sheet
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.procedures.queries import get_published
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, Actor
from lienthong.spine.pdf import typeset

FILE: Final = DATA / "demo" / "applications.csv"
OWNER: Final = "GL-622"


@transaction.atomic
def play(*, until: datetime) -> int:
    """Once, where the citizen has an account and has not begun anything; returns how many lines were played."""
    with FILE.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if _moment(row) <= until]
    if not rows or not _is_new(rows[0]):
        return 0
    home = Home()
    for row in rows:
        home.play(row)
    return len(rows)


def _is_new(first: dict[str, str]) -> bool:
    account = accounts.find_account(first["who"])
    return account is not None and not queries.list_of_account(account.id)


@dataclass
class Home:
    """The applications while they are played, by the name that the lines give them."""

    keys: dict[str, UUID] = field(default_factory=dict)

    def play(self, row: dict[str, str]) -> None:
        verbs: dict[str, Callable[..., Any]] = {
            "begin": self._begin,
            "answer": self._answer,
            "attach": self._attach,
            "send": self._send,
        }
        verbs[row["verb"]](row, _moment(row))

    def _begin(self, row: dict[str, str], at: datetime) -> None:
        version = get_published(row["procedure"], at.date()).id
        begun = actions.begin(version=version, owner=OWNER, by=_actor(row["who"], at), at=at)
        self.keys[row["application"]] = begun.key

    def _answer(self, row: dict[str, str], at: datetime) -> None:
        keep = partial(actions.answer, application=self.keys[row["application"]], is_seen=True, at=at)
        keep(sheet=Sheet(row["sheet"]), page=row["page"], given=json.loads(row["answers"]))

    def _attach(self, row: dict[str, str], at: datetime) -> None:
        key = self.keys[row["application"]]
        files = [(BytesIO(_picture(row["answers"])), row["answers"])]
        actions.attach(application=key, paper=int(row["page"]), files=files, by=ANONYMOUS, at=at)

    def _send(self, row: dict[str, str], at: datetime) -> None:
        actions.send(application=self.keys[row["application"]], by=ANONYMOUS, at=at)


def _picture(name: str) -> bytes:
    """Stands for a scanned card: the demonstration shows nobody's."""
    words = {
        "title": "Bản chụp minh họa", "symbol": name, "agency": "Bộ phận Một cửa", "code": "", "day": "2021-10-14",
        "dated": "", "sent": "", "applicant": "Người trình diễn", "sections": [], "papers": [],
        "pledge": "Tệp này thay cho ảnh chụp thẻ căn cước trong bản trình diễn.",
    }  # fmt: skip
    return typeset("eform", words)


def _actor(username: str, at: datetime) -> Actor:
    account = accounts.find_account(username) if username else None
    return build_actor(account.id, account.full_name, "demo", at) if account else ANONYMOUS


def _moment(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row["at"]).replace(tzinfo=clock.ZONE)
