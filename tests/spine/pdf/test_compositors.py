"""A compositor waits for the next paper, and whatever becomes of one paper, the next one is set."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.spine.pdf import Paragraph, compositors, press, typeset
from lienthong.spine.pdf.compositors import compositor, end_all
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperUnprintable
from tests.spine.pdf.papers import printed, report

LONG = "#set document(date: none)\n#for n in range(1000000) [#pagebreak() a]"


@pytest.fixture(autouse=True)
def _nobody_waits_yet() -> Iterator[None]:
    end_all()
    yield
    end_all()


def next_one() -> int:
    """The process that takes the next paper."""
    with compositor() as one:
        return one.pid


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_whoever_is_done_takes_the_next_paper() -> None:
    first = next_one()
    printed(report(Paragraph("Nội dung.")))
    assert next_one() == first


def test_after_so_many_papers_one_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compositors, "PAPERS", 2)
    first = next_one()
    for _ in range(2):
        printed(report(Paragraph("Nội dung.")))
    assert next_one() != first
    assert not is_there(first)


def test_one_that_has_set_other_papers_sets_the_same_bytes() -> None:
    paper = report(Paragraph("Nội dung."))
    first = printed(paper)
    printed(report(Paragraph("Việc khác, dài hơn. " * 200)))
    assert printed(paper) == first
    end_all()
    assert printed(paper) == first


def test_two_papers_at_a_time_have_two_compositors() -> None:
    with compositor() as one, compositor() as other:
        assert one.pid != other.pid


def test_one_that_was_killed_while_it_waited_is_replaced() -> None:
    before = next_one()
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert printed(report(Paragraph("Nội dung."))).startswith(b"%PDF")
    assert next_one() != before


def test_a_paper_that_takes_too_long_is_cut_off_with_its_compositor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = next_one()
    (tmp_path / "long.typ").write_text(LONG)
    with monkeypatch.context() as patch:
        patch.setattr(press, "TEMPLATES", tmp_path)
        with pytest.raises(PaperTookTooLong):
            typeset("long", {}, seconds=0.3)
    assert not is_there(before)
    assert printed(report(Paragraph("Nội dung."))).startswith(b"%PDF")


def test_a_paper_of_no_use_costs_nobody_the_compositor() -> None:
    before = next_one()
    with pytest.raises(PaperUnprintable):
        typeset("official_report", {"day": "2021-01-01"})
    assert next_one() == before
