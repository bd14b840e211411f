"""A staff list: template, dry run that gives the same file back, all or nobody taken on."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from lienthong.domain.accounts import queries as accounts
from lienthong.web.console.people import workbook

pytestmark = pytest.mark.django_db
GOOD = (
    "Kpă H’Nhĩ",
    "kpa.hnhi",
    "hnhi@snv.example",
    "Sở Nội vụ [GL-SNV]",
    "Chuyên viên",
    "Chuyên viên",
    "18/10/2021",
)


def filled(client: Client, *lines: tuple[str, ...]) -> bytes:
    book = load_workbook(BytesIO(client.get("/console/people/staff-list/template/").content))
    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            book.worksheets[0].cell(row, column, value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def send(client: Client, content: bytes, name: str = "nhan-su.xlsx") -> str:
    """Where the upload leads."""
    answer = client.post("/uploads/staff-lists/", {"file": SimpleUploadedFile(name, content)})
    return str(answer.headers["Location"])


def test_the_template_locks_its_heads_and_offers_what_may_be_chosen(agency_administrator: Client) -> None:
    book = load_workbook(BytesIO(agency_administrator.get("/console/people/staff-list/template/").content))
    sheet, lists = book.worksheets
    assert [cell.value for cell in sheet[1]] == [label for _field, label, _width in workbook.HEADS]
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    assert len(sheet.data_validations.dataValidation) == 2
    agencies = [cell.value for cell in lists["A"] if cell.value]
    roles = [cell.value for cell in lists["B"]]
    assert agencies == ["Sở Nội vụ [GL-SNV]"]
    assert "Chuyên viên" in roles
    assert "Quản trị nền tảng" not in roles


def test_a_good_list_is_taken_on_as_a_whole_and_only_when_said_so(agency_administrator: Client) -> None:
    second = ("Trần Thị Mai", "tranthimai.snv", "mai@snv.example", *GOOD[3:])
    where = send(agency_administrator, filled(agency_administrator, GOOD, second))
    assert "Mọi dòng đều ổn" in agency_administrator.get(where).content.decode()
    assert accounts.find_account("kpa.hnhi") is None
    assert agency_administrator.post(where).headers["Location"] == "/console/people/"
    assert accounts.find_account("kpa.hnhi")
    assert accounts.find_account("tranthimai.snv")
    assert "Trần Thị Mai" in agency_administrator.get("/console/people/").content.decode()
    assert agency_administrator.post(where).headers["Location"] == where  # pressed twice: the names are taken


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (0, "", "“Họ và tên” để trống."),
        (1, "levanthu.snv", "đã có tài khoản khác dùng"),
        (1, "Có Dấu", "3 đến 64 ký tự"),
        (2, "không phải thư", "không phải là địa chỉ thư"),
        (3, "UBND thành phố Pleiku [GL-622]", "không được giao chức vụ ở"),
        (5, "Quản trị nền tảng", "không phải vai trò"),
        (6, "32/10/2021", "không phải là ngày"),
    ],
)
def test_the_same_file_comes_back_with_what_is_wrong(
    agency_administrator: Client, place: int, value: str, told: str
) -> None:
    wrong = (*GOOD[:place], value, *GOOD[place + 1 :])
    other = ("Trần Thị Mai", "tranthimai.snv", "mai@snv.example", *GOOD[3:])
    where = send(agency_administrator, filled(agency_administrator, other, wrong))
    back = agency_administrator.get(f"{where}errors/")
    sheet = load_workbook(BytesIO(back.content)).worksheets[0]
    assert sheet.cell(1, 8).value == workbook.ERRORS
    assert sheet.cell(2, 8).value is None
    assert told in str(sheet.cell(3, 8).value)
    assert sheet.cell(2, 1).value == "Trần Thị Mai"
    assert agency_administrator.post(where).headers["Location"] == where
    assert accounts.find_account("tranthimai.snv") is None


def test_a_person_listed_twice_is_told(agency_administrator: Client) -> None:
    where = send(agency_administrator, filled(agency_administrator, GOOD, GOOD))
    assert agency_administrator.get(where).content.decode().count("có hơn một lần trong danh sách") == 4


def test_other_files_are_refused_with_a_reason(agency_administrator: Client) -> None:
    book, target = Workbook(), BytesIO()
    book.save(target)
    strange = send(agency_administrator, target.getvalue())
    assert agency_administrator.get(strange).headers["Location"] == "/console/people/staff-list/"
    assert send(agency_administrator, b"no workbook", "nhan-su.pdf") == "/console/people/staff-list/"
    assert "nhan-su.pdf" in agency_administrator.get("/console/people/staff-list/").content.decode()


def test_no_cell_of_the_list_becomes_a_formula(agency_administrator: Client) -> None:
    wrong = ("=1+1", *GOOD[1:3], "", *GOOD[4:])
    where = send(agency_administrator, filled(agency_administrator, wrong))
    assert "=1+1" in agency_administrator.get(where).content.decode()
