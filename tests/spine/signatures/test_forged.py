"""Forged papers by class: whatever readers do with them, none is called valid."""

from functools import cache

import pytest

from lienthong.spine.signatures.confined import CPU_SECONDS
from lienthong.spine.signatures.program import MEMORY
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify
from tests.spine.signatures import desk
from tests.spine.signatures.forged import FORGERIES, MAY_HOLD


@cache
def forged(name: str) -> bytes:
    made = FORGERIES[name](desk.signed())
    assert made != desk.signed()
    return made


@pytest.mark.sampled(test=2, all=1)
@pytest.mark.parametrize("name", [name for name in FORGERIES if name not in MAY_HOLD])
def test_a_forged_paper_is_never_valid(name: str) -> None:
    assert desk.judged(forged(name)).verdict is not Verdict.VALID


@pytest.mark.parametrize("name", sorted(MAY_HOLD))
def test_what_leads_nowhere_is_at_most_an_addition(name: str) -> None:
    report = desk.judged(forged(name))
    assert report.verdict is not Verdict.VALID or not report.signatures[-1].is_last_word


@pytest.mark.sampled(test=4, all=1)
@pytest.mark.parametrize("name", FORGERIES)
def test_nor_is_one_that_another_program_calls_broken(name: str) -> None:
    """pdfsig sees fewer of them; what it refuses we refuse."""
    told = desk.second_opinion(forged(name))
    if told and not all(is_valid for _, is_valid, _ in told):
        assert desk.judged(forged(name)).verdict is not Verdict.VALID


@pytest.mark.parametrize("name", ["USF overlapping ranges", "ISA catalog without a table", "SWA moved range"])
def test_the_program_beside_us_survives_it(name: str) -> None:
    report = verify(forged(name), desk.authority().trust(), at=desk.NOW, seconds=120)
    assert report.verdict is not Verdict.VALID


def test_no_file_gets_more_than_five_seconds_and_half_a_gigabyte() -> None:
    assert (CPU_SECONDS, MEMORY) == (5, 512_000_000)
