"""The page of what waits for a second person: read, decided by another, refused with a reason."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from lienthong.domain.organisations import queries

pytestmark = pytest.mark.django_db
TODAY = date(2021, 10, 15)
GIVEN = {"on": "15/10/2021", "decision": "15/QĐ-UBND", "reason": "Sắp xếp lại bộ máy", "heir": "GL-SNV"}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def proposed(platform_administrator: Client) -> str:
    """The address of a proposal to abolish Ban Dân tộc."""
    return platform_administrator.post("/console/agencies/GL-BDT/abolish/", GIVEN).headers["Location"]


def test_what_waits_is_listed_with_its_reason_and_who_could_decide(
    proposed: str, platform_administrator: Client, second_administrator: Client
) -> None:
    for client in (platform_administrator, second_administrator):
        assert "Sắp xếp lại bộ máy" in text(client, "/console/approvals/")
    own = text(platform_administrator, proposed)
    assert "Rah Lan Ngơi" in own
    assert f"{proposed}approve/" not in own
    assert f"{proposed}approve/" in text(second_administrator, proposed)
    assert "Người khác đề xuất" in text(second_administrator, "/console/")
    assert "Người khác đề xuất" not in text(platform_administrator, "/console/")


def test_nobody_approves_their_own(proposed: str, platform_administrator: Client) -> None:
    answer = platform_administrator.post(f"{proposed}approve/", follow=True)
    assert "Không ai tự quyết định đề xuất của mình" in answer.content.decode()
    assert queries.get_agency("GL-BDT", TODAY) is not None


def test_a_refusal_says_why(
    proposed: str, platform_administrator: Client, second_administrator: Client
) -> None:
    refuse = f"{proposed}refuse/"
    assert second_administrator.post(refuse, {"reason": ""}).status_code == 200
    assert second_administrator.post(refuse, {"reason": "Chưa có nghị quyết"}).status_code == 302
    assert "Chưa có nghị quyết" in text(platform_administrator, proposed)
    again = second_administrator.post(f"{proposed}approve/", follow=True)
    assert "đã được quyết định hoặc đã rút" in again.content.decode()
    assert queries.get_agency("GL-BDT", TODAY) is not None


def test_what_changed_meanwhile_is_not_approved(
    proposed: str, platform_administrator: Client, second_administrator: Client
) -> None:
    renamed = {"name": "Ban Dân tộc và Tôn giáo", "kind": "DEPARTMENT", **GIVEN}
    platform_administrator.post("/console/agencies/GL-BDT/rename/", renamed)
    answer = second_administrator.post(f"{proposed}approve/", follow=True)
    assert "Sự việc đã thay đổi kể từ khi đề xuất" in answer.content.decode()
    assert queries.get_agency("GL-BDT", TODAY) is not None


def test_who_proposed_may_think_again(proposed: str, platform_administrator: Client) -> None:
    answer = platform_administrator.post(f"{proposed}withdraw/", follow=True)
    assert "Đã rút đề xuất" in answer.content.decode()
    assert "Không có việc nào chờ người thứ hai" in answer.content.decode()


def test_a_proposal_of_the_province_is_not_found_by_an_agency(
    proposed: str, as_role: Callable[[str], Client]
) -> None:
    assert as_role("agency_administrator").get(proposed).status_code == 404
    assert as_role("auditor").get("/console/approvals/").status_code == 404
