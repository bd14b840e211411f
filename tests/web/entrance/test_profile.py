import pytest
from django.test import Client

from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db


def test_it_shows_name_proofs_sessions_and_language() -> None:
    page = signed_in(person(email="an@x.example")).get("/profile/").content.decode()
    for words in ("Nguyễn Văn An", "an@x.example", "Thiết bị này", "Đổi mật khẩu", "English"):
        assert words in page


def test_it_is_for_its_owner_only() -> None:
    assert Client().get("/profile/").headers["Location"] == "/sign-in/?next=/profile/"


def test_a_hat_that_is_not_ones_own_cannot_be_put_on() -> None:
    assert signed_in(person()).post("/profile/hat/", {"hat": "12345"}).status_code == 404


def test_pages_are_vietnamese_whatever_the_browser_announces_until_a_choice_is_made() -> None:
    client = Client(headers={"Accept-Language": "en"})
    answer = client.get("/sign-in/")
    assert "Đăng nhập" in answer.content.decode()
    assert (answer.headers["Content-Language"], "Accept-Language" in answer.headers.get("Vary", "")) == (
        "vi",
        False,
    )
    client.cookies["django_language"] = "../../etc"
    assert "Đăng nhập" in client.get("/sign-in/").content.decode()


def test_the_language_is_changed_by_post_and_kept() -> None:
    client = Client()
    assert client.get("/language/").status_code == 405
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert "Sign in" in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "vi", "next": "/sign-in/"})
    assert "Đăng nhập" in client.get("/sign-in/").content.decode()
