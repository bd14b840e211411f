"""The register of ministries' software is kept at the console: entered, described anew, taken into use, ended."""

from typing import Any

import pytest
from django.test import Client

from lienthong.domain.ministries import queries
from lienthong.spine import clock
from tests.e2e import states
from tests.e2e.people import signed_in

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {
    "code": "llttp",
    "name": "Phần mềm lý lịch tư pháp",
    "ministry": "Bộ Tư pháp",
    "address": "https://lltp.example/",
    "pattern": "9999/STP",
    "fields_": "Họ tên = name, upper\nNgày sinh = birth, day",
    "statuses": "Đang xác minh = OPEN\nĐã cấp = DONE",
    "number": "Số phiếu",
    "case": "Mã hồ sơ",
    "status": "Trạng thái",
    "at": "Ngày",
    "since": "15/10/2021",
    "basis": "Công văn 1/BTP",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_system_is_entered_and_shown(platform_administrator: Client) -> None:
    answer = platform_administrator.post("/console/systems/new/", WHOLE)
    assert answer.headers["Location"] == "/console/systems/LLTTP/"
    page = text(platform_administrator.get("/console/systems/LLTTP/"))
    assert "Phần mềm lý lịch tư pháp" in page
    assert "Đang xác minh" in page
    assert "viết hoa" in page
    assert "LLTTP" in text(platform_administrator.get("/console/systems/"))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"fields_": "Họ tên"}, "Dòng 1"),
        ({"statuses": "Đã cấp = XONG"}, "Dòng 1"),
        ({"pattern": "STP"}, "9 (chữ số)"),
        ({"address": "http://x"}, "https://"),
        ({"code": "ơ"}, "chữ in hoa"),
        ({"basis": ""}, "Bạn chưa điền “Căn cứ”"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    platform_administrator: Client, wrong: dict[str, str], says: str
) -> None:
    page = text(platform_administrator.post("/console/systems/new/", WHOLE | wrong))
    assert says in page
    assert "Phần mềm lý lịch tư pháp" in page
    assert queries.list_systems(clock.today()) == []


def test_it_is_described_anew_from_a_day_on(platform_administrator: Client) -> None:
    states.a_system(platform_administrator)
    page = text(platform_administrator.get("/console/systems/HOTICH/change/"))
    assert "Họ tên = name, upper" in page
    given = WHOLE | {"since": "01/11/2021", "pattern": "#/HT"}
    platform_administrator.post("/console/systems/HOTICH/change/", given)
    assert [row.pattern for row in queries.list_layouts("HOTICH")] == ["#/HT", "HT9999-#"]
    assert queries.get_system("HOTICH", clock.today()).pattern == "HT9999-#"


def test_it_is_taken_into_use_once_and_ended(platform_administrator: Client) -> None:
    states.a_system(platform_administrator)
    (use,) = queries.list_uses("HOTICH")
    again = {"procedure": use.procedure, "since": "15/10/2021", "basis": "x"}
    assert "đang dùng" in text(platform_administrator.post("/console/systems/HOTICH/uses/new/", again))
    end = f"/console/systems/uses/{use.id}/end/"
    assert "hôm nay trở đi" in text(platform_administrator.post(end, {"until": "01/10/2021", "basis": "x"}))
    platform_administrator.post(end, {"until": "15/10/2021", "basis": "Công văn 2"})
    (ended,) = queries.list_uses("HOTICH")
    assert ended.until == clock.today()
    assert platform_administrator.get(end).status_code == 404


def test_others_do_not_find_the_register(platform_administrator: Client) -> None:
    states.a_system(platform_administrator)
    for where in ("/console/systems/", "/console/systems/HOTICH/", "/console/systems/new/"):
        assert signed_in("one_stop_officer").get(where).status_code == 404
    assert platform_administrator.get("/console/systems/KHAC/").status_code == 404
