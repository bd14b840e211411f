"""What people say, and what is answered, is kept whole or not at all: row, number, fact, line in the ledger."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.surveys import actions, queries
from lienthong.domain.surveys.models import Remark
from lienthong.domain.surveys.queries import RemarkKind
from lienthong.spine.actor import ANONYMOUS
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.numbering.models import Number
from tests.domain.cases.running import procedure, province
from tests.domain.surveys.running import GIVEN, HEAD, given, questions, remarked
from tests.faults.harness import Swept


@cache
def version() -> int:
    province()
    questions()
    return procedure()


def with_a_result(k: int) -> int:
    del k
    return given(version())


def rate(case: int) -> None:
    actions.rate(case=case, level=5, answers={"ACCESS": 4}, by=ANONYMOUS, at=GIVEN)


def rated_or_not(case: int, done: bool) -> None:
    row = queries.find_rating(case)
    assert row or not done, "rated, answered, lost"
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{case}")]
    assert verbs.count("surveys.rate") == (row is not None)


@dataclass(frozen=True)
class Said:
    case: int
    key: UUID


def about_to_remark(k: int) -> Said:
    return Said(with_a_result(k), uuid4())


def raise_remark(said: Said) -> None:
    actions.raise_remark(
        key=said.key, case=said.case, kind=RemarkKind.FEEDBACK, text="Trễ", by=ANONYMOUS, at=GIVEN
    )


def numbered_or_not(said: Said, done: bool) -> None:
    rows = queries.list_remarks_of(said.case)
    assert rows or not done, "received, answered, lost"
    assert Number.objects.filter(book__kind="PA").count() == Remark.objects.count(), "no gap, none twice"


def to_be_answered(k: int) -> int:
    return remarked(with_a_result(k)).id


def answer(remark: int) -> None:
    actions.answer(remark=remark, text="Xin lỗi, đã chấn chỉnh.", by=HEAD, at=GIVEN)


def answered_or_not(remark: int, done: bool) -> None:
    row = queries.get_remark(remark, by=HEAD)
    assert row.answered_at or not done, "answered, lost"
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{row.case}")]
    assert verbs.count("surveys.answer") == (row.answered_at is not None)


SWEPT = [
    Swept("rate a case", setup=with_a_result, action=rate, holds=rated_or_not),
    Swept("send a remark", setup=about_to_remark, action=raise_remark, holds=numbered_or_not),
    Swept("answer a remark", setup=to_be_answered, action=answer, holds=answered_or_not),
]
