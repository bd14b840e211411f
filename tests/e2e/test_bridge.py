"""A leader signs with the device at the desk: page, bridge and device end to end. The PIN stays at the desk."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.documents import attachments
from tests.domain.documents.office import Office, browser, office
from tests.e2e.deeds import follow, press, said
from tests.e2e.looking import looker

from lienthong.connectors.bridge.fake import FakeDevice
from lienthong.connectors.bridge.program import Bridge, serve
from lienthong.connectors.trust.client import current_trust, demonstration
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.queries import State
from lienthong.spine import clock
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]
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
def holder() -> str:
    """Whose certificate is on the device."""
    return "Siu H’Đoan"


@pytest.fixture
def token(live_server: LiveServer, officer: Officer, holder: str, settings: object) -> Iterator[FakeDevice]:
    """The program on the officer's machine, with a device plugged in."""
    own = demonstration()
    issued = own.issue(holder, "Sở Nội vụ")
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


def _take_into_use(
    page: Page, url: str, link: str = "Dùng thiết bị ký tại bàn", name: str = "Siu H’Đoan"
) -> None:
    page.goto(f"{url}/documents/keys/")
    follow(page, link)
    press(page, "Tìm thiết bị")
    expect(page.get_by_role("button", name=f"Dùng chứng thư số của {name}")).to_be_visible()
    press(page, f"Dùng chứng thư số của {name}")
    said(page, "Thiết bị đã được đưa vào dùng")
    expect(page.locator("main")).to_contain_text(name)


def _mark_all(page: Page, address: str, button: str) -> None:
    page.goto(address)
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page.locator("main"), button)


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


def test_many_are_signed_with_one_pin_and_what_was_signed_before_the_device_went_stays(
    live_server: LiveServer, chromium: object, token: FakeDevice, officer: Officer
) -> None:
    snv: Office = office(with_keys=False)
    documents = [snv.to_sign() for _ in range(3)]
    officer.answers = [None, PIN, PIN]
    with looker(chromium, live_server, browser(snv.head)) as looking:  # type: ignore[arg-type]
        page = looking.page
        page.set_default_timeout(60_000)
        _take_into_use(page, live_server.url)
        _mark_all(page, f"{live_server.url}/documents/", "Ký các văn bản đã đánh dấu")
        assert looking.faults() == []
        status, rows, go = page.locator("[data-device-said]"), page.locator("tbody tr"), "Ký bằng thiết bị"
        press(page.locator("main"), go)
        expect(status).to_contain_text("Xong: 0 trên 3")
        expect(rows.first).to_contain_text("cửa sổ nhập mã PIN đã bị đóng")
        token.signs = 2
        page.get_by_role("button", name=go).dblclick()
        expect(status).to_contain_text("Xong: 2 trên 3")
        expect(rows.last).to_contain_text("chưa được cắm")
        assert [snv.row(one).state for one in documents].count(State.SIGNED) == 2
        assert looking.faults() == []
        token.signs = 10
        press(page.locator("main"), go)
        expect(status).to_contain_text("Xong: 3 trên 3")
        expect(page.get_by_role("button", name=go)).to_be_disabled()
    assert [len(papers) for papers in officer.read] == [3, 3, 1]
    reports = [verify(snv.paper(one), current_trust(), at=clock.real_now()) for one in documents]
    assert [one.verdict for one in reports] == [Verdict.VALID] * 3


@pytest.mark.parametrize("holder", ["Sở Nội vụ"])
def test_the_clerk_seals_many_with_the_agency_s_device(
    live_server: LiveServer, chromium: object, token: FakeDevice, officer: Officer
) -> None:
    snv: Office = office()
    documents = [snv.signed(), attachments.signed(snv)]
    officer.answers = [PIN]
    with looker(chromium, live_server, browser(snv.clerk)) as looking:  # type: ignore[arg-type]
        page = looking.page
        page.set_default_timeout(60_000)
        _take_into_use(page, live_server.url, "Dùng thiết bị ký của cơ quan tại bàn", "Sở Nội vụ")
        token.is_in = False
        waiting = f"{live_server.url}/documents/?queue=to-issue"
        _mark_all(page, waiting, "Cấp số và đóng dấu các văn bản đã đánh dấu")
        press(page.locator("main"), "Ký bằng thiết bị")
        expect(page.locator("[data-device-said]")).to_contain_text("chưa được cắm")
        assert [snv.row(one).number for one in documents] == [None, None]
        token.is_in = True
        press(page.locator("main"), "Ký bằng thiết bị")
        expect(page.locator("[data-device-said]")).to_contain_text("Xong: 2 trên 2")
        assert looking.faults() == []
    assert sorted((snv.row(one).number, snv.row(one).state) for one in documents) == [
        (1, State.ISSUED),
        (2, State.ISSUED),
    ]
    assert [len(papers) for papers in officer.read] == [3], "two documents and the list that goes with one"
    listed = content_of(snv.row(documents[1]).attached[0])
    assert [one.verdict for one in verify(listed, current_trust(), at=clock.real_now()).signatures] == [
        Verdict.VALID
    ]


def test_without_the_program_the_page_says_what_to_start(
    live_server: LiveServer, chromium: object, token: FakeDevice, settings: object
) -> None:
    snv: Office = office(with_keys=False)
    with looker(chromium, live_server, browser(snv.head)) as looking:  # type: ignore[arg-type]
        settings.LIENTHONG_BRIDGE = "http://127.0.0.1:1"  # type: ignore[attr-defined]
        looking.page.goto(f"{live_server.url}/documents/keys/device/")
        press(looking.page, "Tìm thiết bị")
        expect(looking.page.locator("[data-device-said]")).to_contain_text("chưa trả lời")
