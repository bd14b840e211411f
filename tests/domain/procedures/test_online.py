"""Services that must be online held against what is published; lists as offices send them round."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import Error, transaction
from openpyxl import Workbook, load_workbook
from tests.domain.procedures.made import CONTROLLER, RECORD, a_draft, agencies, published, units

from lienthong.domain.procedures import actions, errors, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.exchange import read_required, write_register
from lienthong.domain.procedures.queries import ListEntry, Need, OnlineLevel, Verdict
from lienthong.domain.procedures.rules.online import Service, hold_against, level_of
from lienthong.spine import clock

AT = datetime(2021, 3, 1, 9, tzinfo=clock.ZONE)
FULL, FILING = OnlineLevel.PAYMENT, OnlineLevel.FILING
HEADS = "Số TT;Mã thủ tục;Tên thủ tục;Mức độ"


def csv_of(*lines: str, heads: str = HEADS) -> BytesIO:
    return BytesIO("\n".join(("DANH MỤC;;;", heads, *lines)).encode("utf-8-sig"))


def xlsx_of(*rows: tuple[str | int, ...]) -> BytesIO:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(content)
    content.seek(0)
    return content


def test_a_list_is_read_from_either_kind_of_file() -> None:
    needs = (Need("1.001193", "Đăng ký khai sinh", FULL), Need("T-2", "Khác", FILING))
    lines = ("1;1.001193;Đăng ký khai sinh;Toàn trình", ";;;", "2;T-2;Khác;3")
    assert read_required(csv_of(*lines), "a.csv") == needs
    rows = (
        ("Mã TTHC", "Tên", "Mức độ dịch vụ"),
        ("1.001193", "Đăng ký khai sinh", 4),
        ("T-2", "Khác", "Một phần"),
    )
    assert read_required(xlsx_of(*rows), "A.XLSX") == needs


@pytest.mark.parametrize(
    ("lines", "refusal", "said"),
    [
        (("1;T-1;A;5",), errors.ListUnfit, "3: “5”"),
        (("1;T-1;A;4", "2;T-1;B;4"), errors.ListUnfit, "4: .*T-1"),
        (("1;mã sai;A;4",), errors.ListUnfit, "3: “mã sai”"),
        (("1;;A;4",), errors.ListUnfit, "3"),
        ((), errors.ListEmpty, ""),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    lines: tuple[str, ...], refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal, match=said or None):
        read_required(csv_of(*lines), "a.csv")


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"a;b;c\n1;2;3", "a.csv", errors.ListWithoutHeads),
        ("Mã".encode("utf-16"), "a.csv", errors.UnreadableFile),
        (b"no workbook", "a.xlsx", errors.UnreadableFile),
    ],
)
def test_a_file_that_is_no_list_is_refused(content: bytes, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_required(BytesIO(content), name)


def test_each_kind_of_result() -> None:
    services = {
        code: Service(code, f"Tên {code}", "GL-SXD", level)
        for code, level in (("A", 4), ("B", 3), ("C", 0), ("X", 3), ("Y", 2))
    }
    needs = [Need("B", "", FULL), Need("A", "", FILING), Need("C", "", FILING), Need("D", "Chưa có", FULL)]
    assert [(row.code, row.published, row.verdict) for row in hold_against(needs, services)] == [
        ("B", 3, Verdict.BELOW), ("A", 4, Verdict.MET), ("C", 0, Verdict.BELOW), ("D", None, Verdict.MISSING),
        ("X", 3, Verdict.EXTRA),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "extent", "held"),
    [(None, "", 0), (2, "", 2), (None, "PARTIAL", 3), (3, "FULL", 4), (None, "NONE", 0)],
)
def test_both_scales_are_held_alike(level: int | None, extent: str, held: int) -> None:
    assert level_of(level, extent) == held


def entered(*needs: Need, on: date = date(2021, 3, 1), decision: str = "6/QĐ-UBND") -> int:
    entry = ListEntry(decision, date(2021, 2, 1), on, needs)
    return actions.enter_required(entry=entry, digest="x", by=CONTROLLER, at=AT)


@pytest.mark.django_db
def test_the_register_holds_the_list_of_the_day_against_what_is_in_force() -> None:
    units()
    agencies("GL-622")
    published(a_draft(replace(RECORD, agencies=("GL-622",)), code="T-1"))
    entered(Need("T-1", "", FILING), Need("T-2", "Thiếu", FULL))
    entered(Need("T-1", "", FULL), on=date(2021, 6, 1), decision="60/QĐ-UBND")
    now, later = queries.get_register(date(2021, 5, 31)), queries.get_register(date(2021, 6, 1))
    assert now.of and now.of.decision == "6/QĐ-UBND"
    assert [(row.code, row.verdict) for row in now.rows] == [("T-1", Verdict.MET), ("T-2", Verdict.MISSING)]
    assert (now.required, now.share) == (2, 500)
    assert [(row.code, row.verdict) for row in later.rows] == [("T-1", Verdict.BELOW)]
    before = queries.get_register(date(2021, 2, 28))
    assert (before.of, before.share, before.rows) == (None, 0, [])


@pytest.mark.django_db
def test_what_cannot_be_entered_and_what_stays() -> None:
    need = Need("T-1", "A", FULL)
    entered(need)
    with pytest.raises(errors.ListKnown):
        entered(need)
    with pytest.raises(errors.WrongDay):
        entered(need, on=date(2021, 1, 31), decision="7/QĐ")
    with pytest.raises(errors.ListEmpty):
        entered(decision="7/QĐ")
    with pytest.raises(errors.DecisionMissing):
        entered(need, decision=" ")
    with pytest.raises(Error), transaction.atomic():
        m.RequiredService.objects.update(level=3)


def test_the_workbook_of_the_register() -> None:
    rows = hold_against([Need("D", "=1+1", FULL)], {})
    sheet = load_workbook(BytesIO(write_register(rows, {}, title="Sổ"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]][:2] == ["D", "=1+1"]
    assert (sheet["B4"].data_type, sheet["D4"].value, sheet["E4"].value) == ("s", 4, None)
