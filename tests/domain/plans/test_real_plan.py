"""Decision 751/QĐ-UBND as it was published, compared row by row with what a person reads in it."""

import re
from typing import Any

import pytest
from tests.domain.plans.known import CITED, DATA, DIRECTORY, EXPECTED, REAL_PLAN, Expected

from lienthong.domain.plans.exchange import PlanReading, read_directory, read_file, to_contract

type Contract = dict[str, Any]


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_file(REAL_PLAN.name, REAL_PLAN.read_bytes(), DIRECTORY)


@pytest.fixture(scope="module")
def plan(reading: PlanReading) -> Contract:
    return to_contract(reading)


def _codes(agencies: list[dict[str, Any]]) -> str:
    return " ".join((one["agency"] or one["group"] or "?") + "+" * one["inherited"] for one in agencies)


def _row(task: dict[str, Any]) -> Expected:
    return (
        task["area"],
        task["number"],
        len(task["outputs"]),
        _codes(task["lead"]),
        _codes(task["coordinating"]),
        [(one["kind"], one["start"], one["due"]) for one in task["deadlines"]],
        [(one["comparator"], one["value"]) for one in task["targets"]],
    )


def test_every_row_is_read_as_a_person_reads_it(plan: Contract) -> None:
    assert [_row(task) for task in plan["tasks"]] == EXPECTED


def test_the_reference_directory_knows_everybody_the_plan_names() -> None:
    directory = read_directory(DATA / "organisations", home="Gia Lai")
    real = to_contract(read_file(REAL_PLAN.name, REAL_PLAN.read_bytes(), directory))
    assert [_row(task) for task in real["tasks"]] == EXPECTED


def test_the_decision_is_read_from_the_head(plan: Contract) -> None:
    assert plan["document"] == {
        "number": "751/QĐ-UBND",
        "issued_on": "2020-12-26",
        "issuer": "UBND tỉnh",
        "title": "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2021 CỦA TỈNH GIA LAI",
        "year": 2021,
    }


def test_the_areas_keep_their_numerals_and_the_gap_is_told(plan: Contract) -> None:
    assert [area["numeral"] for area in plan["areas"]] == ["I", "III", "IV", "V", "VI", "VII"]
    assert plan["areas"][1]["title"] == "Cải cách tổ chức bộ máy hành chính nhà nước"
    missing = [one for one in plan["warnings"] if one["code"] == "missing_area"]
    assert len(missing) == 1
    assert re.findall(r"\b[IVX]+\b", missing[0]["message"]) == ["II"]
    assert missing[0]["line"] == 100


def test_nine_objectives_are_read(plan: Contract) -> None:
    assert len(plan["objectives"]) == 9
    assert plan["objectives"][7].startswith("Tăng cường ứng dụng công nghệ thông tin để góp phần")


def test_sections_are_addressable(reading: PlanReading) -> None:
    sections = {section.address: section for section in reading.sections}
    assert len(sections) == len(reading.sections)
    assert sections["II.6.đ"].text.startswith("Cung cấp, tích hợp các dịch vụ công trực tuyến (DVCTT)")
    assert sections["II.6.k"].text.count("\n- ") == 3
    assert [address for address in sections if address.startswith("II.2.")] == [
        f"II.2.{mark}" for mark in "abcdđe"
    ]
    assert sections["IV.2"].place.line == 72


def test_the_cited_documents_are_each_told_once(plan: Contract) -> None:
    assert {one["number"]: one["issued_on"] for one in plan["citations"]} == CITED
    assert len(plan["citations"]) == len(CITED)


def test_issuers_and_kinds_of_cited_documents(plan: Contract) -> None:
    known = {one["number"]: (one["type"], one["issuer"]) for one in plan["citations"]}
    assert known["107/2020/NĐ-CP"] == ("Nghị định", "Chính phủ")
    assert known["19/2014/QĐ-TTg"] == ("Quyết định", "Thủ tướng Chính phủ")
    assert known["680/QĐ-UBND"] == ("Quyết định", "UBND tỉnh Gia Lai")
    assert known["18-NQ/TW"] == ("Nghị quyết", "Ban Chấp hành Trung ương Đảng")
    assert known["39-NQ/TW"] == ("Nghị quyết", "Bộ Chính trị")
    assert known["64-CTr/TU"] == ("Chương trình", "Tỉnh ủy")


def test_citations_of_tasks_name_documents_of_the_plan(plan: Contract) -> None:
    numbers = {one["number"] for one in plan["citations"]}
    by_task = {(task["area"], task["number"]): task["citations"] for task in plan["tasks"]}
    assert by_task["III", 1] == ["107/2020/NĐ-CP", "108/2020/NĐ-CP", "120/2020/NĐ-CP"]
    assert by_task["VI", 11] == ["19/2014/QĐ-TTg", "680/QĐ-UBND"]
    assert all(number in numbers for cited in by_task.values() for number in cited)


def _warned(plan: Contract, code: str) -> list[tuple[str, int | None]]:
    return [
        (task["area"], task["number"])
        for task in plan["tasks"]
        for one in task["warnings"]
        if one["code"] == code
    ]


def test_oddities_are_warned_about(plan: Contract) -> None:
    assert _warned(plan, "orphan_row") == [("I", None)]
    assert _warned(plan, "percent_sign_lost") == [("I", 2), ("V", 2)]
    assert _warned(plan, "deadline_in_text") == [("I", None)]
    vague = [("I", 1), ("I", 2), ("III", 4), ("III", 4), ("IV", 3), ("VII", 1), ("VII", 2)]
    assert _warned(plan, "agency_unmatched") == vague
    assert [(one["code"], one["line"]) for one in plan["warnings"]] == [
        ("percent_sign_lost", 52),
        ("missing_area", 100),
        ("citation_year_missing", 35),
    ]


def test_the_orphan_row_has_neither_number_nor_title(plan: Contract) -> None:
    orphan = plan["tasks"][2]
    assert (orphan["number"], orphan["title"]) == (None, None)
    assert orphan["details"] == ["Báo cáo kết quả thực hiện Kế hoạch trong quý IV năm 2021."]
    assert orphan["outputs"] == ["Báo cáo kết quả thực hiện"]


def test_titles_details_and_outputs_keep_the_words_of_their_cells(plan: Contract) -> None:
    second = plan["tasks"][1]
    assert second["title"] == "Công tác theo dõi thi hành pháp luật"
    assert second["details"][1] == "Xử lý kết quả theo dõi thi hành pháp luật."
    assert plan["tasks"][0]["outputs"][1].startswith("Nghị quyết của HĐND tỉnh hoặc Quyết định của UBND tỉnh")
    assert plan["tasks"][3]["outputs"] == ["Quyết định; báo cáo"]
    assert plan["tasks"][8]["outputs"] == ["Các quyết định bổ nhiệm", "Báo cáo kết quả thực hiện."]


def test_deadlines_keep_what_they_are_for(plan: Contract) -> None:
    thanh_tra, tap_huan = plan["tasks"][4]["deadlines"], plan["tasks"][27]["deadlines"]
    assert [one["subject"] for one in thanh_tra] == ["Ban hành kế hoạch", "Báo cáo kết quả thực hiện"]
    assert thanh_tra[0]["text"] == "Ban hành kế hoạch trước ngày 31/12/2020"
    assert [one["subject"] for one in tap_huan] == [None, "Báo cáo"]


def test_only_recurring_deadlines_have_occurrences(plan: Contract) -> None:
    deadlines = [one for task in plan["tasks"] for one in task["deadlines"]]
    assert {one["kind"] for one in deadlines if one["occurrences"]} == {"recurring"}
    assert next(one for one in deadlines if one["occurrences"])["occurrences"] == [
        {"start": "2021-01-01", "due": "2021-03-31"},
        {"start": "2021-04-01", "due": "2021-06-30"},
        {"start": "2021-07-01", "due": "2021-09-30"},
        {"start": "2021-10-01", "due": "2021-12-31"},
    ]


def test_inherited_deadlines_are_marked(plan: Contract) -> None:
    inherited = [
        (t["area"], t["number"]) for t in plan["tasks"] if any(one["inherited"] for one in t["deadlines"])
    ]
    assert inherited == [("VI", 2), ("VI", 3), ("VI", 4), ("VI", 5), ("VI", 9)]


def test_every_task_knows_the_lines_it_was_read_from(reading: PlanReading) -> None:
    lines = [[cell.place.line for cell in task.sources] for task in reading.tasks]
    assert lines[0] == [80, 81, 82, 83, 84]
    assert lines[1] == [85, 89, 93]
    assert lines[2] == [94, 95, 96, 97, 98]
    assert lines[3] == [101, 102, 103, 104, 105]


def test_nothing_written_in_the_appendix_is_dropped(plan: Contract) -> None:
    """Every word of every cell stands in some part of the contract."""
    text = REAL_PLAN.read_text(encoding="utf-8").split("PHỤ LỤC")[1]
    kept = str(plan["tasks"]) + str(plan["areas"])
    lines = [re.sub(r"^\s*(?:[-–]|\d+\.|[IVX]+\.)?", "", line) for line in text.split("\n")[3:]]
    lost = [line for line in lines if not all(word.strip(";.:,") in kept for word in line.split())]
    assert lost == []
