"""A form sent after the session ended is kept, shown, sent on or dropped; never to another person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.web.entrance import stash
from tests.factories.people import PASSWORD, age_session, person, signed_in

pytestmark = pytest.mark.django_db
TEXT = "Ý kiến dài về hồ sơ số 12, viết hết buổi sáng."


def _sent_too_late(client: Client) -> None:
    age_session(client, unused=31 * 60)
    answer = client.post(
        "/profile/hat/",
        {"hat": "7", "note": TEXT, "password": "secret", "file": SimpleUploadedFile("ảnh.jpg", b"x")},
        headers={"Referer": "http://testserver/profile/?tab=2"},
    )
    assert answer.headers["Location"] == "/sign-in/?next=/draft/"


def test_the_sign_in_page_says_that_it_is_kept() -> None:
    client = signed_in(person())
    _sent_too_late(client)
    assert "vẫn còn" in client.get("/sign-in/?next=/draft/").content.decode()


def test_after_signing_in_the_text_is_there_without_secrets() -> None:
    account = person()
    client = signed_in(account)
    _sent_too_late(client)
    signed_in(account, client)
    page = client.get("/draft/").content.decode()
    assert TEXT in page
    assert "secret" not in page
    assert "ảnh.jpg" in page
    assert 'href="/profile/?tab=2"' in page


def test_sending_it_on_repeats_the_form_where_it_was_going() -> None:
    account = person()
    client = signed_in(account)
    _sent_too_late(client)
    signed_in(account, client)
    answer = client.post("/draft/send/", {"hat": "7", "note": TEXT})
    assert (answer.status_code, answer.headers["Location"]) == (307, "/profile/hat/")
    assert client.get("/draft/").status_code == 302  # used up


def test_it_can_be_dropped() -> None:
    account = person()
    client = signed_in(account)
    _sent_too_late(client)
    signed_in(account, client)
    assert client.post("/draft/drop/").headers["Location"] == "/profile/?tab=2"
    assert stash.KEY not in client.session


def test_another_person_on_the_same_browser_never_sees_it() -> None:
    client = signed_in(person())
    _sent_too_late(client)
    signed_in(person(username="binh.snv"), client)
    assert client.get("/draft/").status_code == 302
    assert client.post("/draft/send/").headers["Location"] == "/"


def test_a_form_without_a_session_at_all_is_kept_too() -> None:
    client = Client()
    client.post("/profile/hat/", {"note": TEXT})
    signed_in(person(), client)
    assert TEXT in client.get("/draft/").content.decode()


def test_too_much_is_not_kept() -> None:
    client = Client()
    answer = client.post("/profile/hat/", {"note": "x" * (stash.LARGEST + 1)})
    assert answer.headers["Location"] == "/sign-in/?next=/"
    assert stash.KEY not in client.session


def test_a_fragment_request_leads_the_whole_page_to_sign_in() -> None:
    client = Client()
    answer = client.get(
        "/profile/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/profile/?a=1"}
    )
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/profile/%3Fa%3D1"


def test_a_page_of_another_site_is_no_place_to_return_to() -> None:
    client = Client()
    client.post("/profile/hat/", {"note": TEXT}, headers={"Referer": "https://evil.example/"})
    assert client.session[stash.KEY]["page"] == "/"
    assert PASSWORD not in str(client.session[stash.KEY])
