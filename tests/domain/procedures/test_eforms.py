"""A form is what its JSON Schema says: pages, conditions, several entries; and what is wrong is said in words."""

import json
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from lienthong.config.ground.paths import DATA
from lienthong.domain.procedures.exchange import (
    EForm,
    FieldKind,
    answers_of,
    find_faults,
    pruned,
    with_answers,
)
from lienthong.domain.procedures.rules.checking import Known, check
from lienthong.domain.procedures.rules.eform import keep_order
from lienthong.domain.procedures.rules.eform_checks import definition_fault
from lienthong.domain.procedures.rules.findings import Code
from lienthong.domain.procedures.rules.record import Record

TODAY = date(2021, 10, 15)
HOUSEHOLD = json.loads((DATA / "demo" / "eforms" / "TC05.json").read_text(encoding="utf-8"))["form"]
FAMILY: dict[str, Any] = {"chu_the": {"loai": "GIA_DINH"}}


def said(schema: dict[str, Any], answers: dict[str, Any]) -> dict[tuple[str | int, ...], str]:
    with translation.override("vi"):
        return {fault.path: fault.message for fault in find_faults(schema, answers, TODAY)}


def one(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"title": "Câu hỏi", **schema}}, "required": [name]}


def test_pages_are_the_objects_and_lists_of_the_root_in_order() -> None:
    form = EForm(HOUSEHOLD)
    assert [page.name for page in form.pages({})] == ["ho", "nganh_nghe", "von", "chu_the", "chu_ho"]
    assert [page.name for page in form.pages({}) if page.is_repeated] == ["nganh_nghe"]
    assert form.paper == 1


def test_the_order_of_the_author_survives_a_database_that_sorts_names() -> None:
    def by_length(schema: Any) -> Any:
        if isinstance(schema, list):
            return [by_length(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        return {name: by_length(schema[name]) for name in sorted(schema, key=lambda name: (len(name), name))}

    kept = EForm(by_length(keep_order(HOUSEHOLD)))
    assert [page.name for page in kept.pages(FAMILY)] == [
        "ho",
        "nganh_nghe",
        "von",
        "chu_the",
        "thanh_vien",
        "chu_ho",
    ]
    first = kept.pages({})[0]
    assert [field.name for field in first.fields({})] == ["ten", "dia_chi", "xa", "dien_thoai"]


def test_an_answer_brings_in_a_page_behind_itself() -> None:
    names = [page.name for page in EForm(HOUSEHOLD).pages(FAMILY)]
    assert names == ["ho", "nganh_nghe", "von", "chu_the", "thanh_vien", "chu_ho"]
    assert said(HOUSEHOLD, FAMILY)[("thanh_vien",)] == "Bạn chưa điền “Thành viên hộ gia đình”."
    assert ("thanh_vien",) not in said(HOUSEHOLD, {"chu_the": {"loai": "CA_NHAN"}})


def test_an_answer_brings_in_a_field_behind_itself_and_asks_for_it() -> None:
    owner = EForm(HOUSEHOLD).page("chu_ho", {})
    assert owner
    assert "noi_o" not in [field.name for field in owner.fields({"cho_o": "CO"})]
    last = owner.fields({"cho_o": "KHONG"})[-1]
    assert (last.name, last.required) == ("noi_o", True)


def test_fields_of_the_root_make_one_page() -> None:
    loose = {"type": "object", "title": "Đơn", "properties": {"f1": {"type": "string", "title": "Tên"}}}
    (page,) = EForm(loose).pages({})
    assert (page.title, [field.title for field in page.fields({})]) == ("Đơn", ["Tên"])
    assert answers_of(page, {"f1": "An"}) == {"f1": "An"}
    assert with_answers(page, {"f1": "An"}, {}) == {}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, FieldKind.TEXT),
        ({"type": "string", "x-kind": "long_text"}, FieldKind.LONG_TEXT),
        ({"type": "string", "format": "date"}, FieldKind.DATE),
        ({"type": "string", "format": "vn-phone"}, FieldKind.PHONE),
        ({"type": "integer", "x-kind": "money"}, FieldKind.MONEY),
        ({"type": "number"}, FieldKind.NUMBER),
        ({"type": "boolean"}, FieldKind.YES_NO),
        ({"enum": ["Nam", "Nữ"]}, FieldKind.CHOICE),
        ({"oneOf": [{"const": "M", "title": "Nam"}]}, FieldKind.CHOICE),
    ],
)
def test_a_field_is_drawn_by_its_type(schema: dict[str, Any], kind: FieldKind) -> None:
    (page,) = EForm(one("f", schema)).pages({})
    assert page.fields({})[0].kind is kind


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"type": "string", "maxLength": 3}, "abcde", "“Câu hỏi” quá dài: nhiều nhất 3 ký tự, bạn nhập 5."),
        ({"type": "integer"}, "ba", "“Câu hỏi” phải là số nguyên, viết bằng chữ số."),
        ({"type": "integer", "minimum": 1}, 0, "“Câu hỏi” phải từ 1 trở lên."),
        ({"type": "number", "exclusiveMinimum": 0}, 0, "“Câu hỏi” phải lớn hơn 0."),
        ({"enum": ["Nam", "Nữ"]}, "x", "Chọn một câu trả lời cho “Câu hỏi”."),
        ({"oneOf": [{"const": "M"}]}, "x", "Chọn một câu trả lời cho “Câu hỏi”."),
        ({"type": "string", "format": "date"}, "2021-02-30", "“Câu hỏi”: không có ngày này."),
        ({"type": "string", "format": "date", "x-when": "past"}, "2041-03-27",
         "“Câu hỏi” phải ở trong quá khứ. Bạn nhập 27/03/2041."),
        ({"type": "string", "format": "vn-person-number"}, "06419000123",
         "“Câu hỏi”: số căn cước có 12 chữ số, chứng minh cũ có 9; bạn mới nhập 11."),
        ({"type": "string", "format": "vn-phone"}, "123", "“Câu hỏi”: số điện thoại có 10 chữ số, bắt đầu bằng 0."),
        ({"type": "string", "format": "email"}, "an@", "“Câu hỏi”: địa chỉ thư điện tử có dạng ten@vidu.vn."),
        ({"type": "string", "pattern": "^[0-9]{4}$", "x-message": "Mã ngành có 4 chữ số."}, "12",
         "Mã ngành có 4 chữ số."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_name_of_the_field(
    schema: dict[str, Any], value: Any, words: str
) -> None:
    assert said(one("f", schema), {"f": value}) == {("f",): words}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "format": "vn-phone"}, "0905 118 172"),
        ({"type": "string", "format": "vn-person-number"}, "064190004321"),
        ({"type": "string", "format": "vn-tax-code"}, "5900123456-001"),
        ({"type": "string", "format": "date", "x-when": "future"}, "2021-10-15"),
    ],
)
def test_what_is_right_is_left_alone(schema: dict[str, Any], value: Any) -> None:
    assert said(one("f", schema), {"f": value}) == {}


def test_faults_come_in_the_order_of_the_form_and_lead_to_their_entry() -> None:
    answers = {"ho": {"ten": "x", "dia_chi": "y"}, "nganh_nghe": [{"ten": "Dệt"}, {"ma": "1392"}]}
    paths = [fault.path for fault in find_faults(HOUSEHOLD, answers, TODAY)]
    assert paths[:2] == [("ho", "xa"), ("nganh_nghe", 1, "ten")]


def test_answers_that_no_page_asks_for_any_more_are_left_out() -> None:
    form = EForm(HOUSEHOLD)
    answers = {
        "chu_the": {"loai": "CA_NHAN"},
        "thanh_vien": [{"ten": "An"}],
        "chu_ho": {"cho_o": "CO", "noi_o": "x"},
    }
    assert pruned(form, answers) == {"chu_the": {"loai": "CA_NHAN"}, "chu_ho": {"cho_o": "CO"}}


def test_a_case_says_in_a_line_what_it_is_about() -> None:
    assert EForm(HOUSEHOLD).about({"ho": {"ten": "Thổ cẩm H’Bŭh"}}) == "Thổ cẩm H’Bŭh"
    assert EForm(HOUSEHOLD).about({}) == ""


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "objekt"}, "type"),
        ({"type": "object", "properties": {"f": {"$ref": "https://vidu.vn/x.json"}}}, "properties/f/$ref"),
        ({"type": "object", "if": {"properties": {"f": {"const": 1}}}, "then": {}}, "if: required"),
        ({"type": "object", "properties": {"f": {"pattern": "("}}}, "properties/f/pattern"),
    ],
)
def test_a_definition_that_cannot_be_used_is_a_finding_of_the_draft(
    schema: dict[str, Any], place: str
) -> None:
    assert place in definition_fault(schema)
    found = check(Record("x", form=schema), Known((), (), ()))
    assert Code.FORM_BROKEN in {finding.code for finding in found}


@pytest.mark.parametrize("code", ["TC05", "TP01", "DT01"])
def test_the_forms_of_the_demonstration_can_be_used(code: str) -> None:
    form = json.loads((DATA / "demo" / "eforms" / f"{code}.json").read_text(encoding="utf-8"))["form"]
    assert definition_fault(form) == ""
    assert EForm(form).questions
