"""Documents of the demonstration in several states: written, initialled, signed, numbered, sealed, returned.

``data/demo/documents.json`` is invented from the first line to the last. A move is something that somebody did at a
moment, under the rights of that day; signatures are made with the demonstration's own keys.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.config.demo_keys import PIN
from lienthong.config.ground.paths import DATA
from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.documents import actions
from lienthong.domain.documents.exchange import Heading, Layout, write_sheet
from lienthong.domain.documents.queries import Content, get_version, is_drafted, list_versions
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import SigningForm, build_actor, list_hats, list_signing
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.pdf import Column, OfficialPaper, Signature, Table, typeset

DOCUMENTS: Final = DATA / "demo" / "documents.json"
BASIS: Final = "Quyết định phân công nhiệm vụ của Chủ tịch, Phó Chủ tịch UBND thành phố"
DEPUTY: Final = ("nayhblun.622", "GL-622")
SINCE: Final = date(2021, 9, 1)
_AGENCY: Final = ("Sở Nội vụ", "UBND tỉnh Gia Lai")


def play(*, by: Actor, until: datetime) -> int:
    """Once, on a demonstration whose people were there before; returns how many documents there are of it."""
    told = json.loads(DOCUMENTS.read_text(encoding="utf-8"))
    if is_drafted(key_of(0)) or not all(_is_there(one["drafter"], moment(one["at"])) for one in told):
        return 0
    _mandate(by=by, at=until)
    made = {place: _drafted(place, one) for place, one in enumerate(told) if moment(one["at"]) <= until}
    for at, document, verb, who, words in sorted(_moves(told, made)):
        if at <= until:
            _MOVES[verb](document, words | {"by": actor_of(who, at), "at": at})
    return len(made)


def _is_there(username: str, at: datetime) -> bool:
    account = accounts.find_account(username)
    return account is not None and bool(list_hats(account.id, at.date()))


def key_of(place: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:document:{place}")


def _mandate(*, by: Actor, at: datetime) -> None:
    """The deputy signs for the chair (KT.)."""
    username, agency = DEPUTY
    account = account_of(username)
    if not any(right.account == account for right in list_signing(agency, at.date())):
        organisations.grant_signing(
            account=account, agency=agency, form=SigningForm.KT, basis=BASIS, on=SINCE, by=by, at=at
        )


def _drafted(place: int, told: dict[str, Any]) -> int:
    at = moment(told["at"])
    content = Content.of(told["content"] | {"signer": account_of(told["signer"])})
    draft = actions.Draft(key_of(place), content)
    return actions.draft(draft=draft, by=actor_of(told["drafter"], at), at=at)


def _moves(told: list[dict[str, Any]], made: dict[int, int]) -> Iterator[tuple[datetime, int, str, str, Any]]:
    for place, document in made.items():
        for at, verb, who, words in told[place]["moves"]:
            yield moment(at), document, verb, who, words


def _submit(document: int, words: dict[str, Any]) -> None:
    to = words.pop("to")
    actions.submit(document=document, to=account_of(to) if to else "", **words)


def _attach(document: int, words: dict[str, Any]) -> None:
    """Each file is a table: as a PDF, or as a workbook."""
    files = words.pop("files")
    brought = [actions.Brought(BytesIO(_file(one)), one["name"]) for one in files]
    if refused := actions.attach(document=document, version=_version(document), brought=brought, **words):
        raise ValueError(refused)
    attached = get_version(document, _version(document)).content.attachments
    wanted = [(one.file, told["title"]) for one, told in zip(attached, files, strict=True)]
    actions.arrange(document=document, version=_version(document), wanted=wanted, **words)


def _file(told: dict[str, Any]) -> bytes:
    layout = Layout(told["title"][:31], told["title"], [Heading(name, 1, 24) for name in told["head"]])
    if told["name"].endswith(".xlsx"):
        return write_sheet(layout, told["rows"])
    columns = [Column(name, 0.4 if len(name) < 3 else 2) for name in told["head"]]
    paper = OfficialPaper(
        agency=_AGENCY[0],
        superior=_AGENCY[1],
        number="",
        place="",
        day=SINCE,
        abstract=told["title"],
        body=[Table(columns, told["rows"])],
        signature=Signature(""),
    )
    return typeset("official_register", paper.data() | {"note": ""})


def _version(document: int) -> int:
    return max(one.place for one in list_versions(document))


def _sign(document: int, words: dict[str, Any]) -> None:
    read = actions.Read(document, _version(document))
    actions.sign(read=read, pin=PIN, helpers=current_helpers(), **words)


def _issue(document: int, words: dict[str, Any]) -> None:
    actions.issue(document=document, pin=PIN, helpers=current_helpers(), **words)


_MOVES: Final[dict[str, Callable[[int, dict[str, Any]], None]]] = {
    "attach": _attach,
    "submit": _submit,
    "initial": lambda document, words: actions.initial(document=document, **words),
    "send_back": lambda document, words: actions.send_back(document=document, **words),
    "sign": _sign,
    "issue": _issue,
}
"""The verb of a move; what it asks for stands in the file under the verb's own names."""


def account_of(username: str) -> str:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return account.id


def actor_of(username: str, at: datetime) -> Actor:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return build_actor(account.id, account.full_name, "demo", at)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)
