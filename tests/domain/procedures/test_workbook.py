"""A version as a workbook says back all it said; what people mistype is told with sheet and row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.domain.procedures.made import RECORD, STEPS, with_agency

from lienthong.domain.procedures.errors import WorkbookUnfit
from lienthong.domain.procedures.exchange import Names, read_workbook, write_workbook
from lienthong.domain.procedures.rules.record import Basis, Duration, Fee, Form, Paper, Record, Task, Way
from lienthong.domain.procedures.rules.vocabulary import (
    Audience,
    Channel,
    OnlineExtent,
    Pause,
    StepKind,
    TimeUnit,
)

NAMES = Names({"one_stop": "Bộ phận Một cửa", "office": "Phòng chuyên môn", "GL-SXD": "Sở Xây dựng"})
FULL = replace(
    with_agency(),
    audience=(Audience.CITIZEN, Audience.FOREIGN),
    conditions="Một.\nHai.",
    online_extent=OnlineExtent.FULL,
    originals_travel=True,
    copies_of_file=2,
    ways=(Way(Channel.COUNTER, Duration(Decimal("0.5"))),
          Way(Channel.ONLINE, Duration(Decimal(1), TimeUnit.MONTH), "x"),
          Way(Channel.POST)),
    papers=(Paper("=SUM(1)", originals=1, held_by="CSDL dân cư"),
            Paper("Bản sao", copies=2, certified=True, required=False)),
    fees=(Fee("Phí", 75_000, channel=Channel.POST, exemptions="hộ nghèo",
              since=date(2021, 1, 1), until=date(2022, 1, 1)),
          Fee("Khác", None, rule="theo giá trị")),
    bases=(Basis("50/2014/QH13", "Luật Xây dựng", date(2014, 6, 18), "Quốc hội"),),
    forms=(Form("Đơn đề nghị", "Mẫu số 1", "NĐ 15/2021"),),
    steps=(*STEPS[:2], replace(STEPS[2], kind=StepKind.CONSULT, online=Decimal("0.5"), measure=TimeUnit.WORKING_HOUR,
                               tasks=(Task("Báo thuế", Decimal("0.5"), pauses=Pause.TAX_DUTY), Task("Ký", ends=True)))),
)  # fmt: skip


def read(content: bytes, now: Record = RECORD) -> Record:
    return read_workbook(BytesIO(content), now, NAMES)


def changed(change: Callable[[Any], None], record: Record = FULL) -> bytes:
    """The workbook of a record as somebody saved it after changing it."""
    book = load_workbook(BytesIO(write_workbook(record, NAMES)))
    change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("record", [FULL, with_agency(), Record("Chỉ có tên")])
def test_it_says_back_what_was_written(record: Record) -> None:
    assert (
        read(write_workbook(record, NAMES), replace(RECORD, form=record.form, fee_text=record.fee_text))
        == record
    )


def test_what_an_office_program_makes_of_cells_is_read() -> None:
    def retype(book: Any) -> None:
        steps, fees = book["Quy trình"], book["Phí, lệ phí"]
        steps["E3"] = 3.5
        steps["C3"] = "phong chuyen mon"
        fees["C2"] = 80000
        fees["G2"] = date(2021, 2, 1)

    said = read(changed(retype))
    assert (said.steps[1].time, said.steps[1].unit) == (Decimal("3.5"), "office")
    assert (said.fees[0].amount, said.fees[0].since) == (80_000, date(2021, 2, 1))


def test_a_sheet_that_was_taken_out_changes_nothing_an_emptied_one_empties() -> None:
    def drop(book: Any) -> None:
        del book["Giấy tờ"]
        book["Phí, lệ phí"].delete_rows(2, 10)

    said = read(changed(drop), now=RECORD)
    assert (said.papers, said.fees) == (RECORD.papers, ())


def put(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("Nội dung", "B1", ""), "Nội dung, 1: Tên thủ tục"),
        (put("Nội dung", "B3", "Cấp trời"), "“Cấp trời” không thuộc: Cấp tỉnh, Cấp huyện, Cấp xã"),
        (put("Nội dung", "B11", "7"), "Nội dung, 11"),
        (put("Nội dung", "B17", ""), "Nội dung:"),
        (put("Cách thức", "A2", "Bồ câu"), "Cách thức, 2: “Bồ câu”"),
        (put("Cách thức", "B2", "nhanh"), "Cách thức, 2: “nhanh” không phải là số"),
        (put("Giấy tờ", "B2", "1,5"), "Giấy tờ, 2"),
        (put("Giấy tờ", "D2", "có"), "Giấy tờ, 2: hãy ghi số bản sao có chứng thực"),
        (put("Phí, lệ phí", "C2", "nhiều"), "Phí, lệ phí, 2"),
        (put("Phí, lệ phí", "H2", "01/01/2020"), "Phí, lệ phí, 2"),
        (put("Căn cứ", "C2", "31/02/2021"), "Căn cứ, 2: “31/02/2021” không phải là ngày"),
        (put("Quy trình", "G2", "tháng"), "Quy trình, 2"),
        (put("Quy trình", "I2", "x"), "Quy trình, 2"),
        (put("Quy trình", "K2", "Ký [xong]"), "Quy trình, 2"),
        (put("Quy trình", "B1", "Khác"), "thiếu cột Nội dung bước"),
    ],
)
def test_what_is_mistyped_is_told_with_sheet_and_row(change: Callable[[Any], None], told: str) -> None:
    with pytest.raises(WorkbookUnfit) as refused:
        read(changed(change))
    assert told in str(refused.value)


def test_another_file_is_no_procedure() -> None:
    target = BytesIO()
    Workbook().save(target)
    for content in (b"", b"PK\x03\x04", target.getvalue()):
        with pytest.raises(WorkbookUnfit):
            read(content)
