"""A leader signs with the device at the desk: page, bridge and device end to end. The PIN stays at the desk."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.documents.office import Office, browser, office
from tests.e2e.deeds import follow, press, said
from tests.e2e.looking import looker

from lienthong.connectors.bridge.fake import FakeDevice
from lienthong.connectors.bridge.program import Bridge, serve
from lienthong.connectors.trust.client import current_trust, demonstration
from lienthong.domain.documents.queries import State
from lienthong.spine import clock
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIN = "86420975"


class Officer:
    """Sits before the window of the bridge: declines, mistypes, then types the PIN; reads for what."""

    def __init__(self) -> None:
        self.answers: list[str | None] = [None, "1234", PIN]
        self.read: list[tuple[str, ...]] = []

    def __call__(self, _: str, papers: Sequence[str]) -> str | None:
        self.read.append(tuple(papers))
        return self.answers.pop(0)


@pytest.fixture
def officer() -> Officer:
    return Officer()


@pytest.fixture
def token(live_server: LiveServer, officer: Officer, settings: object) -> Iterator[FakeDevice]:
    """The program on the officer's machine, with a device plugged in."""
    own = demonstration()
    issued = own.issue("Siu H’Đoan", "Sở Nội vụ")
    device = FakeDevice(OpenKey.of(issued.der, issued.key_der, (own.issuing.der,)), PIN)
    server = serve(Bridge(live_server.url, device, officer), port=0)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    settings.LIENTHONG_BRIDGE = address  # type: ignore[attr-defined]
    policy = settings.SECURE_CSP  # type: ignore[attr-defined]
    settings.SECURE_CSP = policy | {"connect-src": [*policy["connect-src"], address]}  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield device
    server.shutdown()
    server.server_close()
    thread.join()


def _take_into_use(page: Page, url: str) -> None:
    page.goto(f"{url}/documents/keys/")
    follow(page, "Dùng thiết bị ký tại bàn")
    press(page, "Tìm thiết bị")
    expect(page.get_by_role("button", name="Dùng chứng thư số của Siu H’Đoan")).to_be_visible()
    press(page, "Dùng chứng thư số của Siu H’Đoan")
    said(page, "Thiết bị đã được đưa vào dùng")
    expect(page.locator("main")).to_contain_text("Siu H’Đoan")


def test_a_leader_signs_with_the_device_at_the_desk(
    live_server: LiveServer, chromium: object, token: FakeDevice, officer: Officer
) -> None:
    snv: Office = office(with_keys=False)
    document = snv.to_sign()
    sent: list[Request] = []
    with looker(chromium, live_server, browser(snv.head)) as looking:  # type: ignore[arg-type]
        page = looking.page
        page.set_default_timeout(60_000)
        page.on("request", lambda one: sent.append(one))
        _take_into_use(page, live_server.url)
        page.goto(f"{live_server.url}/documents/{document}/sign/")
        expect(page.get_by_label("Mã PIN")).to_have_count(0)
        assert looking.faults() == []
        status = page.locator("[data-device-said]")
        for words in ("cửa sổ nhập mã PIN đã bị đóng", "Mã PIN không đúng"):
            press(page.locator("main"), "Ký bằng thiết bị")
            expect(status).to_contain_text(words)
        token.is_in = False
        press(page.locator("main"), "Ký bằng thiết bị")
        expect(status).to_contain_text("chưa được cắm")
        token.is_in = True
        press(page.locator("main"), "Ký bằng thiết bị")
        said(page, "Đã ký")
    assert officer.read == [(officer.read[0][0],)] * 3
    assert "đôn đốc báo cáo" in officer.read[0][0]
    assert any("/sign/begin/" in one.url for one in sent)
    assert not [one.url for one in sent if PIN in f"{one.url} {one.post_data}"]
    assert snv.row(document).state is State.SIGNED
    report = verify(snv.paper(document), current_trust(), at=clock.real_now())
    assert [(one.verdict, one.signer) for one in report.signatures] == [(Verdict.VALID, "Siu H’Đoan")]


def test_without_the_program_the_page_says_what_to_start(
    live_server: LiveServer, chromium: object, token: FakeDevice, settings: object
) -> None:
    snv: Office = office(with_keys=False)
    with looker(chromium, live_server, browser(snv.head)) as looking:  # type: ignore[arg-type]
        settings.LIENTHONG_BRIDGE = "http://127.0.0.1:1"  # type: ignore[attr-defined]
        looking.page.goto(f"{live_server.url}/documents/keys/device/")
        press(looking.page, "Tìm thiết bị")
        expect(looking.page.locator("[data-device-said]")).to_contain_text("chưa trả lời")
