"""What a procedure says, in the words that people read."""

from datetime import date
from decimal import Decimal

import pytest

from lienthong.domain.procedures.exchange import telling
from lienthong.domain.procedures.rules.difference import compare
from lienthong.domain.procedures.rules.record import (
    Basis,
    Duration,
    Effect,
    Fee,
    Paper,
    Record,
    Step,
    Supplement,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import Channel, Level, OnlineLevel, TimeUnit


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper("x", originals=1), "1 bản chính"),
        (Paper("x", originals=1, copies=2, certified=True), "1 bản chính, 2 bản sao có chứng thực"),
        (Paper("x", copies=3), "3 bản sao"),
        (Paper("x", electronic=True, required=False), "nhận bản điện tử, chỉ khi thuộc trường hợp phải có"),
        (Paper("x", held_by="CSDL dân cư"), "không phải nộp: cơ quan nhà nước đã có tại CSDL dân cư"),
        (Paper("x"), "chưa ghi số lượng"),
    ],
)
def test_how_many_of_a_paper(paper: Paper, words: str) -> None:
    assert telling.write_paper(paper) == words


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee("x", 75_000), "75.000 đồng"),
        (Fee("x", 0), "không thu"),
        (Fee("x", None, rule="0,5 % giá trị"), "0,5 % giá trị"),
        (Fee("x", None), "chưa ghi"),
        (
            Fee("x", 5_000, channel=Channel.ONLINE, exemptions="hộ nghèo", since=date(2021, 7, 1)),
            "5.000 đồng; Trực tuyến; miễn cho hộ nghèo; từ ngày 01/07/2021",
        ),
    ],
)
def test_what_it_costs(fee: Fee, words: str) -> None:
    assert telling.write_fee(fee) == words


def test_times_and_rules() -> None:
    assert telling.write_duration(Duration(Decimal("0.50"))) == "0,5 ngày làm việc"
    assert telling.write_duration(Duration(Decimal("20.00"), TimeUnit.CALENDAR_DAY)) == "20 ngày"
    assert telling.write_duration(None) == "chưa ghi"
    rule = Supplement(1, Decimal(3), Effect.RESTART, "NĐ 61/2018")
    assert telling.write_supplement(rule) == (
        "nhiều nhất 1 lần, yêu cầu trong 3 ngày làm việc; thời hạn tính lại từ đầu (NĐ 61/2018)"
    )
    assert telling.write_basis(Basis("50/2014/QH13", "Luật Xây dựng", date(2014, 6, 18))) == (
        "Luật Xây dựng 50/2014/QH13 ngày 18/06/2014"
    )


def test_changes_are_told_item_by_item() -> None:
    before = Record(
        "A", levels=(Level.DISTRICT,), ways=(Way(Channel.COUNTER, Duration(Decimal(5))),), papers=(Paper("Đơn", 1),),
        online_level=OnlineLevel.FORMS, steps=(Step("Ký", "u", time=Decimal(1)),),
    )  # fmt: skip
    after = Record(
        "A", levels=(Level.DISTRICT,), ways=(Way(Channel.COUNTER, Duration(Decimal(3))),), papers=(Paper("Ảnh", 2),),
        online_level=OnlineLevel.FILING, steps=(Step("Ký", "u", time=Decimal(2)),), returns_by_post=True,
    )  # fmt: skip
    told = [telling.tell_change(change, {"u": "Phòng A"}) for change in compare(before, after)]
    assert [(one.part, one.fate, one.item, one.before, one.after) for one in told] == [
        ("Mức độ dịch vụ công trực tuyến", "Thay đổi", "", "Mức độ 2: tải được biểu mẫu",
         "Mức độ 3: nộp hồ sơ trực tuyến"),
        ("Trả kết quả qua bưu chính công ích", "Thay đổi", "", "không", "có"),
        ("Cách thức thực hiện", "Thay đổi", "Trực tiếp", "5 ngày làm việc", "3 ngày làm việc"),
        ("Giấy tờ", "Mới", "Ảnh", "", "2 bản chính"),
        ("Giấy tờ", "Bỏ", "Đơn", "1 bản chính", ""),
        ("Bước của quy trình nội bộ", "Thay đổi", "Ký", "Phòng A; 1 ngày làm việc", "Phòng A; 2 ngày làm việc"),
    ]  # fmt: skip
