"""The list of files of a year: drafted by everybody, joined by the clerk, approved by the head, carried over, .xlsx."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from lienthong.domain.notices.queries import list_notices
from lienthong.domain.workfiles import actions, errors, queries
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.exchange import print_list, read_list, write_list
from lienthong.domain.workfiles.queries import ListState
from tests.domain.workfiles.cabinet import AGENCY, AT, YEAR, Cabinet
from tests.faults.drain import drain

NEXT_YEAR = AT + timedelta(days=100)


def state(year: int = YEAR) -> ListState | None:
    row = queries.find_listing(AGENCY, year)
    return row.state if row else None


def lines(year: int = YEAR) -> list[str]:
    row = queries.find_listing(AGENCY, year)
    return [f"{line.code} {line.kept}" for line in queries.list_lines(row.id)] if row else []


def test_units_draft_the_clerk_joins_the_head_approves_and_each_is_told(snv: Cabinet) -> None:
    snv.line()
    snv.line(by=snv.division, code="02.CCHC", years=None, keeper=snv.division.account)
    assert lines() == ["01.CCHC 20 năm", "02.CCHC Vĩnh viễn"]
    with pytest.raises(errors.NotYours):
        actions.submit_list(year=YEAR, by=snv.writer, at=AT)
    actions.submit_list(year=YEAR, by=snv.clerk, at=AT)
    drain()
    assert any("Danh mục hồ sơ năm 2021 chờ duyệt" in one.title for one in list_notices(snv.head.account))
    with pytest.raises(errors.NotNow):
        snv.line(code="03.CCHC")
    actions.approve_list(year=YEAR, by=snv.head, at=AT)
    assert state() is ListState.APPROVED
    drain()
    assert any("đã được duyệt" in one.title for one in list_notices(snv.clerk.account))


def test_what_is_sent_back_is_a_draft_again_with_the_reason(snv: Cabinet) -> None:
    snv.line()
    actions.submit_list(year=YEAR, by=snv.clerk, at=AT)
    with pytest.raises(errors.NotYours):
        actions.send_list_back(year=YEAR, reason="Thiếu", by=snv.writer, at=AT)
    with pytest.raises(errors.WhyMissing):
        actions.send_list_back(year=YEAR, reason=" ", by=snv.head, at=AT)
    actions.send_list_back(year=YEAR, reason="Thiếu hồ sơ thi đua.", by=snv.head, at=AT)
    assert queries.get_listing(AGENCY, YEAR, by=snv.writer).note == "Thiếu hồ sơ thi đua."
    assert snv.line(code="02.TĐKT")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, errors.TitleMissing),
        ({"code": ""}, errors.CodeMissing),
        ({"unit": "\n"}, errors.UnitMissing),
        ({"years": 0}, errors.RetentionWrong),
        ({"years": 101}, errors.RetentionWrong),
        ({"keeper": "nobody"}, errors.KeeperUnfit),
        ({"title": "Mật"}, errors.SecretFile),
        ({"note": "Tối mật"}, errors.SecretFile),
    ],
)
def test_a_line_lacks_no_part_and_is_never_secret(
    snv: Cabinet, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        snv.line(**changes)  # type: ignore[arg-type]
    assert lines() == []


def test_a_code_stands_once_and_a_line_is_changed_by_its_people_only(snv: Cabinet) -> None:
    line = snv.line()
    with pytest.raises(errors.CodeTaken, match=r"01\.CCHC"):
        snv.line(by=snv.division, keeper=snv.division.account)
    told = snv.foreseen(title="Hồ sơ khác")
    with pytest.raises(errors.NotYours):
        actions.write_line(year=YEAR, line=line, foreseen=told, by=snv.division, at=AT)
    actions.write_line(year=YEAR, line=line, foreseen=told, by=snv.clerk, at=AT)
    with pytest.raises(errors.ListNotFound):
        actions.drop_line(line=line, by=snv.stranger, at=AT)
    actions.drop_line(line=line, by=snv.writer, at=AT)
    assert lines() == []


def test_an_empty_list_is_not_submitted(snv: Cabinet) -> None:
    actions.drop_line(line=snv.line(), by=snv.writer, at=AT)
    with pytest.raises(errors.NothingListed):
        actions.submit_list(year=YEAR, by=snv.clerk, at=AT)


def test_next_year_carries_the_approved_list_over_once(snv: Cabinet) -> None:
    snv.approved()
    with pytest.raises(errors.NotYours):
        actions.carry_over(year=2022, by=snv.writer, at=NEXT_YEAR)
    assert actions.carry_over(year=2022, by=snv.clerk, at=NEXT_YEAR) == 1
    assert actions.carry_over(year=2022, by=snv.clerk, at=NEXT_YEAR) == 0
    row = queries.find_listing(AGENCY, 2022)
    assert row is not None
    (line,) = queries.list_lines(row.id)
    assert line.title == "Hồ sơ theo dõi kế hoạch cải cách hành chính năm 2022"


def test_a_past_year_is_not_drafted(snv: Cabinet) -> None:
    with pytest.raises(errors.NotNow):
        snv.line(year=2020)


def test_a_workbook_goes_out_and_comes_back(snv: Cabinet) -> None:
    snv.line()
    row = queries.find_listing(AGENCY, YEAR)
    assert row is not None
    book = load_workbook(BytesIO(write_list(queries.list_lines(row.id))))
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = "Hồ sơ đã sửa"
    sheet.append(["Văn phòng", "02.VP", "Hồ sơ thi đua", "vĩnh viễn", "HỒ THỊ LAN", ""])
    sheet.append(["Văn phòng", "03.VP", "Hồ sơ họp", 5, "Hồ Thị Lan", "mới"])
    content = BytesIO()
    book.save(content)
    keepers = dict(queries.list_keepers(AGENCY, AT.date()))
    content.seek(0)
    found = read_list(content, keepers)
    assert actions.take_over(year=YEAR, lines=found, by=snv.clerk, at=AT) == 3
    assert lines() == ["01.CCHC 20 năm", "02.VP Vĩnh viễn", "03.VP 5 năm"]


def test_every_wrong_row_of_a_workbook_is_named_and_nothing_is_taken_over(snv: Cabinet) -> None:
    book = load_workbook(BytesIO(write_list([])))
    sheet = book.active
    assert sheet is not None
    sheet.append(["Văn phòng", "01.VP", "", "5 năm", "Hồ Thị Lan", ""])
    sheet.append(["Văn phòng", "02.VP", "Hồ sơ", "lâu", "Hồ Thị Lan", ""])
    sheet.append(["Văn phòng", "03.VP", "Hồ sơ", "5", "Ai đó", ""])
    sheet.append(["Văn phòng", "04.VP", "Hồ sơ", "5", "Hồ Thị Lan", ""])
    sheet.append(["Văn phòng", "04.VP", "Hồ sơ khác", "5", "Hồ Thị Lan", ""])
    content = BytesIO()
    book.save(content)
    content.seek(0)
    with pytest.raises(errors.RowsWrong) as wrong:
        read_list(content, dict(queries.list_keepers(AGENCY, AT.date())))
    assert [number for number, _words in wrong.value.faults] == [2, 3, 4, 6]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"code;title\n1;2\n"])
def test_what_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(errors.WorkbookUnreadable):
        read_list(BytesIO(content), {})


def test_it_is_printed_as_a_draft_and_as_approved(snv: Cabinet) -> None:
    snv.approved()
    row = queries.find_listing(AGENCY, YEAR)
    assert row is not None
    assert print_list(row, queries.list_lines(row.id), AT.date()).startswith(b"%PDF-")


def test_postgresql_holds_an_approved_list_still(snv: Cabinet) -> None:
    line = snv.approved()
    for breach in (
        lambda: m.Line.objects.filter(pk=line).update(title="khác"),
        lambda: m.Line.objects.filter(pk=line).delete(),
        lambda: m.Listing.objects.update(state="DRAFT"),
        lambda: m.Listing.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            breach()
