"""A post beside the city's one-stop: an agreement, and somebody who was trained for it."""

from datetime import date
from typing import Any

from lienthong.domain.procedures.queries import get_handling
from lienthong.domain.transfers import actions, queries
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.queries import AgreementRow, Step
from lienthong.spine.actor import Actor
from tests.domain.cases.running import BEGUN, CITY, OTHER, someone

POST = "GL-BUUDIEN"
KEEPER = someone("keeper", CITY, Permission.SEE, Permission.KEEP)
FAR_KEEPER = someone("far-keeper", OTHER, Permission.SEE, Permission.KEEP)
POSTMAN = someone("postman", POST, Permission.WORK)
DAY = BEGUN.date()


def terms(**more: Any) -> actions.Terms:
    given: dict[str, Any] = {
        "number": "05/TT-BĐ", "post": POST, "signed_on": date(2021, 9, 1), "since": date(2021, 9, 15),
        "until": date(2022, 9, 14), "answers": "Bưu điện chịu trách nhiệm khi làm mất, làm hỏng giấy tờ.",
    }  # fmt: skip
    return actions.Terms(**(given | more))


def agreed(version: int, *steps: Step, worker: Actor = POSTMAN, **more: Any) -> int:
    """An agreement that transfers these steps of one procedure, with one trained person."""
    made = actions.make(terms=terms(**more), by=KEEPER, at=BEGUN)
    code = get_handling(version).code
    chosen = [(code, step) for step in steps]
    actions.set_tasks(agreement=made, shown=[code], chosen=chosen, by=KEEPER, at=BEGUN)
    trained(made, worker)
    return made


def trained(agreement: int, worker: Actor = POSTMAN, on: date = date(2021, 9, 10)) -> None:
    actions.name_worker(
        agreement=agreement, account=worker.account, name=worker.name, trained_on=on,
        training="Tập huấn tiếp nhận và trả kết quả", by=KEEPER, at=BEGUN,
    )  # fmt: skip


def seen(agreement: int) -> AgreementRow:
    return queries.get_agreement(agreement, by=KEEPER, day=DAY)


def at_counter(agreement: int, who: Actor = POSTMAN) -> Actor:
    """Somebody of the post at the one-stop, as their page lets them act."""
    return queries.acting(seen(agreement), who)
