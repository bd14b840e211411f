"""The same plan drawn in other files, columns and merges is the same plan."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from bench.synthetic_plan import MERGED, USUAL, Area, Layout, Task, as_docx, as_text, as_xlsx, make_plan
from tests.domain.plans.drawn import HEAD, TEXT, real_areas
from tests.domain.plans.known import DIRECTORY

from lienthong.domain.plans.exchange import read_file, to_contract

type Contract = dict[str, Any]

LAYOUTS = {
    "usual": Layout(head=HEAD),
    "no header": Layout(header=False, head=HEAD),
    "ordinal column": Layout(("ordinal", *USUAL), head=HEAD),
    "ordinal column, no header": Layout(("ordinal", *USUAL), header=False, head=HEAD),
    "other order": Layout(("ordinal", "title", "deadline", "lead", "coordinating", "output"), head=HEAD),
    "other order, no header": Layout(
        ("title", "lead", "coordinating", "output", "deadline"), header=False, head=HEAD
    ),
    "coordinating first": Layout(("title", "coordinating", "lead", "deadline", "output"), head=HEAD),
    "area column": Layout(area_column=True, head=HEAD),
    "area column, no header": Layout(area_column=True, header=False, head=HEAD),
}
DRAW = {"docx": as_docx, "xlsx": as_xlsx}


def _read(name: str, content: bytes) -> Contract:
    return to_contract(read_file(name, content, DIRECTORY))


def _without_warnings(plan: Contract) -> Contract:
    tasks = [{key: value for key, value in task.items() if key != "warnings"} for task in plan["tasks"]]
    return {**plan, "tasks": tasks, "warnings": []}


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_real_plan_is_the_same_in_every_layout(layout: str, kind: str) -> None:
    drawn = _read(f"plan.{kind}", DRAW[kind](real_areas(), LAYOUTS[layout]))
    flattened = _read("plan.txt", TEXT.encode())
    assert _without_warnings(drawn) == _without_warnings(flattened)


@pytest.mark.parametrize("kind", DRAW)
def test_the_oddities_are_warned_about_in_tables_too(kind: str) -> None:
    plan = _read(f"plan.{kind}", DRAW[kind](real_areas(), LAYOUTS["usual"]))
    codes = [[one["code"] for one in task["warnings"]] for task in plan["tasks"]]
    assert "orphan_row" in codes[2]
    assert "percent_sign_lost" in codes[1]
    assert [one["code"] for one in plan["warnings"]] == [
        "percent_sign_lost",
        "missing_area",
        "citation_year_missing",
    ]


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx"])
def test_an_invented_plan_comes_back_task_by_task(kind: str) -> None:
    areas = make_plan(60, seed=7)
    content = as_text(areas).encode() if kind == "txt" else DRAW[kind](areas, Layout())
    plan = _read(f"plan.{kind}", content)
    expected = [(area.numeral, task.number, task.title) for area in areas for task in area.tasks]
    assert [(task["area"], task["number"], task["title"]) for task in plan["tasks"]] == expected
    assert [(one["numeral"], one["title"]) for one in plan["areas"]] == [
        (one.numeral, one.title) for one in areas
    ]
    assert {one["code"] for task in plan["tasks"] for one in task["warnings"]} <= {"agency_unmatched"}


def _area(*tasks: Task) -> tuple[Area, ...]:
    return (Area("I", "Cải cách thể chế", tasks),)


_FIRST = Task(1, "Rà soát văn bản", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", "Quý I/2021")


@pytest.mark.parametrize("kind", DRAW)
def test_merged_cells_are_carried_on_and_marked(kind: str) -> None:
    second = Task(2, "Kiểm tra văn bản", "Kết luận", MERGED, "Sở Y tế", MERGED)
    plan = _read(f"plan.{kind}", DRAW[kind](_area(_FIRST, second), Layout()))
    task = plan["tasks"][1]
    assert [(one["agency"], one["inherited"]) for one in task["lead"]] == [("GL-STP", True)]
    assert [(one["agency"], one["inherited"]) for one in task["coordinating"]] == [("GL-SYT", False)]
    assert [(one["due"], one["inherited"]) for one in task["deadlines"]] == [("2021-03-31", True)]


@pytest.mark.parametrize("kind", DRAW)
def test_rows_under_one_merged_title_are_one_task(kind: str) -> None:
    more = Task(None, MERGED, "Tờ trình", "Sở Y tế", MERGED, "Quý IV/2021")
    plan = _read(f"plan.{kind}", DRAW[kind](_area(_FIRST, more), Layout()))
    (task,) = plan["tasks"]
    assert task["outputs"] == ["Báo cáo", "Tờ trình"]
    assert [one["agency"] for one in task["lead"]] == ["GL-STP", "GL-SYT"]
    assert [one["due"] for one in task["deadlines"]] == ["2021-03-31", "2021-12-31"]
    assert [one["code"] for one in task["warnings"]] == ["row_continues"]


@pytest.mark.parametrize("kind", DRAW)
def test_nothing_is_carried_into_the_next_area(kind: str) -> None:
    areas = (*_area(_FIRST), Area("II", "Cải cách công vụ", (Task(1, "Đánh giá công chức", "Báo cáo"),)))
    task = _read(f"plan.{kind}", DRAW[kind](areas, Layout()))["tasks"][1]
    assert (task["area"], task["lead"], task["coordinating"]) == ("II", [], [])
    assert task["deadlines"] == [
        {
            "text": "",
            "subject": None,
            "kind": "unstated",
            "start": None,
            "due": None,
            "occurrences": [],
            "inherited": False,
        }
    ]
    assert [one["code"] for one in task["warnings"]] == ["lead_missing"]


def test_a_header_of_two_rows_with_merged_cells_is_understood() -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH NĂM 2021")
    table = document.add_table(rows=4, cols=6)
    heads = ["TT", "Nội dung công việc", "Trách nhiệm thực hiện", "", "Sản phẩm, kết quả", "Thời hạn"]
    below = ["", "", "Chủ trì", "Phối hợp", "", ""]
    for row, texts in enumerate((heads, below)):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).text, table.cell(2, 1).text = "I", "Cải cách thể chế"
    for column, text in enumerate(["1", "Rà soát", "Sở Tư pháp", "Sở Nội vụ", "Báo cáo", "Quý I/2021"]):
        table.cell(3, column).text = text
    plan = _read("plan.docx", _saved(document))
    (task,) = plan["tasks"]
    assert plan["areas"] == [{"numeral": "I", "title": "Cải cách thể chế"}]
    assert (task["number"], task["title"], task["outputs"]) == (1, "Rà soát", ["Báo cáo"])
    assert (task["lead"][0]["agency"], task["coordinating"][0]["agency"]) == ("GL-STP", "GL-SNV")


def _saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_automatic_numbers_of_word_are_read() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=5)
    for column, text in enumerate(["Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"]):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "I. Cải cách thể chế"
    for column, text in enumerate(["1. Rà soát", "", "Sở Tư pháp", "Sở Nội vụ", "Quý I/2021"]):
        table.cell(2, column).text = text
    outputs = table.cell(2, 1)
    outputs.paragraphs[0].text, outputs.paragraphs[0].style = "Kế hoạch", document.styles["List Bullet"]
    outputs.add_paragraph("Báo cáo", style="List Bullet")
    (task,) = _read("plan.docx", _saved(document))["tasks"]
    assert task["outputs"] == ["Kế hoạch", "Báo cáo"]


def test_a_plan_with_its_own_number_and_date_is_read_from_its_head() -> None:
    head = (
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI",
        "Số: 12/KH-UBND",
        "Gia Lai, ngày 05 tháng 01 năm 2022",
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2022",
        "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, UBND tỉnh ban hành kế hoạch.",
    )
    plan = _read("plan.docx", as_docx(_area(_FIRST), Layout(head=head)))
    assert plan["document"] == {
        "number": "12/KH-UBND",
        "issued_on": "2022-01-05",
        "issuer": "ỦY BAN NHÂN DÂN TỈNH GIA LAI",
        "title": "KẾ HOẠCH Cải cách hành chính năm 2022",
        "year": 2022,
    }
    assert [one["number"] for one in plan["citations"]] == ["76/NQ-CP"]


def _days(task: Contract) -> tuple[str, str]:
    return task["deadlines"][0]["start"], task["deadlines"][0]["due"]


def _table(*rows: tuple[str, ...]) -> bytes:
    """A Word table below the usual header; a row of one cell is merged over the whole width."""
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021")
    table = document.add_table(rows=0, cols=6)
    for row in (("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"), *rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    return _saved(document)


_ROW = ("1", "Rà soát", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", "Quý I/2021")
_BLANK = ("1", "Đánh giá", "Kế hoạch", "", "", "")


def test_a_heading_without_a_numeral_is_told() -> None:
    plan = _read("plan.docx", _table(("I. Thể chế",), _ROW, ("CẢI CÁCH TÀI CHÍNH CÔNG",), _BLANK))
    assert [one["code"] for one in plan["warnings"]] == ["area_unread", "task_number_repeated"]
    assert "CẢI CÁCH TÀI CHÍNH CÔNG" in plan["warnings"][0]["message"]
    assert plan["warnings"][0]["line"] == 4
    assert [(task["area"], task["lead"][0]["inherited"]) for task in plan["tasks"]] == [
        ("I", False),
        ("I", True),
    ]


@pytest.mark.parametrize("heading", ["II Thể chế", "II\nThể chế", "II. Thể chế", "Lĩnh vực II: Thể chế"])
def test_a_heading_over_the_whole_width_begins_an_area_by_its_numeral(heading: str) -> None:
    plan = _read("plan.docx", _table(("I. Chung",), _ROW, (heading,), _ROW))
    assert plan["areas"] == [{"numeral": "I", "title": "Chung"}, {"numeral": "II", "title": "Thể chế"}]
    assert plan["warnings"] == []


@pytest.mark.parametrize(
    ("cell", "outputs"),
    [
        ("(1) Đề án\n(2) Tờ trình", ["Đề án", "Tờ trình"]),
        ("1/ Đề án\n2/ Tờ trình", ["Đề án", "Tờ trình"]),
        ("1- Đề án\n2- Tờ trình", ["Đề án", "Tờ trình"]),
        ("1. Đề án; 2. Tờ trình", ["Đề án", "Tờ trình"]),
        ("- Đề án\n+ Phần một\n+ Phần hai\n- Tờ trình", ["Đề án + Phần một + Phần hai", "Tờ trình"]),
        ("+ Đề án\n+ Tờ trình", ["Đề án", "Tờ trình"]),
        ("Đề án\nTờ trình", ["Đề án Tờ trình"]),
        ("1/3 số xã; 2 báo cáo", ["1/3 số xã; 2 báo cáo"]),
    ],
)
def test_an_output_is_what_the_cell_itself_numbers_or_bullets(cell: str, outputs: list[str]) -> None:
    (task,) = _read("plan.docx", _table(("I. Thể chế",), (*_ROW[:2], cell, *_ROW[3:])))["tasks"]
    assert task["outputs"] == outputs


@pytest.mark.parametrize("label", ["1.1", "1.1.", "1a", "Tổng"])
def test_other_words_in_the_column_of_numbers_are_kept(label: str) -> None:
    plan = _read("plan.docx", _table(("I. Thể chế",), _ROW, (label, *_ROW[1:])))
    task = plan["tasks"][1]
    assert (task["number"], task["title"], task["details"]) == (None, None, [f"{label} Rà soát"])
    assert [one["code"] for one in task["warnings"]] == ["orphan_row"]


def test_a_numbered_title_over_the_whole_width_is_a_task_without_more() -> None:
    plan = _read("plan.docx", _table(("I. Thể chế",), _ROW, ("2. Nhóm nhiệm vụ",)))
    task = plan["tasks"][1]
    assert (task["number"], task["title"], task["lead"]) == (2, "Nhóm nhiệm vụ", [])
    assert [one["code"] for one in task["warnings"]] == ["lead_missing"]


def test_an_attachment_without_a_day_leaves_it_to_the_head() -> None:
    head = (
        "ỦY BAN NHÂN DÂN",
        "TỈNH GIA LAI",
        "Số: 25/KH-UBND",
        "Gia Lai, ngày 14 tháng 01 năm 2022",
        "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2022",
        "I. MỤC ĐÍCH",
        "1. Đẩy mạnh",
        "II. MỤC TIÊU",
        "1. Nâng cao",
        "(Ban hành kèm theo Kế hoạch số 25/KH-UBND)",
    )
    plan = _read("plan.docx", as_docx(_area(_FIRST), Layout(head=head)))
    assert [plan["document"][key] for key in ("number", "issued_on", "issuer")] == [
        "25/KH-UBND",
        "2022-01-14",
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI",
    ]
    assert plan["objectives"][0].startswith("Nâng cao")


def test_every_further_column_is_kept_as_a_note() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=7)
    heads = ["STT", "Nhiệm vụ", "Dự kiến kinh phí", "Trách nhiệm", "Hoàn thành", "Ghi chú", "Mã số"]
    texts = ["1", "Rà soát", "200 triệu đồng", "Sở Tư pháp", "Quý I/2021", "Chuyển tiếp", "A1"]
    for row, words in zip(table.rows, (heads, texts), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    (task,) = _read("plan.docx", _saved(document))["tasks"]
    assert task["details"] == ["200 triệu đồng; Chuyển tiếp; A1"]
    assert (task["lead"][0]["agency"], task["deadlines"][0]["due"]) == ("GL-STP", "2021-03-31")


def test_recipients_and_signature_are_no_objective() -> None:
    head = ("KẾ HOẠCH NĂM 2021", "I. MỤC TIÊU", "1. Một", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN")
    assert _read("plan.docx", as_docx(_area(_FIRST), Layout(head=head)))["objectives"] == ["Một"]


def test_the_word_for_appendix_ends_the_title() -> None:
    head = ("KẾ HOẠCH", "CẢI CÁCH HÀNH CHÍNH NĂM 2021", "PHỤ LỤC")
    plan = _read("plan.docx", as_docx(_area(_FIRST), Layout(head=head)))
    assert plan["document"]["title"] == "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021"


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    book = openpyxl.load_workbook(
        BytesIO(as_xlsx(_area(_FIRST, Task(2, "Kiểm tra", deadline="Quý II/2021"))))
    )
    sheet = book.active
    assert sheet is not None
    last = sheet.max_row
    sheet.row_dimensions[last].hidden = sheet.column_dimensions["B"].hidden = True
    plan = _read("plan.xlsx", _saved(book))
    assert len(plan["tasks"]) == 2
    (told,) = [one["message"] for one in plan["warnings"] if one["code"] == "hidden_read"]
    assert f": {last}, B" in told


def test_hidden_words_of_word_are_not_read() -> None:
    document = docx.Document(BytesIO(_table(("I. Thể chế",), _ROW)))
    document.tables[0].cell(2, 1).paragraphs[0].add_run(" ẩn").font.hidden = True
    assert _read("plan.docx", _saved(document))["tasks"][0]["title"] == "Rà soát"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021 CỦA TỈNH KON TUM", True),
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021 CỦA TỈNH GIA LAI", False),
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH CỦA TỈNH NĂM 2021", False),
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021", False),
    ],
)
def test_a_plan_of_another_province_is_told(title: str, *, told: bool) -> None:
    plan = _read("plan.docx", as_docx(_area(_FIRST), Layout(head=(title,))))
    assert [one["code"] for one in plan["warnings"]] == ["issued_elsewhere"] * told


def test_figures_and_days_of_a_workbook_are_read_as_they_are_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"])
    sheet.append(["I", "Cải cách thể chế"])
    sheet.append([1.0, "Rà soát", 1, "Sở Tư pháp", "Sở Nội vụ", None])
    sheet["C3"].number_format = "0%"
    sheet["F3"] = datetime(2021, 6, 15)  # noqa: DTZ001 - workbooks hold days without a zone
    sheet.append([2, "Kiểm tra", "Kết luận", "Sở Tư pháp", "Sở Nội vụ", datetime(2021, 6, 1)])  # noqa: DTZ001
    sheet["F4"].number_format = '"T"mm/yyyy'
    sheet.append([3, "Báo cáo", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", 2021])
    task, month, year = _read("plan.xlsx", _saved(book))["tasks"]
    assert _days(month) == ("2021-06-01", "2021-06-30")
    assert _days(year) == ("2021-01-01", "2021-12-31")
    assert (task["number"], task["outputs"], task["deadlines"][0]["due"]) == (1, ["100%"], "2021-06-15")
    assert task["targets"][0]["value"] == 100


def test_a_table_of_lines_parted_by_tabs_is_read() -> None:
    lines = [
        "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021",
        "Nhiệm vụ\tSản phẩm\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian",
        "I. Cải cách thể chế\t\t\t\t",
        "1. Rà soát\tBáo cáo\tSở Tư pháp\tSở Nội vụ\tQuý I/2021",
        "2. Kiểm tra\tKết luận\tSở Nội vụ\tSở Y tế\tTrong năm 2021",
    ]
    plan = _read("plan.txt", "\n\n".join(lines).encode())
    found = [
        (t["number"], t["title"], t["lead"][0]["agency"], t["deadlines"][0]["due"]) for t in plan["tasks"]
    ]
    assert found == [(1, "Rà soát", "GL-STP", "2021-03-31"), (2, "Kiểm tra", "GL-SNV", "2021-12-31")]


def test_a_cell_covered_by_its_neighbour_carries_nothing_on() -> None:
    second = Task(2, "Kiểm tra văn bản", "Kết luận", "Sở, ban, ngành tỉnh", "", "Trong năm 2021")
    document = docx.Document(BytesIO(as_docx(_area(_FIRST, second), Layout(header=True))))
    table = document.tables[0]
    table.cell(3, 2).merge(table.cell(3, 3))
    task = _read("plan.docx", _saved(document))["tasks"][1]
    assert [one["group"] for one in task["lead"]] == ["G-SBN"]
    assert task["coordinating"] == []


def test_a_plan_without_a_year_takes_the_one_its_table_names() -> None:
    plan = _read(
        "plan.xlsx",
        as_xlsx(_area(_FIRST, Task(2, "Kiểm tra", "Kết luận", deadline="Quý II")), Layout(head=())),
    )
    assert plan["document"]["year"] == 2021
    assert plan["tasks"][1]["deadlines"][0]["due"] == "2021-06-30"
    assert [one["code"] for one in plan["warnings"]] == ["year_assumed"]
