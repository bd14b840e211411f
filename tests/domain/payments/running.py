"""A procedure that asks for two fees, an account to pay to, and who takes, decides and looks on."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from lienthong.connectors.payment_platform import fake
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries import DemandRow, ReceiptRow, Source, Told, Way
from lienthong.domain.procedures.queries import Basis, Channel, Fee, FeeKind
from lienthong.spine.actor import platform
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.running import BEGUN, CITY, OTHER, PLAIN, someone

CASHIER = someone("cashier", CITY, Permission.SEE, Permission.COLLECT)
COLLEAGUE = someone("second-cashier", CITY, Permission.SEE, Permission.COLLECT)
HEAD = someone("money-head", CITY, Permission.SEE, Permission.DECIDE)
STRANGER = someone("far-money", OTHER, *Permission)
MACHINE = platform("callback")
RULES = (
    Fee("Lệ phí cấp giấy", 75_000, FeeKind.CHARGE, exemptions="Người thuộc hộ nghèo được miễn."),
    Fee("Phí thẩm định", 25_000, FeeKind.FEE),
    Fee("Phí thẩm định", 20_000, FeeKind.FEE, channel=Channel.ONLINE),
    Fee("Phí cũ", 9_000, FeeKind.FEE, until=date(2021, 1, 1)),
    Fee("Phí sắp có", 8_000, FeeKind.FEE, since=date(2022, 1, 1)),
)
BASES = (Basis("85/2019/TT-BTC", "Thông tư về phí và lệ phí"),)
ASKING = replace(PLAIN, name="Cấp giấy có phí", fees=RULES, bases=BASES)
RECKONED = replace(
    ASKING, name="Cấp giấy tính theo diện tích", fees=(Fee("Phí theo diện tích", None, rule="500 đ mỗi m²"),)
)
_cases = count(1)


def account(agency: str = CITY) -> None:
    payee = actions.Payee("970436", "Vietcombank", "0123456789", "KBNN Pleiku")
    actions.pay_to(agency=agency, payee=payee, since=date(2021, 1, 1), by=MACHINE, at=BEGUN)


def owing(version: int, **more: Any) -> actions.Owing:
    number = next(_cases)
    told: dict[str, Any] = {
        "about": f"case:{number}",
        "agency": CITY,
        "number": f"000.00.31.H21-211015-{number:04}",
        "procedure": "T-1",
        "version": version,
        "title": "Cấp giấy có phí",
        "payer": "Rơ Châm H’Yưn",
        "channel": "COUNTER",
    }
    return actions.Owing(**(told | more))


def due(version: int, **more: Any) -> DemandRow:
    """100.000 đ, by the rules."""
    made = actions.raise_by_rule(owing=owing(version, **more), by=MACHINE, at=BEGUN)
    assert made is not None
    return made


def paid(amount: int = 100_000, way: Way = Way.CASH, key: UUID | None = None) -> actions.Paid:
    return actions.Paid(key or uuid4(), way, amount, "Người nộp")


def collected(row: DemandRow, amount: int = 100_000, at: datetime = BEGUN) -> ReceiptRow:
    return actions.collect(demand=row.id, paid=paid(amount), by=CASHIER, at=at)


def told(row: DemandRow, transaction: str, amount: int = 100_000, **more: Any) -> Told:
    given: dict[str, Any] = {"reference": row.code, "paid_at": BEGUN}
    return Told(Source.PLATFORM, transaction, amount=amount, **(given | more))


def seen(row: DemandRow) -> DemandRow:
    return queries.get_demand(row.id, by=HEAD)


def even() -> queries.Balance:
    """The invariant: money in = receipts + pending, counted from three tables apart."""
    found = queries.balance()
    assert found.is_even, found
    return found


def platform_of() -> fake.FakePlatform:
    return fake.FakePlatform(fake.Memory())


__all__ = ["BEGUN", "ZONE"]
