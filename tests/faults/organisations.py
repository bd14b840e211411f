"""A reorganisation is whole or has not happened: nobody without agency, no agency without heir."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.faults.harness import Swept

START, DAY = date(2021, 1, 1), date(2021, 7, 1)
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")


@dataclass(frozen=True)
class Reform:
    """The codes of one run: the department that ends and the one that takes over."""

    old: str
    new: str
    person: str


def two_departments(k: int) -> Reform:
    reform = Reform(f"OLD{k}", f"NEW{k}", f"p{k}")
    for code in (reform.old, reform.new):
        actions.create_agency(
            code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=START, by=BY, at=AT
        )
    actions.assign(
        account=reform.person,
        agency=reform.old,
        title="Chuyên viên",
        role="specialist",
        on=START,
        by=BY,
        at=AT,
    )
    return reform


def merge(reform: Reform) -> None:
    actions.merge_agencies(codes=[reform.old], into=reform.new, on=DAY, by=BY, at=AT, decision="NQ 1")


def whole_or_not_at_all(reform: Reform, done: bool) -> None:
    merged = queries.get_heir(reform.old, DAY) == reform.new
    assert merged or not done, "merged, answered, lost"
    assert (queries.get_agency(reform.old, DAY) is None) == merged
    hats = [hat.agency for hat in queries.list_hats(reform.person, DAY)]
    assert hats == [reform.new if merged else reform.old]
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"agency:{reform.old}")]
    assert verbs.count("organisations.merge") == merged
    assert verify().is_sound


SWEPT = [Swept("merge agencies", setup=two_departments, action=merge, holds=whole_or_not_at_all)]
