"""Rules of filing regardless of territory in the console: begun, refused with what was typed, ended once."""

import pytest
from django.test import Client

from lienthong.domain.cases import queries
from lienthong.domain.cases.queries import NumberOf, Scope

pytestmark = pytest.mark.django_db
NEW = {
    "scope": "LEVEL", "level": "COMMUNE", "number_of": "POINT", "since": "15/10/2021",
    "basis": "Quyết định 12/QĐ-UBND",
}  # fmt: skip


def test_a_rule_is_begun_listed_and_ended(platform_administrator: Client) -> None:
    page = platform_administrator.post("/console/anywhere/new/", NEW, follow=True).content.decode()
    (row,) = queries.list_anywhere()
    assert (row.scope, row.code, row.number_of) == (Scope.LEVEL, "COMMUNE", NumberOf.POINT)
    assert "Quyết định 12/QĐ-UBND" in page
    end = {"until": "15/10/2021", "basis": "Quyết định 30/QĐ-UBND"}
    page = platform_administrator.post(f"/console/anywhere/{row.id}/end/", end, follow=True).content.decode()
    assert "Quyết định 30/QĐ-UBND" in page
    page = platform_administrator.post(f"/console/anywhere/{row.id}/end/", end).content.decode()
    assert "đã được kết thúc" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"level": ""}, "Hãy cho biết"),
        ({"scope": "PROCEDURE", "procedure": "KHONG-CO"}, "Không có thủ tục"),
        ({"since": "01/10/2021"}, "Hãy chọn hôm nay hoặc ngày sau"),
        ({"basis": ""}, "summary"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    platform_administrator: Client, wrong: dict[str, str], says: str
) -> None:
    page = platform_administrator.post("/console/anywhere/new/", NEW | wrong).content.decode()
    assert says in page
    assert queries.list_anywhere() == []


def test_a_rule_that_is_not_there_is_not_found(platform_administrator: Client) -> None:
    assert platform_administrator.get("/console/anywhere/99/end/").status_code == 404
