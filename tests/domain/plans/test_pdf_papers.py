"""The plan and its register of duties as PDF: the same words as the Word files, ready for the archive."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans.exchange import read_file, to_contract
from lienthong.domain.plans.exchange.papers import Line, Paper, Register, write_duties_pdf, write_pdf
from lienthong.domain.plans.queries import ObligationRow, PlanRow, Status

NAMES = reference.names()


@pytest.fixture(scope="module")
def paper() -> Paper:
    reading = read_file("plan.txt", reference.PLAN.read_bytes(), NAMES)
    sections = tuple((section.address, section.text) for section in reading.sections)
    return Paper(to_contract(reading), sections, NAMES, "Ủy ban nhân dân tỉnh Gia Lai")


def words(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.replace("\u200b", "").split())


def test_every_task_of_the_real_plan_stands_in_it(paper: Paper) -> None:
    text = words(write_pdf(paper))
    assert "Số: 751/QĐ-UBND" in text
    assert "Gia Lai, ngày 26 tháng 12 năm 2020" in text
    lacking = [
        task["title"]
        for task in paper.tasks
        if task["title"] and " ".join(task["title"].split()[:4]) not in text
    ]
    assert lacking == []
    for area in paper.contract["areas"]:
        assert f"{area['numeral']}. {area['title']}".split("\n")[0][:20] in text


def test_the_text_is_upright_and_the_table_across(paper: Paper) -> None:
    pages = PdfReader(BytesIO(write_pdf(paper))).pages
    shapes = [page.mediabox.width > page.mediabox.height for page in pages]
    assert shapes[0] is False
    assert shapes[-1] is True
    assert shapes == sorted(shapes)


def test_a_cell_over_many_rows_is_written_once(paper: Paper) -> None:
    """Of a run of tasks that share one deadline, the words of the cell stand once."""
    shared = [task for task in paper.tasks if any(one["inherited"] for one in task["deadlines"])]
    assert shared, "the real plan has merged cells"
    content = words(write_pdf(paper))
    own = sum(
        one["text"] == shared[0]["deadlines"][0]["text"] and not one["inherited"]
        for task in paper.tasks
        for one in task["deadlines"]
    )
    assert content.count(shared[0]["deadlines"][0]["text"]) <= own + 2


def test_a_plan_without_day_or_issuer_is_still_written() -> None:
    text = synthetic_plan.as_text(synthetic_plan.make_plan(3), synthetic_plan.HEAD)
    contract = to_contract(read_file("plan.txt", text.encode(), NAMES))
    contract["document"] |= {"issued_on": None, "issuer": None, "number": None}
    content = write_pdf(Paper(contract, (), NAMES))
    assert content.startswith(b"%PDF")


def duty(place: int, title: str) -> ObligationRow:
    at = dt.datetime(2021, 1, 4, tzinfo=dt.UTC)
    return ObligationRow(
        id=place, plan=1, ref="VI.11", task="", lineage=1, title=title, part="LEAD", of=None, outputs=(), met=(),
        kind="by", start=None, due=dt.date(2021, 6, 30), first_due=None, laid_on="", agency="GL-SNV",
        state="OPEN", status=Status.OVERDUE, on_time=None, evidence_on=None, submitted_at=None, accepted_at=None,
        head="", focal="", extension=None, key="", laid_at=at,
    )  # fmt: skip


def plan_row(paper: Paper) -> PlanRow:
    made = object.__new__(PlanRow)
    for name, value in {
        "year": 2021,
        "number": paper.document["number"],
        "issued_on": dt.date(2020, 12, 26),
        "issuer": "UBND tỉnh",
    }.items():
        object.__setattr__(made, name, value)
    return made


def test_a_register_of_many_duties_repeats_its_head_and_obeys_no_words(paper: Paper) -> None:
    lines = [Line(duty(n, f"Báo cáo #strong[{n}] $x^2$"), "Sở Nội vụ", "trễ 3 ngày") for n in range(1, 121)]
    content = write_duties_pdf(Register(plan_row(paper), dt.date(2021, 10, 15), "Sở Nội vụ", lines))
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) > 2
    text = words(content)
    assert "#strong[120] $x^2$" in text
    assert text.count("Ghi chú") >= 1
    assert text.count("Quá hạn") >= 120
    assert "tính đến hết ngày 15/10/2021" in text
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)
