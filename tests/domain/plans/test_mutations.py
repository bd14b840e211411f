"""Whatever happens to the text of a plan on its way, what it says is still read, or told to be doubtful."""

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from bench.synthetic_plan import Area, Task, as_text
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.plans.drawn import TEXT
from tests.domain.plans.known import DIRECTORY

from lienthong.domain.plans.errors import NotAPlan
from lienthong.domain.plans.exchange import read_file, to_contract

type Contract = dict[str, Any]


def _read(text: str) -> Contract:
    return to_contract(read_file("plan.txt", text.encode(), DIRECTORY))


REAL = _read(TEXT)


def _bare(plan: Contract) -> Contract:
    """A reading without its warnings: their lines and words move with the text."""
    tasks = [{key: value for key, value in task.items() if key != "warnings"} for task in plan["tasks"]]
    return {**plan, "tasks": tasks, "warnings": []}


def _lines(keep: Callable[[str], bool]) -> str:
    return "".join(line for line in TEXT.splitlines(keepends=True) if keep(line))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unicodedata.normalize("NFD", TEXT), id="decomposed letters"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param("\ufeff" + TEXT, id="byte order mark"),
        pytest.param(TEXT.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(TEXT.replace(" \t", "\t"), id="no spaces before tabs"),
        pytest.param(TEXT.replace("\n\t", "\n  \t"), id="spaces before tabs"),
        pytest.param(TEXT.replace("- ", "\u2010 "), id="other hyphens"),
        pytest.param(_lines(lambda line: line != "\t\n"), id="blank cells dropped"),
        pytest.param(_lines(lambda line: bool(line.strip(" \n"))), id="blank lines dropped"),
    ],
)
def test_the_way_a_text_is_stored_changes_nothing(text: str) -> None:
    assert _bare(_read(text)) == _bare(REAL)


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_capitals_change_no_number_agency_or_day(change: Callable[[str], str]) -> None:
    def facts(plan: Contract) -> list[Any]:
        return [
            (
                task["area"],
                task["number"],
                len(task["outputs"]),
                [one["agency"] or one["group"] for one in task["lead"] + task["coordinating"]],
                [(one["kind"], one["start"], one["due"]) for one in task["deadlines"]],
                [(one["comparator"], one["value"]) for one in task["targets"]],
            )
            for task in plan["tasks"]
        ]

    assert facts(_read(change(TEXT))) == facts(REAL)


def test_another_year_moves_every_day_by_its_years() -> None:
    moved = re.sub(r"\b(202[012])\b", lambda found: str(int(found[1]) + 3), TEXT)
    plan = _read(moved)
    assert plan["document"]["year"] == 2024
    for then, now in zip(REAL["tasks"], plan["tasks"], strict=True):
        for before, after in zip(then["deadlines"], now["deadlines"], strict=True):
            assert after["kind"] == before["kind"]
            assert (after["due"] or "")[:4] == ((before["due"] and str(int(before["due"][:4]) + 3)) or "")


def test_percent_signs_lost_from_hundreds_are_found_again() -> None:
    plan = _read(TEXT.replace("100%", "100"))
    assert [task["targets"] and task["targets"][0]["value"] for task in plan["tasks"]] == [
        task["targets"] and task["targets"][0]["value"] for task in REAL["tasks"]
    ]
    for task in plan["tasks"]:
        hundreds = [one for one in task["targets"] if one["value"] == 100]
        assert len([one for one in task["warnings"] if one["code"] == "percent_sign_lost"]) == len(hundreds)


def _blocks() -> tuple[str, list[list[str]]]:
    """The text up to area III, and each area from there as its rows."""
    begin = TEXT.index("\tIII. ")
    rows = re.split(r"\n\n(?=\t)", TEXT[begin:].rstrip())
    areas: list[list[str]] = []
    for row in rows:
        heading, rest = row.split("\n", 1)
        if heading.strip():
            areas.append([])
        areas[-1].append(rest if areas[-1] else f"{heading}\n{rest}")
    return TEXT[:begin], areas


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_rows_in_another_order_keep_what_they_say_themselves(seed: int) -> None:
    head, areas = _blocks()
    rng = random.Random(seed)
    blocks = []
    for rows in areas:
        heading, first = rows[0].split("\n", 1)
        shuffled = [first, *rows[1:]]
        rng.shuffle(shuffled)
        blocks += [f"{heading}\n{shuffled[0]}", *(f"\t\n{row}" for row in shuffled[1:])]
    plan = _read(head + "\n\n".join(blocks) + "\n\n\n")
    by_title = {task["title"]: task for task in REAL["tasks"]}
    assert len(plan["tasks"]) == len(REAL["tasks"])
    for task in plan["tasks"]:
        own = by_title[task["title"]]
        assert (task["area"], task["number"], task["outputs"]) == (own["area"], own["number"], own["outputs"])
        for key in ("lead", "coordinating", "deadlines"):
            if not any(one["inherited"] for one in own[key]):
                assert task[key] == own[key]


def test_a_lost_number_makes_an_orphan_row() -> None:
    plan = _read(
        TEXT.replace("\t4. Thực hiện đúng quy định về đánh giá", "\tThực hiện đúng quy định về đánh giá")
    )
    orphan = next(task for task in plan["tasks"] if task["area"] == "IV" and task["number"] is None)
    assert orphan["title"] is None
    assert orphan["details"] == ["Thực hiện đúng quy định về đánh giá, phân loại công chức, viên chức."]
    assert orphan["deadlines"][0]["due"] == "2021-11-30"
    assert "orphan_row" in [one["code"] for one in orphan["warnings"]]
    assert ("task_number_missing", True) in [
        (one["code"], "IV.4" in one["message"]) for one in plan["warnings"]
    ]


def test_a_lost_title_makes_an_orphan_row() -> None:
    plan = _read(re.sub(r"\t2\. Thanh tra, kiểm tra[^\n]*", "\t", TEXT))
    orphan = next(task for task in plan["tasks"] if task["area"] == "III" and task["number"] is None)
    assert (orphan["title"], len(orphan["outputs"]), orphan["lead"][0]["agency"]) == (None, 2, "GL-SNV")
    assert "orphan_row" in [one["code"] for one in orphan["warnings"]]


def test_a_number_without_its_title_is_no_task_of_that_number() -> None:
    plan = _read(re.sub(r"\t2\. Thanh tra, kiểm tra[^\n]*", "\t2.", TEXT))
    third = [task for task in plan["tasks"] if task["area"] == "III"]
    assert [(task["number"], task["title"] is None) for task in third][:2] == [(1, False), (None, True)]
    assert "orphan_row" in [one["code"] for one in third[1]["warnings"]]


@pytest.mark.parametrize("numeral", ["IV", "VI"])
def test_a_lost_area_is_named(numeral: str) -> None:
    begin = TEXT.index(f"\t{numeral}. ")
    following = {"IV": "\tV. ", "VI": "\tVII. "}[numeral]
    plan = _read(TEXT[:begin] + TEXT[TEXT.index(following) :])
    missing = [one["message"] for one in plan["warnings"] if one["code"] == "missing_area"]
    assert [re.findall(r"\b[IVX]+\b", message) for message in missing] == [["II"], [numeral]]
    assert numeral not in [task["area"] for task in plan["tasks"]]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_any_one_tab_lost_loses_no_word_and_is_told(seed: int) -> None:
    lines = TEXT.split("\n")
    cells = [place for place, line in enumerate(lines) if line.startswith("\t") and line.strip()]
    place = random.Random(seed).choice(cells)
    lines[place] = lines[place][1:]
    plan = _read("\n".join(lines))
    words = {word.strip(";.,:") for word in lines[place].split()}
    told = str(plan["tasks"]) + str(plan["areas"])
    assert all(word in told or re.fullmatch(r"-|[IVX]+|\d+", word) or word[0].isdigit() for word in words)
    assert abs(len(plan["tasks"]) - len(REAL["tasks"])) <= 1


_WORD = st.sampled_from(["Rà soát", "Kiểm tra", "Báo cáo kết quả", "Ban hành kế hoạch", "Triển khai đề án"])
_AGENCY = st.sampled_from(["Sở Nội vụ", "Sở Tư pháp; Sở Y tế", "Sở, ban, ngành tỉnh, UBND cấp huyện", ""])
_TIME = st.sampled_from(["Trong năm 2021", "Trước ngày 30/11/2021", "Theo kế hoạch", "Hàng quý", ""])
_OUTPUT = st.sampled_from(["Báo cáo", "- Kế hoạch;\n- Báo cáo", "1. Kế hoạch\n\n2. Báo cáo", "100% hồ sơ"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_WORD, _OUTPUT, _AGENCY, _AGENCY, _TIME), min_size=1, max_size=12).filter(
        lambda rows: any(any(row[2:]) for row in rows)
    )
)
def test_any_table_comes_back_row_by_row(rows: list[tuple[str, str, str, str, str]]) -> None:
    tasks = tuple(
        Task(number, f"{title} đợt {number}", output, lead, others, time)
        for number, (title, output, lead, others, time) in enumerate(rows, 1)
    )
    plan = _read(as_text((Area("I", "Cải cách thể chế", tasks),)))
    assert [(one["number"], one["title"]) for one in plan["tasks"]] == [
        (one.number, one.title) for one in tasks
    ]
    for task, drawn in zip(plan["tasks"], tasks, strict=True):
        assert all(one["inherited"] is (drawn.lead == "") for one in task["lead"])
        assert all(
            one["inherited"] is (drawn.deadline == "") or one["kind"] == "unstated"
            for one in task["deadlines"]
        )
        assert len(task["outputs"]) == max(1, drawn.output.count("\n- ") + drawn.output.count("\n\n") + 1)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="\t\n I.VX12-Sởnộivụ;,%quýnăm2021()đ:", max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        plan = _read(text)
    except NotAPlan:
        return
    assert plan["tasks"]
