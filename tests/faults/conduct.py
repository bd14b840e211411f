"""A matter is opened and answered whole or not at all: row, fact, line in the ledger."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.conduct import actions
from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.facts import MatterOpened
from lienthong.domain.conduct.rules import Measure
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.running import BEGUN, CITY, procedure, province
from tests.domain.conduct.running import HEAD
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Told:
    key: UUID
    matter: int = 0


@cache
def ground() -> int:
    province()
    return procedure()


def about_to_tell(_k: int) -> Told:
    ground()
    return Told(uuid4())


def tell(told: Told) -> int:
    return actions.open_matter(key=told.key, agency=CITY, words="Bắt đi lại", by=HEAD, at=BEGUN)


def telling(told: Told) -> None:
    tell(told)


def opened(_k: int) -> Told:
    told = about_to_tell(_k)
    return Told(told.key, tell(told))


def opened_or_not(told: Told, done: bool) -> None:
    rows = list(m.Matter.objects.filter(key__endswith=str(told.key)))
    assert len(rows) == 1 if done else len(rows) in (0, 1), "told, answered, lost"
    for row in rows:
        subject = f"matter:{row.pk}"
        assert [one.verb for one in ledger.list_entries(subject=subject)] == ["conduct.open"]
        assert StatedFact.objects.filter(subject=subject, name__endswith=MatterOpened.__name__).count() == 1


def answer(told: Told) -> None:
    actions.answer(
        matter=told.matter, measure=Measure.REMINDED, words="Đã nhắc nhở", who="Một cửa", by=HEAD, at=BEGUN
    )


def answered_or_not(told: Told, done: bool) -> None:
    row = m.Matter.objects.get(pk=told.matter)
    assert row.answered_at or not done, "answered, lost"
    verbs = [one.verb for one in ledger.list_entries(subject=f"matter:{row.pk}")]
    assert verbs.count("conduct.answer") == bool(row.answered_at)


SWEPT = [
    Swept("tell of harassment", setup=about_to_tell, action=telling, holds=opened_or_not),
    Swept("answer a matter", setup=opened, action=answer, holds=answered_or_not),
]
