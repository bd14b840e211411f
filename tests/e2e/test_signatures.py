"""A file from anywhere, checked in a browser: each answer is a whole page, at the desk and on a phone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.e2e.looking import looker
from tests.spine.signatures import desk

from lienthong.spine.signatures.xml_signing import sign_xml
from lienthong.web.portal import signatures

pytestmark = [pytest.mark.browser, pytest.mark.sampled(test=3)]


def _changed() -> bytes:
    content = bytearray(desk.sealed())
    content[content.index(b"/Title") + 30] ^= 1
    return bytes(content)


def _letter() -> bytes:
    document = "<Thư><Số>1205</Số><Việc>Báo cáo cải cách hành chính</Việc></Thư>"
    return sign_xml(document.encode(), desk.token(desk.person()), desk.helpers(), at=datetime.now(UTC))


ANSWERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "valid": (desk.sealed, "Tất cả 2 chữ ký của tệp này đều hợp lệ."),
    "changed": (_changed, "Đừng tin tệp này: có chữ ký không hợp lệ."),
    "unsigned": (desk.paper, "Tệp này không có chữ ký số."),
    "XML": (_letter, "Tất cả 1 chữ ký của tệp này đều hợp lệ."),
    "no PDF": (lambda: b"GIF89a", "Chưa kiểm tra được đầy đủ tệp này."),
}


@pytest.fixture(autouse=True)
def _trusting_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "current_trust", desk.authority().trust)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_citizen_checks_a_file(
    name: str, scripts: bool, chromium: Browser, site: LiveServer, province: None, tmp_path: Path
) -> None:
    content, said = ANSWERS[name]
    (tmp_path / "văn bản.pdf").write_bytes(content())
    with looker(chromium, site, Client(), java_script_enabled=scripts) as looking:
        page = looking.page
        page.set_default_timeout(60_000)
        page.goto(site.url)
        page.get_by_role("link", name="Kiểm tra chữ ký số của tệp").click()
        page.get_by_label("Tệp PDF hoặc XML").set_input_files(tmp_path / "văn bản.pdf")
        page.get_by_role("button", name="Kiểm tra chữ ký").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(said)
        faults = looking.faults() if scripts else []
    assert not faults, "\n".join(faults)
