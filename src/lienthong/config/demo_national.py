"""What lies at the stand-in of the national portal when the demonstration starts: things filed
and asked there, and a stray case.

``data/demo/national.json`` is invented from the first line to the last. The worker fetches and compares it as it would
the portal's own.
"""

import json
from datetime import datetime
from typing import Any, Final

from lienthong.config.ground.paths import DATA
from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal.shelf import Dossier
from lienthong.domain.accounts.queries import AccountRow, find_account
from lienthong.domain.national import actions, queries
from lienthong.domain.organisations.queries import build_actor
from lienthong.spine import clock
from lienthong.spine.actor import platform

FILE: Final = DATA / "demo" / "national.json"


def play(*, until: datetime) -> None:
    """Running twice changes nothing; nobody answers who is not there."""
    told, shelf = json.loads(FILE.read_text(encoding="utf-8")), fake.kept().shelf
    for body in told["filings"]:
        shelf.file(body)
    known = {body["HOIDAPID"] for body in shelf.questions()}
    for body in told["questions"]:
        if body["HOIDAPID"] not in known:
            shelf.ask(body)
    for row in told["answered"]:
        account = find_account(row["by"])
        is_new = row["question"]["HOIDAPID"] not in known and _moment(row["answered_at"]) <= until
        if account and is_new:
            shelf.ask(row["question"])
            _answer(row, account)
    for body in told["held"]:
        if shelf.find(body["MaHoSo"]) is None:
            shelf.keep(body["MaHoSo"], Dossier(body=body))


def _answer(row: dict[str, Any], account: AccountRow) -> None:
    """It came, and an official answered; the worker tells the stand-in as it would the portal."""
    asked, at = row["question"], _moment(row["answered_at"])
    given = {"number": asked["HOIDAPID"], "field": asked["MALINHVUC"], "words": asked["NOIDUNG"]}
    came_at = _moment(row["came_at"])
    actions.take_question(**given, agency=asked["MADONVI"], by=platform("demo"), at=came_at)
    by = build_actor(account.id, account.full_name, "demo", at)
    for one in queries.list_questions(by=by, is_open=True):
        if one.number == asked["HOIDAPID"]:
            actions.answer_question(question=one.id, answer=row["answer"], shown=row["shown"], by=by, at=at)


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=clock.ZONE)
