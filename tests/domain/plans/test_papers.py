"""Papers of a plan: what they say, and that the workbook and the Word file read back as the same plan."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans.errors import NotAPlan, PaperTooLong
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
    "Các sở, ban, ngành: Nội vụ, Tư pháp, Công an tỉnh",
    "UBND các huyện: Kbang, Chư Sê; Sở Nội vụ + Sở Tư pháp",
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
    "Báo cáo quý I: trước ngày 15/3/2021; quý II trước 15/6",
    "Trong năm 2021, báo cáo trong quý IV năm 2021",
    "Tháng 12 hàng năm",
    "Quý I/2021 (trước ngày 15/3/2021)",
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
            "(1) A\n(2) B",
            "1/ A\n2/ B",
            "- A\n+ B\n- C",
            "+ A\n+ B",
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
).filter(lambda task: any((task.output, task.lead, task.coordinating, task.deadline)))
"""A row of nothing but a title is drawn over the whole width, where it is a heading."""

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
@settings(max_examples=12, deadline=None)
def test_any_plan_reads_back_from_its_papers(kind: str, areas: tuple[synthetic_plan.Area, ...]) -> None:
    try:
        paper = paper_of_file("plan.xlsx", synthetic_plan.as_xlsx(areas))
    except NotAPlan:
        reject()
    assert read_again(paper, kind) == without_warnings(paper.contract)


def paper_with(real: Paper, **changed: Any) -> Paper:
    first = real.tasks[0] | changed
    return replace(real, contract=real.contract | {"tasks": [first, *real.tasks[1:]]})


def test_no_cell_of_the_workbook_is_a_formula(real: Paper) -> None:
    risky = ['=HYPERLINK("http://a")', "+1", "-1", "@SUM(1)", "=1+1"]
    book = load_workbook(BytesIO(write_xlsx(paper_with(real, title="=1+1", details=[], outputs=risky))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    (title,) = (cell for cell in cells if cell.value == "=1+1")
    assert title.quotePrefix


def test_due_days_are_real_dates_in_order(real: Paper) -> None:
    sheet = load_workbook(BytesIO(write_xlsx(real)))["Thời hạn"]
    days: list[Any] = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.is_date and cell.number_format == "dd/mm/yyyy" for cell in days)
    values = [cell.value for cell in days]
    assert values == sorted(values)
    assert f"{values[0]:%d/%m/%Y}" == "30/12/2020"
    assert f"{values[-1]:%d/%m/%Y}" == "31/03/2022"


def test_a_cell_that_no_workbook_holds_is_refused(real: Paper) -> None:
    with pytest.raises(PaperTooLong):
        write_xlsx(paper_with(real, title="a" * 32_768))


@pytest.mark.parametrize("kind", WRITERS)
def test_control_characters_do_not_break_the_file(real: Paper, kind: str) -> None:
    again = read_again(paper_with(real, title="Rà soát \x01\x1b thủ tục \ud800"), kind)
    assert again["tasks"][0]["title"] == "Rà soát thủ tục"


def test_the_word_file_has_the_layout_of_official_papers(real: Paper) -> None:
    document = Document(BytesIO(write_docx(real)))
    sections: Any = document.sections
    upright, across = sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in (upright.top_margin, upright.left_margin, upright.right_margin)] == [
        20,
        30,
        20,
    ]
    assert across.orientation == WD_ORIENT.LANDSCAPE
    assert upright.different_first_page_header_footer
    assert "PAGE" in upright.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    head = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert "Độc lập - Tự do - Hạnh phúc" in head
    assert "Số: 751/QĐ-UBND" in head
    assert "Gia Lai, ngày 26 tháng 12 năm 2020" in head


def test_cells_that_go_on_are_merged_and_areas_span_the_table(real: Paper) -> None:
    appendix = Document(BytesIO(write_docx(real))).tables[1]
    xml = appendix._tbl.xml
    assert "w:tblHeader" in xml
    assert xml.count("w:gridSpan") == 6
    (row,) = (
        row for row in appendix.rows if row.cells[1].text.startswith("Duy trì, vận hành, hoàn thiện Nền tảng")
    )
    assert row.cells[3].text == "Sở Thông tin và Truyền thông"


def test_the_text_of_a_plan_with_citations_only_in_its_preamble_keeps_them() -> None:
    head = [*synthetic_plan.HEAD[:3], "Căn cứ Luật Tổ chức chính quyền địa phương;", *synthetic_plan.HEAD[3:]]
    text = synthetic_plan.as_text(synthetic_plan.make_plan(5), head)
    paper = paper_of_file("plan.txt", text.encode())
    assert paper.contract["citations"][0]["type"] == "Luật"
    for kind in WRITERS:
        assert read_again(paper, kind) == without_warnings(paper.contract)


def test_a_plan_with_a_number_of_its_own_keeps_it() -> None:
    head = [
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI",
        "Số: 12/KH-UBND",
        "Gia Lai, ngày 05 tháng 01 năm 2021",
        *synthetic_plan.HEAD[:2],
    ]
    paper = paper_of_file(
        "plan.txt", synthetic_plan.as_text(synthetic_plan.make_plan(5), [*head, "PHỤ LỤC"]).encode()
    )
    assert paper.document["number"] == "12/KH-UBND"
    for kind in WRITERS:
        assert read_again(paper, kind) == without_warnings(paper.contract)
