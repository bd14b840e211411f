"""What the demonstration's citizen finds at home, and the money around it: fees paid, waiting, given back, unexplained.

``data/demo/home.csv`` is invented from the first line to the last and goes on where ``cases.csv`` ends, in the same
columns. Of money ``text`` is the amount, ``content`` the reason or the transaction's number, ``to`` the way.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from lienthong.config import demo_cases
from lienthong.config.demo_cases import Counter
from lienthong.config.demo_keys import PIN
from lienthong.config.ground.paths import DATA
from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.queries import Purpose, about_money
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.queries import Content, Kind
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.queries import get_verified
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.queries import DemandRow, Source, Told, Way
from lienthong.domain.surveys import actions as surveys
from lienthong.domain.surveys.queries import RemarkKind
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, Actor, platform

FILE: Final = DATA / "demo" / "home.csv"
CITIZEN: Final = "ksor.hbuh"
CASHIER: Final = "rocham.yen"
JUSTICE: Final = "vodinhlam.622"
LEADER: Final = "nayhblun.622"
HEAD: Final = "trannhuquynh.622"


def play(*, until: datetime) -> int:
    """Once, where the citizen and the counter are there and nobody saw the citizen's card; how many lines.

    Not one transaction: a seal has its own.
    """
    with FILE.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if _moment(row) <= until]
    if not rows or not _is_new(until):
        return 0
    home = Home()
    for row in rows:
        home.play(row)
    return len(rows)


def _is_new(until: datetime) -> bool:
    people = [accounts.find_account(row["username"]) for row in demo_cases.list_people()]
    citizen, cashier = accounts.find_account(CITIZEN), accounts.find_account(CASHIER)
    if citizen is None or cashier is None or not all(people):
        return False
    return bool(list_hats(cashier.id, until.date())) and get_verified(citizen.id, until.date()) is None


@dataclass
class Home(Counter):
    """Cases as they are played, with what they owe; ``closing`` is the till that was counted last."""

    closing: int = 0
    refunds: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)

    def play(self, row: dict[str, str]) -> None:
        verbs: dict[str, Callable[[dict[str, str], Actor, datetime], object]] = {
            "claim": self._claim,
            "verify": self._verify,
            "collect": self._collect,
            "transfer": self._transfer,
            "listed": self._listed,
            "ask_refund": self._ask_refund,
            "decide_refund": self._decide_refund,
            "pay_out": self._pay_out,
            "served": self._served,
            "document": self._document,
            "remark": self._remark,
            "answer": self._answer,
            "close_till": self._close_till,
            "take_over": self._take_over,
        }
        if row["verb"] not in verbs:
            super().play(row)
            if row["verb"] == "receive":
                cases.owe(case=self.cases[row["case"]], by=platform("job"), at=_moment(row))
            return
        at = _moment(row)
        verbs[row["verb"]](row, _actor(row["who"], at), at)

    def _owed(self, row: dict[str, str]) -> DemandRow:
        demand = queries.find_of(about_money(self.cases[row["case"]]))
        if demand is None:
            raise LookupError(row["case"])
        return demand

    def _claim(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        birth = parties.Birth.read(row["birth"])
        parties.claim(name=row["name"], number=row["number"], birth=birth, by=by, at=at)

    def _verify(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        account = demo_cases.account_of(row["to"]).id
        parties.verify(account=account, draft=demo_cases.draft_of(row), by=by, at=at)

    def _collect(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        paid = actions.Paid(_key(row), Way(row["to"]), int(row["text"]), row["name"])
        actions.collect(demand=self._owed(row).id, paid=paid, by=by, at=at)

    def _transfer(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """A line of the bank's statement; ``to`` is what the transfer says, ``code`` the case's own code."""
        says = self._owed(row).code if row["to"] == "code" else row["to"]
        told = Told(Source.BANK, row["content"], says, int(row["text"]), at)
        actions.take_statement(listed=[told], by=by, at=at)

    def _listed(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """The platform's list of the day ``to`` names a payment of which nobody told us."""
        day = date.fromisoformat(row["to"])
        paid_at = datetime.combine(day, at.time(), clock.ZONE)
        told = Told(Source.PLATFORM, row["content"], self._owed(row).code, int(row["text"]), paid_at)
        actions.compare(source=Source.PLATFORM, day=day, listed=[told], by=by, at=at)

    def _ask_refund(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        told: dict[str, Any] = {"amount": int(row["text"]), "reason": row["content"], "to": row["to"]}
        refund = actions.ask_refund(key=_key(row), demand=self._owed(row).id, **told, by=by, at=at)
        self.refunds[row["case"]] = refund.id

    def _decide_refund(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        refund = self.refunds[row["case"]]
        actions.decide_refund(refund=refund, is_granted=True, answer=row["content"], by=by, at=at)

    def _pay_out(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        actions.pay_out(refund=self.refunds[row["case"]], way=Way(row["to"]), by=by, at=at)

    def _served(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """Somebody's case from the morning to the evening of one day: paid, signed, given, rated."""
        self._receive(row, by, at)
        case = self.cases[row["case"]]
        cases.owe(case=case, by=platform("job"), at=at)
        paid = actions.Paid(_key(row), Way.CARD, self._owed(row).owed, row["name"])
        actions.collect(demand=self._owed(row).id, paid=paid, by=by, at=at + timedelta(minutes=5))
        holder = demo_cases.account_of(JUSTICE).id
        steps: tuple[tuple[int, str, Callable[..., object], dict[str, str]], ...] = (
            (1, CASHIER, cases.hand_over, {"holder": holder}),
            (3, JUSTICE, cases.put_to_sign, {}),
            (6, LEADER, cases.sign_off, {"document": row["to"]}),
            (7, CASHIER, cases.bring, {}),
            (8, CASHIER, cases.give, {}),
        )
        for hours, who, act, more in steps:
            moment = at + timedelta(hours=hours)
            act(case=case, **more, by=_actor(who, moment), at=moment)
        surveys.rate(case=case, level=int(row["text"]), by=ANONYMOUS, at=at + timedelta(hours=11))

    def _document(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """The result as a document: written by who handles the case, signed by the leader, numbered and sealed."""
        case, signed_at, issued_at = self.cases[row["case"]], at + timedelta(hours=1), at + timedelta(hours=2)
        content = Content(
            kind=Kind.DECISION,
            subject=row["content"],
            body=f"Điều 1. {row['text']}\nĐiều 2. Quyết định có hiệu lực từ ngày ký./.",
            recipients="Như Điều 1\nLưu: VT",
            signer=demo_cases.account_of(LEADER).id,
        )
        told: dict[str, Any] = {"case": case, "purpose": Purpose.RESULT, "key": _key(row), "content": content}
        document = cases.draft_document(**told, by=by, at=at)
        why = {"why": "Hồ sơ đủ điều kiện.", "proposal": "Đề nghị ký."}
        head = demo_cases.account_of(HEAD).id
        documents.submit(document=document, **why, to=head, by=by, at=at)
        documents.initial(document=document, by=_actor(HEAD, at), at=at + timedelta(minutes=30))
        keys: dict[str, Any] = {"pin": PIN, "helpers": current_helpers()}
        read, leader = documents.Read(document, 1), _actor(LEADER, signed_at)
        documents.sign(read=read, **keys, by=leader, at=signed_at)
        documents.issue(document=document, **keys, by=_actor(row["to"], issued_at), at=issued_at)
        cases.sign_by_document(case=case, document=document, by=platform("job"))

    def _remark(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        kind, case = RemarkKind(row["content"]), self.cases[row["case"]]
        made = surveys.raise_remark(key=_key(row), case=case, kind=kind, text=row["text"], by=by, at=at)
        self.remarks[row["case"]] = made.id

    def _answer(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        surveys.answer(remark=self.remarks[row["case"]], text=row["text"], by=by, at=at)

    def _close_till(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        self.closing = actions.close_till(counted=int(row["text"]), reason="", by=by, at=at).id

    def _take_over(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        del row
        actions.take_over(closing=self.closing, by=by, at=at)


def _key(row: dict[str, str]) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:{row['case']}:{row['verb']}")


def _actor(username: str, at: datetime) -> Actor:
    account = demo_cases.account_of(username)
    return build_actor(account.id, account.full_name, "demo", at)


def _moment(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row["at"]).replace(tzinfo=clock.ZONE)
