import pytest
from django.test import RequestFactory

from lienthong.connectors.mail import fake
from lienthong.connectors.mail.messages import Letter
from lienthong.domain.accounts.permissions import Permission
from lienthong.spine.actor import Actor, Grant
from lienthong.web.console.letters import letters

pytestmark = pytest.mark.django_db


def _page(*permissions: str) -> str:
    request = RequestFactory().get("/console/letters/")
    request.actor = Actor(account="a", name="A", grants=tuple(Grant(p) for p in permissions))  # type: ignore[attr-defined]
    return letters(request).content.decode()


def test_letters_of_the_demonstration_can_be_read_with_a_working_link() -> None:
    fake.keep(
        Letter("hoa@x.example", "Mời <b>bạn</b>", "Mở http://localhost:8000/account/password/x/ nhé", "k")
    )
    page = _page(Permission.SEE_LETTERS)
    assert "hoa@x.example" in page
    assert 'href="http://localhost:8000/account/password/x/"' in page
    assert "<b>bạn</b>" not in page


def test_an_empty_hole_says_why() -> None:
    assert "Chưa có thư nào" in _page(Permission.SEE_LETTERS)


def test_others_do_not_find_the_page() -> None:
    from django.http import Http404

    with pytest.raises(Http404):
        _page()
