"""Slips for outages at the desk: numbered, printed, entered with the true time, put aside."""

from uuid import uuid4

import pytest
from django.test import Client

from lienthong.domain.cases import queries
from lienthong.spine import clock
from tests.e2e import states
from tests.e2e.people import signed_in
from tests.web.desk.counter import form, one, text, value, version, worker

pytestmark = pytest.mark.django_db
CITY = "GL-622"


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


def slips(clerk: Client) -> list[queries.SlipRow]:
    clerk.post("/cases/slips/", {"printing": str(uuid4()), "count": "2"})
    return queries.list_slips(CITY, free=True)


def whole(**more: object) -> dict[str, object]:
    now = clock.local(clock.now())
    return form(
        "receive", version=version(), q="x", asked="x", name="Người Mất Điện", number_kind="CCCD",
        number="064190003333", papers=["1", "2", "3", "4"], received_on=f"{now:%d/%m/%Y}",
        received_time=f"{now:%H:%M}", slip_why="Mất điện", **more,
    )  # fmt: skip


def test_numbered_slips_are_opened_to_be_printed(clerk: Client) -> None:
    key = str(uuid4())
    page = text(clerk.post("/cases/slips/", {"printing": key, "count": "2"}, follow=True))
    assert f"/cases/slips/{key}.pdf" in page
    assert "MĐ-0001/2021" in page
    assert clerk.get(f"/cases/slips/{key}.pdf").content[:5] == b"%PDF-"
    wrong = text(clerk.post("/cases/slips/", {"printing": str(uuid4()), "count": "999"}))
    assert "Mỗi lần in từ 1 đến 200 phiếu" in wrong


def test_a_slip_is_entered_with_its_time_and_once(clerk: Client) -> None:
    first = slips(clerk)[0]
    page = text(clerk.get(f"/cases/slips/{first.id}/enter/"))
    assert "Nhập phiếu MĐ-0001/2021" in page
    answer = clerk.post(f"/cases/slips/{first.id}/enter/", whole(), follow=True)
    row = one("Người Mất Điện")
    assert answer.redirect_chain[-1][0] == f"/cases/{row.id}/receipt/"
    story = text(clerk.get(f"/cases/{row.id}/"))
    assert "MĐ-0001/2021" in story
    assert "Mất điện" in story
    again = clerk.get(f"/cases/slips/{first.id}/enter/")
    assert again.headers["Location"] == f"/cases/{row.id}/"
    assert row.number in text(clerk.get("/cases/slips/?list=done"))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"received_time": "25:00"}, "Ghi giờ như 14:05"),
        ({"received_on": ""}, "Ngày nhận ghi trên phiếu"),
        ({"received_on": "01/01/2021"}, "Giờ nhận phải sau lúc in phiếu"),
        ({"slip_why": ""}, "Hệ thống ngừng vì sao"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    clerk: Client, wrong: dict[str, object], says: str
) -> None:
    first = slips(clerk)[0]
    page = text(clerk.post(f"/cases/slips/{first.id}/enter/", whole(content="Đã gõ") | wrong))
    assert says in page
    assert value(page, "content") == "Đã gõ"
    assert queries.get_slip(first.id, CITY).is_free


def test_enter_goes_on_as_at_the_counter(clerk: Client) -> None:
    first = slips(clerk)[0]
    page = text(clerk.post(f"/cases/slips/{first.id}/enter/", form(q="dang ky kinh doanh cho ho ca the")))
    assert value(page, "version") == str(version())
    assert f'data-hx-post="/cases/slips/{first.id}/enter/"' in page


def test_a_spoilt_slip_is_put_aside_with_its_reason(clerk: Client) -> None:
    first = slips(clerk)[0]
    assert 'class="summary"' in text(clerk.post(f"/cases/slips/{first.id}/spoil/", {}))
    clerk.post(f"/cases/slips/{first.id}/spoil/", {"reason": "Rách"})
    assert "Rách" in text(clerk.get("/cases/slips/?list=done"))
    assert clerk.get(f"/cases/slips/{first.id}/enter/").status_code == 302


def test_others_find_none_of_it(clerk: Client) -> None:
    first = slips(clerk)[0]
    officer, commune = worker("nguyenthithuha.622"), worker("kpahnga.hoalu")
    assert officer.get("/cases/slips/").status_code == 404
    assert commune.get(f"/cases/slips/{first.id}/enter/").status_code == 404
    assert commune.get(f"/cases/slips/{first.printing}.pdf").status_code == 404
    assert states.some_slips(commune)[0].agency == CITY
