"""What the validator finds, and that what scripts put into pages is as whole as pages are."""

import pytest
from tests.e2e.markup import PARDONED, in_a_shell, validator
from tests.e2e.pages import SKIPPED, NoPage, arrive, fitting_role

pytestmark = pytest.mark.whole
WHOLE = b'<!doctype html><html lang="vi"><title>Trang</title><main><h1>Trang</h1>%s</main></html>'
FRAGMENTS = [route for route, reason in SKIPPED.items() if reason is NoPage.PART_OF_A_PAGE]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (b'<p id="a"></p><p id="a"></p>', "Duplicate ID"),
        (b"<ul><p>x</p></ul>", "not allowed as child of element “ul”"),
        (b'<label for="nowhere">x</label>', "non-hidden form control"),
        (b"<p>x</div>", "Stray end tag"),
        ("<p>Tiê\u0301ng</p>".encode(), "Unicode Normalization Form C"),
    ],
)
def test_it_finds_what_is_wrong(markup: bytes, words: str) -> None:
    assert any(words in fault for fault in validator().faults(WHOLE % markup))


def test_it_has_nothing_to_say_of_a_whole_page() -> None:
    page = b'<section><input inputmode="numeric" autocomplete="username webauthn" aria-label="x"></section>'
    assert list(validator().faults(WHOLE % page)) == []


def test_what_is_pardoned_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator that no longer says it needs no pardon."""
    monkeypatch.setattr("tests.e2e.markup.PARDONED", ())
    page = b'<section><input inputmode="numeric" autocomplete="username webauthn" aria-label="x"></section>'
    page += b"<p>" + b"The quick brown fox jumps over the lazy dog, and nobody minds. " * 30
    told = list(validator().faults(WHOLE % page))
    assert [words for words in PARDONED if not any(words in one for one in told)] == []


@pytest.mark.browser
@pytest.mark.parametrize("route", FRAGMENTS)
def test_what_scripts_put_into_a_page_is_whole(route: str, province: None) -> None:
    client, address = arrive(route, fitting_role(route))
    answer = client.get(address, headers={"HX-Request": "true"})
    if answer.headers["Content-Type"].startswith("text/html"):
        assert list(validator().faults(in_a_shell(answer.content))) == []
