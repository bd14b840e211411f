"""A system of the city that hears of cases, its receiver, and the worker in this process."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.partners import actions
from lienthong.domain.partners.permissions import Permission
from lienthong.domain.partners.queries import Kind
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.outbox.delivery import deliver
from lienthong.spine.outbox.models import Delivery
from tests.domain.cases.running import BEGUN, CITY, CLERK, LOADED

KEEPER = Actor(account="keeper", name="Người quản trị", agency=CITY, grants=(Grant(Permission.KEEP),))
ALL = tuple(kind for kind in Kind if kind is not Kind.TEST)


def staffed(agency: str = CITY, role: str = "specialist", username: str = "") -> str:
    """Somebody of the agency may follow cases, so that it can open them to a system; gives who."""
    account = accounts.open_account(
        username=username or f"can.bo.{agency.lower()}", full_name="Nay Kim", by=CLERK, at=LOADED
    )
    organisations.assign(
        account=account, agency=agency, title="Chuyên viên", role=role, on=date(2021, 1, 4), by=CLERK, at=LOADED
    )  # fmt: skip
    return account


def a_system(agency: str = CITY, name: str = "Kho dữ liệu") -> str:
    return actions.register(
        agency=agency, name=name, purpose="Thống kê", contact="0269 3824 000", by=KEEPER, at=BEGUN
    )


def hearing(account: str, url: str, kinds: Collection[Kind] = ALL) -> tuple[str, str]:
    return actions.subscribe(account=account, url=url, kinds=kinds, by=KEEPER, at=BEGUN)


def waiting(prefix: str = "partners.") -> list[Delivery]:
    rows = Delivery.objects.filter(state=Delivery.State.WAITING, key__startswith=prefix)
    return list(rows.order_by("fact_id", "id"))


def work() -> None:
    """What is due for this room is done once each, as a worker would; what is not taken stays waiting."""
    done: set[int] = set()
    while fresh := [row for row in waiting() if row.pk not in done]:
        for row in fresh:
            done.add(row.pk)
            with suppress(actions.NotTaken, actions.Resting):
                deliver(delivery=row.pk)


def until_dead(row: Delivery) -> None:
    while row.state == Delivery.State.WAITING:
        with suppress(actions.NotTaken, actions.Resting):
            deliver(delivery=row.pk)
        row.refresh_from_db()
