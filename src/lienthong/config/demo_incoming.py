"""Incoming documents of the demonstration in several states, and what two of its agencies sent each other.

``data/demo/incoming.json`` is invented from the first line to the last; its papers are set here. A move is something
that somebody did at a moment, under the rights of that day.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.config.demo_documents import account_of, actor_of, moment
from lienthong.config.demo_documents import key_of as document_key_of
from lienthong.config.ground.paths import DATA
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence.queries import find_made
from lienthong.domain.documents.queries import KINDS, Kind, Urgency, find_drafted
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset

INCOMING: Final = DATA / "demo" / "incoming.json"
BODY: Final = (
    "Văn bản này do hệ thống trình diễn tạo ra; mọi cơ quan, số liệu và nội dung trong đó đều không có thật.",
    "Đề nghị cơ quan nhận xem xét, giải quyết theo thẩm quyền và trả lời bằng văn bản./.",
)


def play(*, until: datetime) -> int:
    """Once, on a demonstration whose documents were there before; returns how many came in."""
    told = json.loads(INCOMING.read_text(encoding="utf-8"))
    if find_made(key_of(0)) or find_drafted(document_key_of(0)) is None:
        return 0
    for one in told["sent"]:
        _send(one, until)
    came = {place: _register(place, one) for place, one in enumerate(told["came"]) if _at(one) <= until}
    for at, incoming, verb, who, words in sorted(_moves(told["came"], came), key=lambda move: move[0]):
        if at <= until:
            _MOVES[verb](incoming=incoming, **_people(words), by=actor_of(who, at), at=at)
    return len(came)


def key_of(place: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:incoming:{place}")


def _at(told: dict[str, Any]) -> datetime:
    return moment(told["at"])


def _send(told: dict[str, Any], until: datetime) -> None:
    document, at = find_drafted(document_key_of(told["document"])), _at(told)
    if document and at <= until:
        actions.send(document=document, recipients=told["to"], by=actor_of(told["clerk"], at), at=at)


def _register(place: int, told: dict[str, Any]) -> int:
    at, by = _at(told), actor_of(told["clerk"], _at(told))
    given = told["letter"]
    paper = BytesIO(_paper(given))
    file = actions.receive_file(content=paper, name=f"{given['symbol'].replace('/', '-')}.pdf", by=by, at=at)
    dates = {"dated": date.fromisoformat(given["dated"]), "due": _day(given["due"])}
    kinds = {"kind": Kind(given["kind"]), "urgency": Urgency(given["urgency"])}
    letter = actions.Letter(**given | dates | kinds, arrived_on=at.date(), files=(file.id,))
    return actions.register(key=key_of(place), letter=letter, by=by, at=at)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _paper(given: dict[str, Any]) -> bytes:
    kind = Kind(given["kind"])
    sheet = OfficialPaper(
        agency=given["sender"],
        superior="",
        number=given["symbol"],
        place="Gia Lai",
        day=date.fromisoformat(given["dated"]),
        abstract=given["subject"],
        kind="" if kind is Kind.LETTER else KINDS[kind].name,
        addressees=["Sở Nội vụ tỉnh Gia Lai"] if kind is Kind.LETTER else [],
        body=[Paragraph(line) for line in BODY],
        signature=Signature("(Đã ký)", ""),
        recipients=["Như trên;", "Lưu: VT."],
    )
    return typeset(sheet.template, sheet.data())


def _moves(
    told: list[dict[str, Any]], came: dict[int, int]
) -> Iterator[tuple[datetime, int, str, str, dict[str, Any]]]:
    for place, incoming in came.items():
        for at, verb, who, words in told[place]["moves"]:
            yield moment(at), incoming, verb, who, words


def _people(words: dict[str, Any]) -> dict[str, Any]:
    """Accounts for usernames, days for texts."""
    made = dict(words)
    for name in ("to", "lead"):
        if name in made:
            made[name] = account_of(made[name])
    if "supporting" in made:
        made["supporting"] = [account_of(one) for one in made["supporting"]]
    if "due" in made:
        made["due"] = _day(made["due"])
    return made


_MOVES: Final[dict[str, Callable[..., object]]] = {
    "submit": actions.submit,
    "instruct": actions.instruct,
    "assign": actions.assign,
    "note": actions.note,
    "close": actions.close,
    "file": actions.file,
    "send_back": actions.send_back,
}
"""The verb of a move; what it asks for stands in the file under the verb's own names."""
