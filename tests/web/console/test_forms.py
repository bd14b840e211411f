"""An administrator sends a template for a form, sees what is wrong with it or how it looks, and puts it in place."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.domain.cases import queries
from lienthong.domain.cases.models import Case
from lienthong.domain.cases.queries import Kind
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.readings.models import Reading
from tests.domain.cases.printing import sheet_of, words_of
from tests.e2e import states
from tests.e2e.people import account, signed_in
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
FORM = "/console/forms/receipt/"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def keeper(province: None) -> Client:
    return signed_in("platform_administrator")


def text(answer: object) -> str:
    """Words that must not part are bound with spaces that do not break."""
    assert isinstance(answer, HttpResponse)
    return answer.content.decode().replace("\u00a0", " ")


def send(keeper: Client, source: str, name: str = "mau.typ") -> str:
    """The address at which what was sent is looked at."""
    file = BytesIO(source.encode())
    file.name = name
    answer = keeper.post("/uploads/forms/receipt/", {"file": file})
    return str(answer.headers["Location"])


def own() -> str:
    return queries.get_layout(Kind.RECEIPT, clock.today()).source


def test_the_list_names_each_form_with_its_circular_and_says_that_nobody_compared_it(keeper: Client) -> None:
    page = text(keeper.get("/console/forms/"))
    for title in (
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Thông báo dừng giải quyết hồ sơ",
        "Sổ theo dõi hồ sơ",
    ):
        assert title in page
    assert "Thông tư 01/2018/TT-VPCP" in page
    assert "chưa đối chiếu" in page


def test_the_template_in_force_is_taken_along_and_the_example_opens_as_it_is_printed(keeper: Client) -> None:
    layout = queries.get_layout(Kind.RECEIPT, clock.today())
    source = keeper.get(f"/console/forms/layouts/{layout.id}/template.typ")
    assert source.content.decode() == layout.source
    assert ".typ" in source.headers["Content-Disposition"]
    example = keeper.get(f"/console/forms/layouts/{layout.id}/example.pdf")
    assert example.headers["Content-Type"] == "application/pdf"
    assert example.headers["Content-Disposition"].startswith("inline")
    assert "Rơ Châm H’Yưn" in words_of(example.content)


def test_a_template_is_looked_at_first_and_holds_from_its_day_once_it_is_put_in_place(keeper: Client) -> None:
    at = send(keeper, own().replace('paper: "a5"', 'paper: "a4"'))
    page = text(keeper.get(at))
    assert "Dàn trang được" in page
    assert sheet_of(keeper.get(f"{at}example.pdf").content) == "A4"
    before = queries.get_layout(Kind.RECEIPT, clock.today())
    answer = keeper.post(at, {"since": f"{clock.today():%d/%m/%Y}", "basis": "Quyết định 12/QĐ-UBND"})
    assert answer.headers["Location"] == FORM
    after = queries.get_layout(Kind.RECEIPT, clock.today())
    assert after.id != before.id
    page = text(keeper.get(FORM))
    assert "Quyết định 12/QĐ-UBND" in page
    assert "tỉnh thay" in page
    assert "Trở lại mẫu có sẵn" in page


def test_what_is_wrong_with_a_template_is_told_with_its_line_and_it_cannot_be_put_in_place(
    keeper: Client,
) -> None:
    lines = len(own().splitlines())
    at = send(keeper, own() + '#line-of("Tên", data.aplicant)\n')
    page = text(keeper.get(at))
    assert f"Dòng {lines + 1} của tệp mẫu" in page
    assert "aplicant" in page
    before = queries.get_layout(Kind.RECEIPT, clock.today())
    answer = keeper.post(at, {"since": f"{clock.today():%d/%m/%Y}", "basis": "x"})
    assert answer.status_code == 200
    assert queries.get_layout(Kind.RECEIPT, clock.today()) == before


def test_a_day_that_is_over_is_refused_beside_its_box_and_nothing_typed_is_lost(keeper: Client) -> None:
    at = send(keeper, own() + "chữ thêm\n")
    page = text(keeper.post(at, {"since": "01/01/2021", "basis": "Quyết định 13/QĐ-UBND"}))
    assert "Chọn hôm nay hoặc ngày sau" in page
    assert "Quyết định 13/QĐ-UBND" in page
    assert 'value="01/01/2021"' in page


def test_another_file_than_a_template_is_refused_with_what_is_accepted(keeper: Client) -> None:
    at = send(keeper, "x", "mau.docx")
    assert at == FORM
    assert ".typ" in text(keeper.get(FORM))


def test_the_platform_s_own_template_is_brought_back_with_a_reason(keeper: Client) -> None:
    at = send(keeper, own() + "chữ khác\n")
    day = f"{clock.today():%d/%m/%Y}"
    keeper.post(at, {"since": day, "basis": "thử"})
    assert "chữ khác" in own()
    page = text(keeper.post(f"{FORM}back/", {"since": day, "basis": ""}))
    assert re.search(r'class="[^"]*error', page)
    keeper.post(f"{FORM}back/", {"since": day, "basis": "Mẫu tỉnh bị lỗi"})
    assert "chữ khác" not in own()
    assert "Mẫu tỉnh bị lỗi" in text(keeper.get(FORM))


def test_what_somebody_else_sent_is_not_found(keeper: Client) -> None:
    at = send(keeper, own())
    other = signed_in("agency_administrator")
    assert other.get(at).status_code == 404
    assert keeper.get("/console/forms/unknown/").status_code == 404


def test_a_template_is_looked_at_on_a_real_case_with_its_reach_hidden_and_the_look_noted(
    keeper: Client,
) -> None:
    case = Case.objects.get(pk=states.a_case(keeper))
    at = send(keeper, own().replace('paper: "a5"', 'paper: "a4"'))
    page = text(keeper.get(at))
    assert f'action="{at}case.pdf"' in page
    content = keeper.get(f"{at}case.pdf", {"number": case.number}).content
    words = words_of(content)
    assert sheet_of(content) == "A4"
    assert f"Mã hồ sơ: {case.number}" in words
    assert "Tiếp nhận hồ sơ của: Rơ Châm H’Yưn" in words
    assert "0905" not in words
    looked = Reading.objects.filter(
        subject=f"party:{case.applicant_id}", account=account("platform_administrator")
    )
    assert looked.count() == 1
    layout = queries.get_layout(Kind.RECEIPT, clock.today())
    now = keeper.get(f"/console/forms/layouts/{layout.id}/case.pdf", {"number": case.number})
    assert sheet_of(now.content) == "A5"


@pytest.mark.parametrize("number", ["", "000.00.31.H21-211015-9999", "\x00", "x" * 900])
def test_without_such_a_case_one_is_led_back_and_told_why(keeper: Client, number: str) -> None:
    layout = queries.get_layout(Kind.RECEIPT, clock.today())
    answer = keeper.get(f"/console/forms/layouts/{layout.id}/case.pdf", {"number": number}, follow=True)
    assert answer.redirect_chain[-1][0] == FORM
    assert "Không có hồ sơ nào mang số này" in text(answer)


def test_a_letter_is_tried_only_on_a_case_that_has_one(keeper: Client) -> None:
    case = Case.objects.get(pk=states.a_case(keeper))
    layout = queries.get_layout(Kind.APOLOGY, clock.today())
    answer = keeper.get(f"/console/forms/layouts/{layout.id}/case.pdf", {"number": case.number}, follow=True)
    assert case.number in text(answer)
    assert answer.redirect_chain
