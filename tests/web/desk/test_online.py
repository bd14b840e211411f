"""The register of online services at the desk: the office reads a list in, everybody who drafts looks."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lienthong.domain.procedures import queries
from lienthong.spine import clock
from tests.e2e import states
from tests.web.desk.test_procedures import entered, words

pytestmark = pytest.mark.django_db
HOME = "/work/procedures/online/"
SENT_TO = "/uploads/required-services/"
TEXT = {"decision": "06/QĐ-UBND", "decided_on": "04/01/2021", "effective_from": "01/02/2021"}


@pytest.fixture
def controller(province: None) -> Client:
    return entered("phamvankiem.vpubnd", "division_head", "GL-VPUBND")


def sent(client: Client, lines: str, **more: str) -> Any:
    file = SimpleUploadedFile("danh-muc.csv", f"Mã thủ tục,Tên thủ tục,Mức độ\n{lines}".encode())
    return client.post(SENT_TO, TEXT | more | {"file": file}, follow=True)


def test_a_list_is_read_and_held_against_what_is_published(controller: Client, specialist: Client) -> None:
    code = states.an_amended_procedure(Client())
    page = words(sent(controller, f"{code},Giấy phép,3\nK-1,Chưa có,toàn trình\n"))
    assert "Đã nhập danh mục" in page
    assert "1 trên 2 dịch vụ trong danh mục đã cung cấp đúng mức độ (50%)." in page
    missing = words(specialist.get(f"{HOME}?queue=MISSING"))
    assert "K-1" in missing and f">{code}<" not in missing
    assert "Nhập danh mục mới" not in missing
    sheet = load_workbook(BytesIO(specialist.get("/work/procedures/online.xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]][3:] == [code, "K-1"]


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        ("K-1,A,5\n", {}, "Dòng 2: “5” không phải mức độ"),
        ("K-1,A,4\n", {"decided_on": "hôm qua"}, "Ban hành ngày"),
        ("K-1,A,4\n", {"effective_from": "03/01/2021"}, "04/01/2021"),
    ],
)
def test_a_slip_is_named_and_what_was_typed_is_kept(
    controller: Client, lines: str, more: dict[str, str], said: str
) -> None:
    page = words(sent(controller, lines, **more))
    assert said in page and 'value="06/QĐ-UBND"' in page
    assert queries.get_register(clock.today()).of is None


def test_without_a_file_it_is_asked_for(controller: Client) -> None:
    assert "Hãy chọn tệp trước" in words(controller.post(SENT_TO, TEXT, follow=True))


def test_nobody_else_enters_a_list(specialist: Client, as_role: Callable[[str], Client]) -> None:
    for client in (specialist, as_role("division_head")):
        assert client.post(SENT_TO, TEXT).status_code == 404
    assert as_role("citizen").get(HOME).status_code == 404
