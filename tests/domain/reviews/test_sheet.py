"""What a sheet lacks before it may be handed in, named by its row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lienthong.domain.reviews.rules.cost import Cost, Saving
from lienthong.domain.reviews.rules.sheet import Answer, Gap, Lack, Sheet, gaps_of
from lienthong.domain.reviews.rules.vocabulary import Part, Proposal, Verdict

GOOD = Answer(Part.PAPER, "Bản vẽ", necessary=True, lawful=True, reasonable=True)
DROPPED = replace(GOOD, proposal=Proposal.DROP, reason="Đã có")
NOW, THEN = Cost("Nộp", Decimal(2), people=10), Cost("Nộp", Decimal(1), people=10)
WHOLE = Sheet(1_000, (GOOD, DROPPED), (NOW,), (THEN,), Verdict.SIMPLIFY, "Bớt giấy tờ.")


def lacks(sheet: Sheet, *, is_new: bool = False, is_review: bool = True) -> list[Gap]:
    return gaps_of(sheet, is_new=is_new, is_review=is_review)


def test_a_whole_sheet_lacks_nothing() -> None:
    assert lacks(WHOLE) == []
    assert lacks(replace(WHOLE, answers=(GOOD,), after=(), verdict=Verdict.KEEP)) == []
    assert lacks(replace(WHOLE, after=(), verdict=Verdict.ABOLISH)) == []


@pytest.mark.parametrize(
    ("second", "lack"),
    [
        (replace(GOOD, lawful=None), Lack.UNANSWERED),
        (replace(GOOD, reasonable=False), Lack.REASON),
        (replace(DROPPED, reason=""), Lack.REASON),
        (replace(DROPPED, proposal=Proposal.AMEND), Lack.CHANGE),
        (replace(DROPPED, proposal=Proposal.REPLACE), Lack.CHANGE),
    ],
)
def test_an_answer_that_lacks_something_is_named_by_its_row(second: Answer, lack: Lack) -> None:
    assert lacks(replace(WHOLE, answers=(DROPPED, second))) == [Gap(lack, 2, "Bản vẽ")]


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"answers": ()}, Lack.ANSWERS),
        ({"verdict": None}, Lack.VERDICT),
        ({"conclusion": ""}, Lack.CONCLUSION),
        ({"answers": (GOOD,)}, Lack.NO_PROPOSAL),
        ({"verdict": Verdict.KEEP}, Lack.PROPOSAL),
        ({"before": ()}, Lack.BEFORE),
        ({"after": ()}, Lack.AFTER),
    ],
)
def test_what_the_sheet_itself_lacks(change: dict[str, object], lack: Lack) -> None:
    assert lack in {gap.lack for gap in lacks(replace(WHOLE, **change))}  # type: ignore[arg-type]


def test_a_procedure_that_a_draft_makes_costs_nothing_now_and_has_no_verdict() -> None:
    made = replace(WHOLE, before=(), verdict=None, conclusion="")
    assert lacks(made, is_new=True, is_review=False) == []
    assert [gap.lack for gap in lacks(made, is_review=False)] == [Lack.BEFORE]


def test_what_will_be_spent_is_known_once_it_is_reckoned_or_follows_from_the_verdict() -> None:
    assert WHOLE.is_reckoned
    assert not replace(WHOLE, after=()).is_reckoned
    assert replace(WHOLE, after=(), verdict=Verdict.ABOLISH).is_reckoned


def test_what_is_kept_saves_nothing_and_what_is_abolished_all() -> None:
    assert WHOLE.saving == Saving(20_000, 10_000)
    assert replace(WHOLE, verdict=Verdict.KEEP).saving == Saving(20_000, 20_000)
    assert replace(WHOLE, verdict=Verdict.ABOLISH).saving == Saving(20_000, 0)
