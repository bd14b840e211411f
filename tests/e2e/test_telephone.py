"""A leader signs with a key that a service keeps: page, service and telephone end to end, on a phone's screen too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.domain.documents.office import Office, browser, office
from tests.e2e.deeds import follow, press, said
from tests.e2e.looking import looker

from lienthong.connectors.remote_signing.fake import FakeService, running
from lienthong.connectors.shelves import Memory
from lienthong.connectors.trust.client import current_helpers, current_trust, demonstration
from lienthong.domain.documents import actions
from lienthong.domain.documents.models import SigningRequest
from lienthong.domain.documents.queries import State
from lienthong.spine import clock
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.spine.signatures.verification import verify

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sampled(test=3)]


@pytest.fixture
def service(settings: object) -> Iterator[FakeService]:
    own, made = demonstration(), FakeService(Memory())
    for user, name in (("052190001234", "Siu H’Đoan"), ("5900189999", "Sở Nội vụ")):
        issued = own.issue(name)
        made.open_account(user, issued.der, issued.key_der, (own.issuing.der,))
    with running(made) as url:
        settings.LIENTHONG_SIGNING_URL = url  # type: ignore[attr-defined]
        yield made


def _job() -> None:
    """What the worker does."""
    actions.go_on(helpers=current_helpers(), at=clock.now())


def _take_into_use(page: Page, url: str, link: str, user: str) -> None:
    page.goto(f"{url}/documents/keys/")
    follow(page, link)
    page.get_by_label("Tài khoản").fill(user)
    press(page.locator("main"), "Đưa vào sử dụng")
    said(page, "Đã đưa vào sử dụng")


def test_leader_and_clerk_confirm_on_their_telephones(
    live_server: LiveServer, chromium: object, service: FakeService
) -> None:
    snv: Office = office(with_keys=False)
    documents = [snv.to_sign() for _ in range(2)]
    with looker(chromium, live_server, browser(snv.head)) as looking:  # type: ignore[arg-type]
        page = looking.page
        page.set_default_timeout(60_000)
        _take_into_use(page, live_server.url, "Ký bằng điện thoại", "052190001234")
        page.goto(f"{live_server.url}/documents/")
        for box in page.get_by_role("checkbox").all():
            box.check()
        press(page.locator("main"), "Ký các văn bản đã đánh dấu")
        assert looking.faults() == []
        page.get_by_role("button", name="Ký", exact=True).dblclick()
        expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận trên điện thoại của bạn")
        code = SigningRequest.objects.get().code
        expect(page.locator("main")).to_contain_text(code)
        assert looking.faults() == []
        _job()
        (asked,) = service.list_asked(["052190001234"])
        assert asked.say.startswith(f"{code} · Ký 2 văn bản")
        service.answer(asked.handle, yes=True)
        _job()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã ký 2 văn bản")
        assert looking.faults() == []
    assert [snv.row(one).state for one in documents] == [State.SIGNED] * 2
    with looker(chromium, live_server, browser(snv.clerk)) as looking:  # type: ignore[arg-type]
        page = looking.page
        page.set_default_timeout(60_000)
        _take_into_use(page, live_server.url, "Ký số của cơ quan bằng điện thoại", "5900189999")
        page.goto(f"{live_server.url}/documents/{documents[0]}/issue/")
        press(page.locator("main"), "Cấp số và ký số của cơ quan")
        expect(page.locator("main")).to_contain_text("01/SNV-CCHC")
        _job()
        service.answer_all(yes=False)
        _job()
        expect(page.get_by_role("heading", level=1)).to_have_text("Không có văn bản nào được ký")
        assert looking.faults() == []
        follow(page, "Ký lại")
        press(page.locator("main"), "Ký số của cơ quan")
        expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận trên điện thoại của bạn")
        _job()
        service.answer_all(yes=True)
        _job()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã phát hành 1 văn bản")
    assert snv.row(documents[0]).state is State.ISSUED
    report = verify(snv.paper(documents[0]), current_trust(), at=clock.real_now())
    assert [one.verdict for one in report.signatures] == [Verdict.VALID] * 2
