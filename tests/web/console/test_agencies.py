"""Agencies as of a day, and what changes them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from lienthong.domain.organisations import queries

pytestmark = pytest.mark.django_db
TODAY = date(2021, 10, 15)
BASIS = {"on": "15/10/2021", "decision": "15/QĐ-UBND ngày 15/10/2021", "reason": "Sắp xếp lại bộ máy"}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_tree_shows_the_agencies_of_its_day(platform_administrator: Client) -> None:
    assert "Sở Nội vụ" in text(platform_administrator, "/console/agencies/")
    in_2026 = text(platform_administrator, "/console/agencies/?as_of=2026-01-01")
    assert "UBND huyện Kbang" not in in_2026
    assert "01/01/2026" in in_2026


def test_a_search_needs_no_marks_and_says_when_nothing_fits(platform_administrator: Client) -> None:
    assert "GL-SNV" in text(platform_administrator, "/console/agencies/?q=so+noi+vu")
    assert "Không cơ quan nào của ngày đó phù hợp" in text(platform_administrator, "/console/agencies/?q=zzz")


@pytest.mark.parametrize(
    ("query", "status"), [("?as_of=2021-02-30", 400), ("?as_of=15/10/2021", 200), ("?known=hier", 400)]
)
def test_a_day_that_is_none_is_refused(platform_administrator: Client, query: str, status: int) -> None:
    assert platform_administrator.get(f"/console/agencies/{query}").status_code == status


def test_an_agency_shows_people_only_to_who_may_see_them(as_role: Callable[[str], Client]) -> None:
    assert "Siu H’Đoan" in text(as_role("auditor"), "/console/agencies/GL-SNV/")
    assert "Siu H’Đoan" not in text(as_role("specialist"), "/console/agencies/GL-SNV/")
    assert as_role("auditor").get("/console/agencies/GL-NONE/").status_code == 404


NEW = {
    "name": "Sở Du lịch",
    "short_name": "",
    "parent": "UBND tỉnh",
    "kind": "DEPARTMENT",
    "level": "PROVINCE",
}


def test_an_agency_is_created_with_the_code_that_was_proposed(platform_administrator: Client) -> None:
    page, given = "/console/agencies/new/", {**NEW, "on": "15/10/2021", "source": "Công báo tỉnh"}
    proposed = platform_administrator.post(page, given)
    assert 'value="GL-SDL"' in proposed.content.decode()
    assert queries.get_agency("GL-SDL", TODAY) is None
    answer = platform_administrator.post(page, {**given, "code": "gl-sdl"})
    assert answer.headers["Location"] == "/console/agencies/GL-SDL/"
    found = queries.get_agency("GL-SDL", TODAY)
    assert found is not None
    assert (found.name, found.parent, found.source, found.confirmed) == (
        "Sở Du lịch",
        "GL",
        "Công báo tỉnh",
        False,
    )
    assert queries.get_agency("GL-SDL", date(2021, 10, 14)) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "GL-SNV"}, "GL-SNV đã thuộc"),
        ({"code": "SỞ"}, "không dùng làm mã được"),
        ({"parent": "noi v"}, "“noi v” có thể là"),
        ({"parent": "xyz"}, "Hôm nay không có cơ quan nào mang tên “xyz”"),
        ({"confirmed": "on"}, "Ghi quyết định bạn đã đọc"),
        ({"on": "31/02/2021"}, "Viết ngày theo thứ tự"),
    ],
)
def test_an_agency_that_cannot_be_is_refused_and_what_was_typed_stays(
    platform_administrator: Client, wrong: dict[str, str], said: str
) -> None:
    given = {**NEW, "code": "GL-SDL", "on": "15/10/2021", **wrong}
    shown = platform_administrator.post("/console/agencies/new/", given).content.decode()
    assert said in shown
    assert 'value="Sở Du lịch"' in shown
    assert queries.get_agency("GL-SDL", TODAY) is None


def test_matches_follow_the_typing(as_role: Callable[[str], Client]) -> None:
    shown = text(as_role("specialist"), "/console/agencies/offers/?box=heir&heir=noi+v")
    assert 'name="heir_of" value="GL-SNV"' in shown
    assert "<html" not in shown
    assert "Chưa có gì phù hợp" in text(as_role("specialist"), "/console/agencies/offers/?box=heir&heir=zzz")


def test_only_agencies_within_reach_are_offered(agency_administrator: Client) -> None:
    there = "/console/agencies/offers/?box=agency&where=organisations.appoint&agency="
    assert "GL-SNV" in text(agency_administrator, f"{there}SNV")
    assert "GL-STC" not in text(agency_administrator, f"{there}STC")


def test_an_official_code_is_confirmed_with_its_decision(platform_administrator: Client) -> None:
    before = queries.list_official_codes(["GL-SNV"], TODAY)["GL-SNV"]
    code = next(row.code for row in before if row.scheme == "QD20")
    given = {"official_code": code, "on": "15/10/2021", "decision": "20/QĐ-UBND ngày 02/03/2021"}
    answer = platform_administrator.post("/console/agencies/GL-SNV/codes/QD20/", given)
    assert answer.status_code == 302
    after = {row.scheme: row for row in queries.list_official_codes(["GL-SNV"], TODAY)["GL-SNV"]}
    assert (after["QD20"].code, after["QD20"].confirmed) == (code, True)


def test_a_code_that_another_agency_bears_is_refused_and_what_was_typed_stays(
    platform_administrator: Client,
) -> None:
    taken = queries.list_official_codes(["GL-STC"], TODAY)["GL-STC"][0]
    given = {"official_code": taken.code, "on": "15/10/2021", "decision": "20/QĐ-UBND"}
    answer = platform_administrator.post(f"/console/agencies/GL-SNV/codes/{taken.scheme}/", given)
    assert answer.status_code == 200
    assert f'value="{taken.code}"' in answer.content.decode()
    assert "GL-STC" in answer.content.decode()


def test_an_agency_is_renamed_moved_and_abolished_when_a_second_person_approves(
    platform_administrator: Client, second_administrator: Client
) -> None:
    page = "/console/agencies/GL-BDT/"
    named = {"name": "Ban Dân tộc và Tôn giáo", "short_name": "Ban DTTG", "kind": "DEPARTMENT", **BASIS}
    assert platform_administrator.post(f"{page}rename/", named).status_code == 302
    assert platform_administrator.post(f"{page}place/", {"parent": "GL-SNV", **BASIS}).status_code == 302
    found = queries.get_agency("GL-BDT", TODAY)
    assert found is not None
    assert (found.name, found.parent) == ("Ban Dân tộc và Tôn giáo", "GL-SNV")
    proposed = platform_administrator.post(f"{page}abolish/", {"heir": "GL-SNV", **BASIS})
    assert queries.get_agency("GL-BDT", TODAY) is not None
    second_administrator.post(f"{proposed.headers['Location']}approve/")
    assert queries.get_agency("GL-BDT", TODAY) is None
    assert "Không có hiệu lực" in text(platform_administrator, page)
    (edge,) = queries.successors("GL-BDT", TODAY)
    assert (edge.decision, edge.reason) == ("15/QĐ-UBND ngày 15/10/2021", "Sắp xếp lại bộ máy")
    assert "Sắp xếp lại bộ máy" in text(platform_administrator, page)


def test_an_agency_ends_in_another_or_in_several(
    platform_administrator: Client, second_administrator: Client
) -> None:
    merged = platform_administrator.post("/console/agencies/GL-BDT/merge/", {"heir": "GL-SNV", **BASIS})
    split = {"heir": "GL-STC", "into": "GL-STC; GL-SKHDT", **BASIS}
    halves = platform_administrator.post("/console/agencies/GL-SGTVT/split/", split)
    for proposed in (merged, halves):
        second_administrator.post(f"{proposed.headers['Location']}approve/")
    assert queries.get_heir("GL-BDT", TODAY) == "GL-SNV"
    assert queries.get_heir("GL-SGTVT", TODAY) == "GL-STC"


def test_an_ending_without_a_reason_is_not_done(platform_administrator: Client) -> None:
    answer = platform_administrator.post("/console/agencies/GL-BDT/abolish/", {**BASIS, "reason": ""})
    assert "Lý do" in answer.content.decode()
    assert queries.get_agency("GL-BDT", TODAY) is not None


def test_the_monitor_sets_who_belongs_to_a_group(as_role: Callable[[str], Client]) -> None:
    monitor = as_role("plan_monitor")
    given = {"agency": "GL-SNV", "member": "no", "on": "15/10/2021"}
    assert monitor.post("/console/groups/G-SBN/members/", given).status_code == 302
    assert "GL-SNV" not in queries.member_codes("G-SBN", TODAY)
    assert "GL-SNV" in queries.member_codes("G-SBN", date(2021, 10, 14))
    assert monitor.get("/console/groups/G-NONE/").status_code == 404


def test_functions_go_to_another_agency_and_both_go_on(platform_administrator: Client) -> None:
    page = "/console/agencies/GL-SCT/"
    given = {**BASIS, "to": "SNV", "reason": "Quản lý hội chợ"}
    assert platform_administrator.post(f"{page}transfer/", given).status_code == 302
    (edge,) = queries.successors("GL-SCT", TODAY)
    assert (edge.edge.successor, edge.edge.partial, edge.edge.principal) == ("GL-SNV", True, False)
    assert (edge.decision, edge.reason) == ("15/QĐ-UBND ngày 15/10/2021", "Quản lý hội chợ")
    assert queries.get_agency("GL-SCT", TODAY) is not None
    assert "Quản lý hội chợ" in text(platform_administrator, page)
    to_itself = platform_administrator.post(f"{page}transfer/", {**given, "to": "GL-SCT"})
    assert to_itself.status_code == 200


def test_a_right_to_sign_is_given_shown_and_revoked_with_a_reason(as_role: Callable[[str], Client]) -> None:
    leader, page = as_role("agency_leader"), "/console/agencies/GL-SNV/"
    given = {"account": "phamthutrang.snv", "form": "TL", "basis": "12/QĐ-SNV", "on": "15/10/2021"}
    assert leader.post(f"{page}signing/", {**given, "limits": "Giấy mời; Thông báo"}).status_code == 302
    (right,) = queries.list_signing("GL-SNV", TODAY)
    assert right.limits == ("Giấy mời", "Thông báo")
    assert "12/QĐ-SNV" in text(leader, page)
    person = text(as_role("agency_administrator"), f"/console/people/{right.account}/")
    assert "12/QĐ-SNV" in person
    assert "/revoke/" not in person
    revoke = f"/console/signing/{right.authority}/revoke/"
    assert leader.post(revoke, {"on": "15/10/2021", "reason": ""}).status_code == 200
    assert leader.post(revoke, {"on": "15/10/2021", "reason": "Chuyển công tác"}).status_code == 302
    assert queries.list_signing("GL-SNV", TODAY) == []
    assert leader.get(revoke).status_code == 404


def test_a_written_mandate_needs_an_end(as_role: Callable[[str], Client]) -> None:
    given = {"account": "phamthutrang.snv", "form": "TUQ", "basis": "12/GUQ", "on": "15/10/2021"}
    answer = as_role("agency_leader").post("/console/agencies/GL-SNV/signing/", given)
    assert answer.status_code == 200
    assert "TUQ" in answer.content.decode()
    assert as_role("agency_leader").get("/console/agencies/GL-STC/signing/").status_code == 404
