"""Papers are handed out on the form of their day, say what the case says, and stay as the applicant got them."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.errors import NothingIssued, NotNow, NotYours, ReasonMissing
from lienthong.domain.cases.exchange import write_control, write_register
from lienthong.domain.cases.queries import Kind, PaperRow, Period, about_money
from lienthong.domain.parties.queries import list_readings
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments.queries import find_of
from lienthong.domain.procedures.rules.record import Fee
from lienthong.spine.actor import platform
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.printing import content_of, sheet_of, with_forms, words_of
from tests.domain.cases.running import (
    BEGUN,
    CHIEF,
    CITY,
    CLERK,
    OFFICER,
    PLAIN,
    STRANGER,
    hour,
    intake,
    procedure,
    received,
    seen,
    to_office,
)
from tests.domain.cases.scanning import scanned

pytestmark = pytest.mark.django_db
JOB = platform("job")


def receipt(case: int, at: datetime = BEGUN) -> PaperRow:
    return actions.issue_receipt(case=case, by=CLERK, at=at)


def letter(case: int, at: datetime) -> PaperRow:
    (made,) = actions.issue_letters(case=case, by=JOB, at=at)
    return made


def reappointed(case: int) -> PaperRow:
    actions.reappoint(
        case=case, on=date(2021, 10, 27), reason="Chờ ý kiến Điện lực", by=CHIEF, at=hour("20/10 08:00")
    )
    return letter(case, hour("20/10 08:00"))


def test_a_receipt_of_a_case_with_a_fee_has_the_code_to_pay_it_by(db: None) -> None:
    with_forms()
    version = procedure(replace(PLAIN, fees=(Fee("Lệ phí cấp phép", 75_000),)))
    payee = payments.Payee("970436", "Vietcombank", "0291000999001", "UBND TP PLEIKU")
    payments.pay_to(agency=CITY, payee=payee, since=BEGUN.date(), by=CLERK, at=BEGUN)
    case = received(version)
    told = words_of(content_of(receipt(case)))
    owed = find_of(about_money(case))
    assert owed
    assert owed.code in told
    assert "75.000" in told


def test_a_receipt_says_who_brought_what_when_and_until_when() -> None:
    case = received(with_forms(), content="thửa 112, phường Hoa Lư")
    content = content_of(receipt(case))
    words = words_of(content)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Số: 01/TNHS",
        "ngày 15 tháng 10 năm 2021",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: GL-622-211015-0001",
        "Tiếp nhận hồ sơ của: Rơ Châm H’Yưn",
        "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng nhà ở riêng lẻ: thửa 112, phường Hoa Lư",
        "1. Đơn đề nghị (bản chính: 01) 2. Bản vẽ (bản sao: 02)",
        "theo quy định là: 05 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 15 tháng 10 năm 2021",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 22 tháng 10 năm 2021",
        "quyển số: 2021, số thứ tự: 1",
        "NGƯỜI NỘP HỒ SƠ (Ký hoặc điểm chỉ, ghi rõ họ tên)",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Người clerk",
        "Mẫu số 01, Thông tư 01/2018/TT-VPCP",
    ):
        assert said in words, said
    assert "Ảnh" not in words  # listed by the procedure, not brought
    assert "Cấp lại" not in words


def test_a_telephone_reads_the_address_of_the_case_from_it() -> None:
    case = received(with_forms())
    assert scanned(content_of(receipt(case))) == f"http://localhost:8000/cases/{case}/"


def test_a_receipt_asked_for_twice_is_the_same_one() -> None:
    case = received(with_forms())
    assert receipt(case) == receipt(case, hour("18/10 09:00"))
    assert len(queries.list_papers(case)) == 1


def test_receipts_of_an_agency_are_numbered_one_after_the_other() -> None:
    version = with_forms()
    numbers = [receipt(received(version)).number for _ in range(3)]
    assert numbers == ["01/TNHS", "02/TNHS", "03/TNHS"]


def test_a_receipt_handed_out_anew_says_so_and_leaves_the_first_as_it_was() -> None:
    case = received(with_forms())
    first = receipt(case)
    before = content_of(first)
    reappointed(case)
    again = actions.reissue_receipt(case=case, reason="hẹn lại ngày trả", by=CLERK, at=hour("20/10 09:00"))
    words = words_of(content_of(again))
    assert (
        "Cấp lại lần 1, thay cho giấy số 01/TNHS ngày 15 tháng 10 năm 2021. Lý do: hẹn lại ngày trả" in words
    )
    assert "Số: 02/TNHS" in words
    assert "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 10 năm 2021" in words
    assert "Mã hồ sơ: GL-622-211015-0001" in words
    assert content_of(first) == before
    assert "ngày 22 tháng 10 năm 2021" in words_of(before)


def test_nothing_is_handed_out_anew_before_it_was_handed_out_or_without_a_reason() -> None:
    case = received(with_forms())
    with pytest.raises(NothingIssued):
        actions.reissue_receipt(case=case, reason="mất", by=CLERK, at=BEGUN)
    receipt(case)
    with pytest.raises(ReasonMissing):
        actions.reissue_receipt(case=case, reason="  ", by=CLERK, at=BEGUN)


def test_only_the_counter_that_received_it_hands_a_receipt_out() -> None:
    case = received(with_forms())
    for other in (STRANGER, OFFICER, CHIEF):
        with pytest.raises(NotYours):
            actions.issue_receipt(case=case, by=other, at=BEGUN)


def test_there_is_no_receipt_while_an_online_filing_is_not_answered() -> None:
    version = with_forms()
    case = actions.file_online(
        intake=intake(version, channel=queries.Channel.ONLINE), owner="GL-622", by=JOB, at=BEGUN
    )
    with pytest.raises(NotNow):
        receipt(case)


def test_an_apology_names_both_days_and_stays_when_the_case_goes_on() -> None:
    case = to_office(with_forms())
    made = reappointed(case)
    content = content_of(made)
    words = words_of(content)
    for said in (
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Số: 01/PXL",
        "ngày 20 tháng 10 năm 2021",
        "Kính gửi: Rơ Châm H’Yưn",
        "mã hồ sơ: GL-622-211015-0001",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 22 tháng 10 năm 2021",
        "Lý do: Chờ ý kiến Điện lực",
        "17 giờ 00 phút, ngày 27 tháng 10 năm 2021",
        "Người chief",
    ):
        assert said in words, said
    actions.put_to_sign(case=case, by=OFFICER, at=hour("21/10 09:00"))
    actions.sign_off(case=case, by=CHIEF, at=hour("21/10 10:00"))
    assert actions.issue_letters(case=case, by=JOB, at=hour("21/10 10:00")) == []
    assert content_of(made) == content


def test_a_request_for_papers_names_each_of_them_and_why() -> None:
    case = to_office(with_forms())
    actions.ask_supplement(
        case=case,
        items=["Ghi rõ số tầng"],
        papers=[2],
        reason="Bản vẽ thiếu mặt cắt móng",
        by=OFFICER,
        at=hour("18/10 08:00"),
    )
    words = words_of(content_of(letter(case, hour("18/10 08:00"))))
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in words
    assert "1. Bản vẽ 2. Ghi rõ số tầng Lý do: Bản vẽ thiếu mặt cắt móng" in words
    assert "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Người officer" in words


def test_what_is_not_received_is_told_in_writing() -> None:
    version = with_forms()
    case = actions.file_online(
        intake=intake(version, channel=queries.Channel.ONLINE), owner="GL-622", by=JOB, at=BEGUN
    )
    actions.turn_away(
        case=case, reason="Không thuộc thẩm quyền (Điều 103 Luật Xây dựng)", by=CLERK, at=hour("15/10 10:00")
    )
    made = letter(case, hour("15/10 10:00"))
    words = words_of(content_of(made))
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in words
    assert "lý do cụ thể như sau: Không thuộc thẩm quyền (Điều 103 Luật Xây dựng)" in words
    assert made.kind is Kind.REFUSAL


def test_the_law_of_2021_has_no_form_for_stopping_a_case_and_that_of_2025_has() -> None:
    case = to_office(with_forms())
    actions.stop(case=case, reason="Người nộp qua đời", by=CHIEF, at=hour("18/10 08:00"))
    assert actions.issue_letters(case=case, by=JOB, at=hour("18/10 08:00")) == []
    assert queries.get_layout(Kind.STOP, date(2025, 12, 1)).title == "Thông báo dừng giải quyết hồ sơ"


def test_a_paper_that_was_handed_out_is_never_changed_or_removed() -> None:
    receipt(received(with_forms()))
    for statement in (
        "UPDATE cases_paper SET number = '99/TNHS'",
        "DELETE FROM cases_paper",
        "UPDATE cases_layout SET source = 'x'",
        "DELETE FROM cases_layout",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_reading_how_the_applicant_is_reached_is_written_down() -> None:
    case = received(with_forms())
    made = receipt(case)
    (line,) = list_readings(seen(case).applicant)
    assert made.number in line.reason


def test_the_control_slip_tells_each_hand_over_with_its_outcome() -> None:
    case = to_office(with_forms())
    actions.put_to_sign(case=case, by=OFFICER, at=hour("18/10 09:00"))
    actions.sign_off(case=case, by=CHIEF, at=hour("28/10 10:00"))
    words = words_of(write_control(seen(case), by=CLERK, now=hour("28/10 11:00")))
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ Mã hồ sơ: GL-622-211015-0001" in words
    assert "Giao: Rơ Châm H’Yưn Nhận: GL-622" in words
    assert words.count("Đúng hạn") + words.count("Trước hạn") == 2
    assert "10 giờ 00 phút, ngày 28 tháng 10 năm 2021 Quá hạn" in words
    assert "Đã ký kết quả. Người chief" in words


def test_the_register_lists_what_an_agency_received_in_a_period_in_the_order_of_the_book() -> None:
    version = with_forms()
    names = ("Siu Thuin", "Ksor Hơ", "Nay Đức")
    for name, at in zip(names, (hour("15/10 09:00"), hour("18/10 08:00"), hour("19/10 08:00")), strict=True):
        received(version, at, name=name)
    period = Period(date(2021, 10, 15), date(2021, 10, 18))
    content = write_register("GL-622", period, by=CLERK, now=hour("20/10 08:00"))
    words = words_of(content)
    assert "SỔ THEO DÕI HỒ SƠ (Từ ngày 15/10/2021 đến ngày 18/10/2021)" in words
    assert 0 < words.index("Siu Thuin") < words.index("Ksor Hơ")
    assert "Nay Đức" not in words
    assert "Tổng số: 2 hồ sơ." in words
    assert "09:00 15/10/2021 17:00 22/10/2021" in words
    assert sheet_of(content) == "A4 across"


@pytest.mark.parametrize(
    ("day", "kind", "number", "title"),
    [
        (date(2019, 6, 3), Kind.APOLOGY, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        (date(2025, 7, 1), Kind.APOLOGY, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        (date(2025, 12, 1), Kind.APOLOGY, "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
        (date(2019, 6, 3), Kind.CONTROL, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        (date(2025, 12, 1), Kind.CONTROL, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        (date(2019, 6, 3), Kind.REGISTER, "06", "Sổ theo dõi hồ sơ"),
        (date(2025, 12, 1), Kind.REGISTER, "07", "Sổ theo dõi hồ sơ"),
    ],
)
def test_the_form_is_that_of_the_day(day: date, kind: Kind, number: str, title: str) -> None:
    with_forms()
    layout = queries.get_layout(kind, day)
    assert (layout.number, layout.title) == (number, title)


SLIPS = dict.fromkeys(("RECEIPT", "SUPPLEMENT", "REFUSAL", "CONTROL"), "A5")


@pytest.mark.parametrize(
    ("day", "sheets"),
    [
        (date(2019, 6, 3), SLIPS | {"APOLOGY": "A5", "REGISTER": "A4 across"}),
        (date(2025, 12, 1), SLIPS | {"APOLOGY": "A4", "STOP": "A5", "REGISTER": "A4 across"}),
    ],
)
def test_sheets_have_the_size_of_their_form(day: date, sheets: dict[str, str]) -> None:
    with_forms()
    layouts = {kind: queries.get_layout(Kind(kind), day) for kind in sheets}
    assert {kind: sheet_of(queries.try_layout(one, one.source)) for kind, one in layouts.items()} == sheets


def test_a_receipt_of_2025_is_on_the_form_of_2025() -> None:
    case = received(with_forms())
    late = datetime(2025, 12, 1, 9, tzinfo=ZONE)
    words = words_of(content_of(receipt(case, late)))
    assert "Mẫu số 01, Thông tư 03/2025/TT-VPCP" in words
    assert "ngày 01 tháng 12 năm 2025" in words


def test_the_code_scanned_into_the_search_finds_its_case() -> None:
    version = with_forms()
    case, other = received(version), received(version)
    address = scanned(content_of(receipt(case)))
    (found,) = queries.find_cases(address, by=CLERK, now=BEGUN)
    assert found.id == case != other
    assert queries.find_cases(address, by=STRANGER, now=BEGUN) == []
