"""The national database at the desk: only the office sees how we stand with it and sends again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lienthong.domain.procedures import jobs, queries
from lienthong.domain.procedures.facts import ComparisonWanted, VersionToSend
from lienthong.spine import clock
from lienthong.spine.outbox.models import StatedFact
from lienthong.web.desk.procedures import national
from tests.e2e import states
from tests.web.desk.test_procedures import entered, words

pytestmark = pytest.mark.django_db
HOME = "/work/procedures/national/"


@pytest.fixture
def controller(province: None) -> Client:
    return entered("phamvankiem.vpubnd", "division_head", "GL-VPUBND")


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL, settings.LIENTHONG_MODE = "", "demo"


def handled(*kinds: type[VersionToSend | ComparisonWanted]) -> None:
    for row in StatedFact.objects.filter(name__in=[kind.name() for kind in kinds]).order_by("id"):
        if row.name == VersionToSend.name():
            jobs.send(VersionToSend.read(row.data), row.at)
        else:
            jobs.reconcile_now(ComparisonWanted.read(row.data), row.at)


def test_what_waits_is_compared_sent_and_found_to_agree(controller: Client) -> None:
    code = states.an_amended_procedure(Client())
    page = words(controller.get(HOME))
    assert "Chưa đối chiếu lần nào. 1 phiên bản chưa gửi được." in page
    assert controller.post(f"{HOME}compare/").headers["Location"] == HOME
    handled(ComparisonWanted)
    page = words(controller.get(HOME))
    assert "1 điểm khác nhau." in page and "chưa có trên CSDL quốc gia" in page
    controller.post(f"{HOME}{code}/send/")
    handled(VersionToSend)
    jobs.reconcile(clock.today(), clock.now())
    page = words(controller.get(HOME))
    assert "Hai bên khớp nhau. Đã gửi đủ." in page and code in page
    assert queries.count_unsent() == 0


def test_without_a_connection_the_page_says_so(controller: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "is_connected", lambda: False)
    page = words(controller.get(HOME))
    assert "Chưa kết nối: chưa gửi gì" in page
    assert "Đối chiếu ngay" not in page


def test_nobody_else_finds_it(controller: Client, as_role: Callable[[str], Client]) -> None:
    code = states.an_amended_procedure(Client())
    for role in ("specialist", "division_head", "agency_leader", "citizen"):
        client = as_role(role)
        assert client.get(HOME).status_code == 404
        assert client.post(f"{HOME}compare/").status_code == 404
        assert client.post(f"{HOME}{code}/send/").status_code == 404
    assert controller.post(f"{HOME}KHONG.CO/send/").status_code == 404
    assert controller.get(f"{HOME}compare/").status_code == 405
