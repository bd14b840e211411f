"""A province sets a form otherwise from a day on; what cannot be set, or wants too much, is refused in words."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.errors import DayPast, NotYours, ReasonMissing, SameLayout
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Kind
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.queries import FileRow
from lienthong.spine.pdf.errors import TemplateFaulty, TemplateTooGreedy, TemplateUnfit
from tests.domain.cases.printing import FORMS, content_of, sheet_of, with_forms, words_of
from tests.domain.cases.running import BEGUN, CLERK, LOADED, received, someone

pytestmark = pytest.mark.django_db
KEEPER = someone("keeper", "GL", Permission.KEEP_FORMS)
TODAY, TOMORROW = date(2021, 10, 15), date(2021, 10, 16)
HEAD = (
    '#import "_form.typ": *\n#let data = json(bytes(sys.inputs.data))\n#show: form.with(data, paper: "a4")\n'
)
LARGER = HEAD + '#head(data)\n#named(data)\n#line-of("Người nộp", data.applicant)\nIn theo mẫu của tỉnh.\n'


def sent(source: str, name: str = "bien-nhan.typ") -> FileRow:
    return actions.receive_template(content=BytesIO(source.encode()), name=name, by=KEEPER, at=BEGUN)


def replaced(source: str, since: date = TODAY, basis: str = "Quyết định 12/QĐ-UBND") -> queries.LayoutRow:
    return actions.replace_layout(
        kind=Kind.RECEIPT, since=since, file=sent(source), basis=basis, by=KEEPER, at=BEGUN
    )


def in_force(day: date) -> queries.LayoutRow:
    return queries.get_layout(Kind.RECEIPT, day)


def test_a_replaced_form_holds_from_its_day_on_and_keeps_the_name_that_the_law_gave() -> None:
    with_forms()
    before = in_force(TODAY)
    replaced(LARGER, TOMORROW)
    assert in_force(TODAY) == before
    after = in_force(TOMORROW)
    assert (after.circular, after.number, after.title) == (before.circular, before.number, before.title)
    assert (after.is_ours, after.basis, after.source) == (False, "Quyết định 12/QĐ-UBND", LARGER)


def test_what_is_handed_out_from_that_day_on_is_set_on_it_and_what_was_before_stays() -> None:
    version = with_forms()
    first = actions.issue_receipt(case=received(version), by=CLERK, at=BEGUN)
    before = content_of(first)
    replaced(LARGER)
    second = content_of(actions.issue_receipt(case=received(version), by=CLERK, at=BEGUN))
    assert "In theo mẫu của tỉnh." in words_of(second)
    assert (sheet_of(before), sheet_of(second)) == ("A5", "A4")
    assert content_of(first) == before


def test_a_circular_that_comes_later_brings_its_own_form() -> None:
    with_forms()
    replaced(LARGER)
    assert in_force(date(2025, 9, 14)).source == LARGER
    assert in_force(date(2025, 9, 15)).circular == "Thông tư 03/2025/TT-VPCP"
    assert in_force(date(2025, 9, 15)).is_ours


def test_the_platform_s_own_is_brought_back_and_the_history_stays() -> None:
    with_forms()
    own = in_force(TODAY)
    replaced(LARGER)
    actions.return_layout(kind=Kind.RECEIPT, since=TOMORROW, basis="Mẫu tỉnh bị lỗi", by=KEEPER, at=BEGUN)
    assert in_force(TODAY).source == LARGER
    back = in_force(TOMORROW)
    assert (back.source, back.is_ours, back.name) == (own.source, True, "Người keeper")
    assert [row.is_ours for row in queries.list_layouts(Kind.RECEIPT)] == [True, True, False, True]


def test_bringing_back_what_is_in_force_already_is_refused() -> None:
    with_forms()
    with pytest.raises(SameLayout):
        actions.return_layout(kind=Kind.RECEIPT, since=TODAY, basis="x", by=KEEPER, at=BEGUN)
    with pytest.raises(SameLayout):
        replaced(in_force(TODAY).source)


def test_reference_forms_loaded_again_change_nothing_and_leave_what_people_put_in_place() -> None:
    with_forms()
    replaced(LARGER)
    assert actions.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED) == 0
    assert in_force(TODAY).source == LARGER


def test_only_who_keeps_forms_from_today_on_and_with_a_reason() -> None:
    with_forms()
    with pytest.raises(NotYours):
        actions.receive_template(content=BytesIO(b"x"), name="x.typ", by=CLERK, at=BEGUN)
    file = sent(LARGER)
    given: dict[str, Any] = {"kind": Kind.RECEIPT, "file": file, "at": BEGUN}
    with pytest.raises(NotYours):
        actions.replace_layout(**given, since=TODAY, basis="x", by=CLERK)
    with pytest.raises(DayPast):
        actions.replace_layout(**given, since=date(2021, 10, 14), basis="x", by=KEEPER)
    with pytest.raises(ReasonMissing):
        actions.replace_layout(**given, since=TODAY, basis=" ", by=KEEPER)


def test_a_template_is_a_text_of_that_name() -> None:
    with_forms()
    for name, content in (("a.exe", b"x"), ("a.typ", b"\x00\x01\xff"), ("a.typ", b"")):
        with pytest.raises(FileRefused):
            actions.receive_template(content=BytesIO(content), name=name, by=KEEPER, at=BEGUN)


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (HEAD + '#line-of("Tên", data.aplicant)', "4", "aplicant"),
        (HEAD + "\n#khong_co", "5", "khong_co"),
        (HEAD + "#let x = ", "4", ""),
        (HEAD + '#read("/etc/passwd")', "4", ""),
        (HEAD + '#read("../compositor.py")', "4", ""),
        (HEAD + '#import "@preview/cetz:0.3.0"', "4", ""),
        (HEAD + '#image("http://vidu.vn/a.png")', "4", ""),
        (HEAD + "#while true { }", "4", ""),
        (HEAD + "#let f(n) = f(n + 1)\n#f(0)", "5", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_changes(source: str, line: str, said: str) -> None:
    with_forms()
    before = in_force(TODAY)
    with pytest.raises(TemplateFaulty) as refusal:
        replaced(source)
    assert str(refusal.value).startswith((f"Line {line} ", f"Dòng {line} "))
    assert said in str(refusal.value)
    assert "/" not in str(refusal.value)  # no path of this machine, no address
    assert in_force(TODAY) == before


@pytest.mark.parametrize(
    "source",
    [
        HEAD + "#let a = range(100000000)\n#a.len()",
        HEAD + '#let s = "a"\n#for n in range(40) { s = s + s }\n#s.len()',
        HEAD + "#for n in range(1000000) [#pagebreak() a]",
    ],
)
def test_a_template_that_eats_time_or_memory_is_stopped(source: str) -> None:
    with_forms()
    with pytest.raises(TemplateTooGreedy):
        replaced(source)


def test_a_template_without_date_is_no_paper_for_the_archive() -> None:
    with_forms()
    with pytest.raises(TemplateUnfit):
        replaced('#set document(date: none)\n#set text(font: "Liberation Serif")\nchữ')


def test_every_form_that_comes_with_the_platform_can_be_set() -> None:
    with_forms()
    layouts = queries.list_layouts()
    assert len(layouts) == 15
    for layout in layouts:
        content = queries.try_layout(layout, layout.source)
        assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
        words = words_of(content)
        assert layout.title.upper() in words
        named = f"Mẫu số {layout.number}, {layout.circular}" if layout.number else layout.circular
        assert named in words
