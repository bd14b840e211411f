"""Papers of a plan: what they say, and that the workbook and the Word file read back as the same plan."""

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans.errors import PaperTooLong
from lienthong.domain.plans.exchange import read_file, to_contract
from lienthong.domain.plans.exchange.papers import Paper, write_docx, write_xlsx

NAMES = reference.names()
WRITERS = {"xlsx": write_xlsx, "docx": write_docx}

LEADS = [
    "",
    "Sở Nội vụ",
    "Sở Tư pháp; Sở Tài chính",
    "Sở, ban, ngành tỉnh, UBND cấp huyện",
    "Các đơn vị: Tư pháp, Khoa học và Công nghệ; Thông tin và Truyền thông; Văn phòng UBND tỉnh.",
    "UBND",
    "Các cơ quan, đơn vị có liên quan",
    "- Hội đồng thẩm định.\n- Sở, ban, ngành tỉnh, UBND cấp huyện.",
    "=HYPERLINK(1)",
]
DEADLINES = [
    "",
    "Trong năm 2021",
    "Trước ngày 28/02/2022",
    "- Ban hành kế hoạch trong quý I/2021;\n- Báo cáo trong quý IV năm 2021;",
    "- Quí II, III năm 2021\n- Báo cáo định kỳ hàng quý trong năm",
    "Thường xuyên trong năm",
    "Sau khi Chính phủ ban hành và theo thời gian của Bộ Nội vụ",
    "Khi nào xong thì thôi",
    "Trước 31/12/2020 và quý III/2021",
]
WORDS = st.text("abc đổi ỞNỘI100%;,.:-–+=@()/\"'IVX", min_size=1, max_size=40).map(
    lambda text: f"Rà soát {text} thủ tục"
)
POINTS = st.lists(WORDS, max_size=3)
MARKS = st.sampled_from(["-", "1", "a"])


def marked(points: list[str], mark: str) -> str:
    labels = {"-": "- ", "1": "{}. ", "a": "{})"}
    return "\n".join(
        labels[mark].format(n if mark == "1" else "abc"[n - 1]) + text for n, text in enumerate(points, 1)
    )


OUTPUTS = st.one_of(
    st.just(""),
    WORDS,
    st.builds(marked, POINTS, MARKS),
    st.sampled_from(
        [
            "100% hồ sơ theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
            "Đạt từ 60% trở lên",
            "Các văn bản:\n- A.\n- B.",
        ]
    ),
)
ROWS = st.builds(
    synthetic_plan.Task,
    st.one_of(st.none(), st.integers(1, 9)),
    st.builds(
        lambda title, points, mark: "\n".join(filter(None, [title, marked(points, mark)])),
        WORDS,
        POINTS,
        MARKS,
    ),
    OUTPUTS,
    st.sampled_from(LEADS),
    st.sampled_from([*LEADS, "Bưu điện tỉnh"]),
    st.sampled_from(DEADLINES),
)
AREAS = st.lists(st.lists(ROWS, min_size=1, max_size=5), min_size=1, max_size=3).map(
    lambda areas: tuple(
        synthetic_plan.Area(("I", "III", "IV")[place], f"Cải cách {place}", tuple(tasks))
        for place, tasks in enumerate(areas)
    )
)


def paper_of_file(name: str, content: bytes) -> Paper:
    reading = read_file(name, content, NAMES)
    sections = tuple((section.address, section.text) for section in reading.sections)
    return Paper(to_contract(reading), sections, NAMES, "Ủy ban nhân dân tỉnh Gia Lai")


def without_warnings(contract: dict[str, Any]) -> dict[str, Any]:
    tasks = [{key: value for key, value in task.items() if key != "warnings"} for task in contract["tasks"]]
    return {key: value for key, value in contract.items() if key != "warnings"} | {"tasks": tasks}


def read_again(paper: Paper, kind: str) -> dict[str, Any]:
    return without_warnings(to_contract(read_file(f"plan.{kind}", WRITERS[kind](paper), NAMES)))


@pytest.fixture(scope="module")
def real() -> Paper:
    return paper_of_file(reference.PLAN.name, reference.PLAN.read_bytes())


@pytest.mark.parametrize("kind", WRITERS)
def test_the_real_plan_reads_back_from_its_papers(real: Paper, kind: str) -> None:
    assert read_again(real, kind) == without_warnings(real.contract)


@pytest.mark.parametrize("kind", WRITERS)
@given(areas=AREAS)
@settings(max_examples=30, deadline=None)
def test_any_plan_reads_back_from_its_papers(kind: str, areas: tuple[synthetic_plan.Area, ...]) -> None:
    paper = paper_of_file("plan.xlsx", synthetic_plan.as_xlsx(areas))
    assert read_again(paper, kind) == without_warnings(paper.contract)
