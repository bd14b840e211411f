"""The importing file: what is refused, where and why; nothing else in the file suffers from it."""

import json
from decimal import Decimal
from typing import Any

import pytest

from lienthong.domain.procedures.errors import UnreadableFile
from lienthong.domain.procedures.exchange import Entry, read_entries
from lienthong.domain.procedures.rules.record import Duration, Fee, Step, Task
from lienthong.domain.procedures.rules.vocabulary import Pause

ROLES = {"one_stop": "one_stop_officer"}
PLAIN: dict[str, Any] = {
    "code": "X1", "name": "Cấp giấy", "declared_days": 3, "fee_text": "10.000",
    "steps": [{"unit": "one_stop", "name": "Tiếp nhận", "days": 3, "tasks": [{"name": "Ký", "days": 1}]}],
    "components": ["Đơn"], "fields": [{"label": "Họ tên", "type": "text", "required": True}],
}  # fmt: skip


def read(*entries: Any) -> list[Entry]:
    return read_entries(json.dumps(entries).encode(), roles=ROLES)


def reason(entry: Any) -> str:
    """Why an entry is refused; those around it are read."""
    before, refused, after = read(PLAIN | {"code": "A"}, entry, PLAIN | {"code": "B"})
    assert before.record
    assert after.record
    assert refused.record is None
    return str(refused.fault)


def test_it_reads_a_plain_entry() -> None:
    (entry,) = read(PLAIN)
    assert entry.record
    assert (entry.code, entry.name, entry.record.ways[0].duration) == ("X1", "Cấp giấy", Duration(Decimal(3)))
    assert entry.record.fees == (Fee("Phí, lệ phí", 10_000),)
    assert entry.record.steps == (
        Step("Tiếp nhận", "one_stop", "one_stop_officer", Decimal(3), tasks=(Task("Ký", Decimal(1)),)),
    )
    assert entry.record.form["required"] == ["f1"]
    assert entry.record.form["properties"]["f1"]["title"] == "Họ tên"


def test_steps_follow_one_another_and_tasks_keep_their_signs() -> None:
    tasks = [
        {"name": "Trả thông báo nộp thuế", "days": 0, "pauses": True},
        {"name": "Nhận biên lai", "days": 0, "resumes": True},
        {"name": "Chờ kết quả giám định", "days": 0, "pauses": True},
        {"name": "Ký", "days": None, "ends_business_clock": True},
    ]
    step = PLAIN["steps"][0]
    (entry,) = read(PLAIN | {"steps": [step, step | {"tasks": tasks}, step]})
    assert entry.record
    assert [one.after for one in entry.record.steps] == [(), (1,), (2,)]
    assert entry.record.steps[1].tasks == (
        Task("Trả thông báo nộp thuế", Decimal(0), pauses=Pause.TAX_DUTY),
        Task("Nhận biên lai", Decimal(0), resumes=True),
        Task("Chờ kết quả giám định", Decimal(0), pauses=Pause.OTHER),
        Task("Ký", None, ends=True),
    )


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        ("50000", (50_000,)), ("50.000", (50_000,)), ("100.000 đồng", (100_000,)), ("0", (0,)), ("", ()),
        ("theo quy định", ()), ("-5", ()), ("50.00", ()), ("9" * 40, ()),
    ],
)  # fmt: skip
def test_a_fee_is_read_where_it_is_an_amount(text: str, fees: tuple[int, ...]) -> None:
    (entry,) = read(PLAIN | {"fee_text": text})
    assert entry.record
    assert tuple(fee.amount for fee in entry.record.fees) == fees
    assert entry.record.fee_text == text


STEP, TASK, FIELD = PLAIN["steps"][0], {"name": "Ký", "days": 0}, PLAIN["fields"][0]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("X1", "mục: phải là một đối tượng."),
        (None, "mục: phải là một đối tượng."),
        ([], "mục: phải là một đối tượng."),
        ({}, "code: phải là chữ."),
        (PLAIN | {"code": 5}, "code: phải là chữ."),
        (PLAIN | {"code": "  "}, "code: để trống."),
        (PLAIN | {"code": "a b"}, "“a b” không thể làm mã."),
        (PLAIN | {"code": "../x"}, "“../x” không thể làm mã."),
        (PLAIN | {"code": "X" * 41}, "không thể làm mã."),
        (PLAIN | {"name": ""}, "name: để trống."),
        (PLAIN | {"name": "\u0000\u200b"}, "name: để trống."),
        (PLAIN | {"name": "x" * 4001}, "name: dài hơn 4000 ký tự."),
        (PLAIN | {"declared_days": "5"}, "declared_days: phải là số hoặc null."),
        (PLAIN | {"declared_days": True}, "declared_days: phải là số hoặc null."),
        (PLAIN | {"declared_days": 0}, "declared_days: phải lớn hơn 0."),
        (PLAIN | {"declared_days": -1}, "declared_days: phải từ 0 đến 9.999."),
        (PLAIN | {"declared_days": 10_000}, "declared_days: phải từ 0 đến 9.999."),
        (PLAIN | {"declared_days": 0.125}, "declared_days: có hơn hai chữ số thập phân."),
        (PLAIN | {"fee_text": 5}, "fee_text: phải là chữ."),
        (PLAIN | {"fee_text": "x" * 301}, "fee_text: dài hơn 300 ký tự."),
        (PLAIN | {"steps": None}, "steps: phải là một danh sách."),
        (PLAIN | {"steps": {}}, "steps: phải là một danh sách."),
        (PLAIN | {"steps": [STEP] * 501}, "steps: có hơn 500 phần tử."),
        (PLAIN | {"steps": [STEP, 5]}, "steps[2]: phải là một đối tượng."),
        (PLAIN | {"steps": [STEP | {"unit": "u" * 41}]}, "steps[1].unit: dài hơn 40 ký tự."),
        (PLAIN | {"steps": [STEP | {"days": -0.5}]}, "steps[1].days: phải từ 0 đến 9.999."),
        (PLAIN | {"steps": [STEP | {"tasks": "x"}]}, "steps[1].tasks: phải là một danh sách."),
        (PLAIN | {"steps": [STEP | {"tasks": [TASK, TASK | {"name": None}]}]},
         "steps[1].tasks[2].name: phải là chữ."),
        (PLAIN | {"steps": [STEP | {"tasks": [TASK | {"pauses": 1}]}]},
         "steps[1].tasks[1].pauses: phải là true hoặc false."),
        (PLAIN | {"components": ["Đơn", 7]}, "components[2]: phải là chữ."),
        (PLAIN | {"components": ["Đơn", " "]}, "components[2]: để trống."),
        (PLAIN | {"fields": [FIELD | {"type": "file"}]},
         "fields[1].type: phải là một trong text, long_text, date, choice, money."),
        (PLAIN | {"fields": [FIELD | {"type": ["text"]}]},
         "fields[1].type: phải là một trong text, long_text, date, choice, money."),
        (PLAIN | {"fields": [FIELD | {"required": "yes"}]}, "fields[1].required: phải là true hoặc false."),
    ],
)  # fmt: skip
def test_an_entry_of_another_shape_is_refused_with_its_place(entry: Any, told: str) -> None:
    assert told in reason(entry)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "JSON"), (b"\xff\xfe", "JSON"), (b"{", "JSON"), (b"[" * 200_000, "JSON"), (b"[NaN]", "JSON"),
        (b"[1" + b"0" * 5_000 + b"]", "JSON"), (b"{}", "mảng"), (b"null", "mảng"), (b'"x"', "mảng"),
        (b"[" + b"1," * 20_000 + b"1]", "20.000"), (b" " * (32 * 1024 * 1024 + 1), "32 MB"),
    ],
)  # fmt: skip
def test_a_file_without_an_array_of_entries_is_refused_whole(content: bytes, told: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_entries(content, roles=ROLES)
    assert told in str(refused.value)


def test_halves_of_letters_and_monstrous_numbers_do_no_harm() -> None:
    plain = json.dumps(PLAIN)
    halves, monstrous, aside = (
        plain.replace("C\\u1ea5p", "C\\ud800"),
        plain.replace('"declared_days": 3', '"declared_days": 1e999999999'),
        plain.replace('"declared_days": 3', '"declared_days": 3, "other": 1e999999999'),
    )
    entries = read_entries(f"[{halves},{monstrous},{aside}]".encode(), roles=ROLES)
    assert [entry.name for entry in entries] == ["C? giấy", "Cấp giấy", "Cấp giấy"]
    assert [bool(entry.fault) for entry in entries] == [False, True, False]


def test_the_digest_knows_content_not_its_layout() -> None:
    turned = dict(reversed(PLAIN.items()))
    same, other = read(turned)[0], read(PLAIN | {"declared_days": 4})[0]
    assert read(PLAIN)[0].digest == same.digest != other.digest
