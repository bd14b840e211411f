"""The page of what one was told: found from every page, read by opening, mail as its reader wishes."""

from typing import Any

import pytest
from django.test import Client

from lienthong.domain.notices import actions, queries
from lienthong.domain.notices.queries import Digest, Urgency
from tests.domain.notices.notes import AT, BY, note
from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Any:
    return person(email="an@snv.example")


def tell(account: Any, count: int = 1, **more: Any) -> list[queries.NoticeRow]:
    told = str(account.public_id)
    actions.tell(
        notes=[note(told, f"k:{n}", **({"title": f"Việc thứ {n}"} | more)) for n in range(count)],
        by=BY,
        at=AT,
    )
    return queries.list_notices(told)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/notices/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_masthead_of_every_page_leads_there_and_counts_what_is_new(ann: Any) -> None:
    client = signed_in(ann)
    assert 'href="/notices/">Thông báo<' in client.get("/profile/").content.decode()
    tell(ann, 3)
    words = " ".join(client.get("/profile/").content.decode().split())
    assert 'href="/notices/"><span class="counter counter-today">3</span> thông báo mới</a>' in words
    assert "/notices/" not in Client().get("/").content.decode()


def test_the_counter_costs_one_question(ann: Any, django_assert_max_num_queries: Any) -> None:
    client = signed_in(ann)
    with django_assert_max_num_queries(50) as before:
        client.get("/sign-in/lost-device/")
    tell(ann, 60)
    with django_assert_max_num_queries(len(before)):
        client.get("/sign-in/lost-device/")


def test_who_was_told_nothing_reads_that_nothing_is_to_be_done(ann: Any) -> None:
    text = page(signed_in(ann))
    assert "Chưa có thông báo nào" in text
    assert "Bạn không phải làm gì lúc này." in text
    assert "Đánh dấu đã đọc" not in text


def test_new_notices_stand_first_and_say_what_is_urgent(ann: Any) -> None:
    tell(ann, 2, urgency=Urgency.URGENT)
    text = page(signed_in(ann))
    assert "Bạn có 2 thông báo mới." in text
    assert text.index("Việc thứ 1") < text.index("Việc thứ 0")
    assert text.count("việc gấp") >= 2


def test_opening_reads_it_and_leads_to_the_thing_itself(ann: Any) -> None:
    (row,) = tell(ann)
    client = signed_in(ann)
    answer = client.post(f"/notices/{row.id}/open/")
    assert (answer.status_code, answer.headers["Location"]) == (302, row.address)
    assert "Bạn đã đọc hết thông báo." in page(client)
    assert row.title in page(client)  # what was read is still there


def test_reading_without_opening_stays_on_the_list(ann: Any) -> None:
    first, second = tell(ann, 2)
    client = signed_in(ann)
    assert client.post(f"/notices/{first.id}/read/").headers["Location"] == "/notices/"
    assert second.title in page(client)
    assert first.title not in page(client)
    assert first.title in page(client, "?shown=all")


def test_all_are_read_at_once_up_to_what_the_page_showed(ann: Any) -> None:
    newest = tell(ann, 30)[0]
    client = signed_in(ann)
    assert f'name="up_to" value="{newest.id}"' in page(client)
    tell(ann, 31)
    client.post("/notices/read-all/", {"up_to": newest.id})
    assert queries.count_unread(str(ann.public_id)) == 1


@pytest.mark.parametrize("up_to", ["", "all", "-1", "9" * 40, "²"])
def test_a_strange_wish_to_read_all_reads_nothing(ann: Any, up_to: str) -> None:
    tell(ann)
    assert signed_in(ann).post("/notices/read-all/", {"up_to": up_to}).status_code == 302
    assert queries.count_unread(str(ann.public_id)) == 1


def test_the_notices_of_others_are_not_there(ann: Any) -> None:
    (row,) = tell(ann)
    other = signed_in(person("tranvanbinh.snv", "Trần Văn Bình"))
    assert row.title not in page(other, "?shown=all")
    for way in ("open", "read"):
        assert other.post(f"/notices/{row.id}/{way}/").status_code == 404
    assert queries.count_unread(str(ann.public_id)) == 1


def test_markup_in_a_notice_is_text(ann: Any) -> None:
    tell(ann, title="<b>đậm</b>", body="<script>alert(1)</script>")
    text = page(signed_in(ann))
    assert "&lt;b&gt;đậm" in text
    assert "<script>alert" not in text


def test_long_lists_page_on(ann: Any) -> None:
    tell(ann, queries.PAGE + 1)
    client = signed_in(ann)
    assert "Việc thứ 0<" not in page(client)
    assert "Việc thứ 0<" in page(client, "?page=2")


def test_the_morning_letter_is_chosen_and_the_choice_is_shown(ann: Any) -> None:
    client = signed_in(ann)
    assert "an@snv.example" in page(client)
    answer = client.post("/notices/letter/", {"digest": Digest.NONE}, follow=True)
    assert "Đã ghi nhận lựa chọn của bạn." in answer.content.decode()
    assert queries.get_digest(str(ann.public_id)) == Digest.NONE


def test_an_unknown_choice_is_refused_at_its_question(ann: Any) -> None:
    answer = signed_in(ann).post("/notices/letter/", {"digest": "HOURLY"})
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()
    assert queries.get_digest(str(ann.public_id)) == Digest.ALL


def test_who_has_no_address_is_told_so_instead_of_asked() -> None:
    text = page(signed_in(person()))
    assert "chưa có địa chỉ thư điện tử" in text
    assert 'name="digest"' not in text
