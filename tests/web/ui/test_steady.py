"""A steady part is drawn once for what it is told by, and again for anything else.

That it shows nothing besides is held to in every test that shows one (``tests/conftest.py``).
"""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from lienthong.web.ui.templatetags.steady import Steady

SOURCE = (
    """{% load steady %}{% steady who %}<b>{% translate "Cases" %} {{ who }} {{ count }}</b>{% endsteady %}"""
)


def test_it_is_drawn_anew_for_other_words_and_in_another_language() -> None:
    page = Template(SOURCE)
    (part,) = (one for one in page.nodelist if isinstance(one, Steady))
    with override("vi"):
        first = page.render(Context({"who": "Yun", "count": 1}))
        assert page.render(Context({"who": "Yun", "count": 1})) == first
        assert len(part.kept) == 1
        assert page.render(Context({"who": "Nay", "count": 1})) == first.replace("Yun 1", "Nay 1")
    with override("en"):
        assert "Cases Yun 1" in page.render(Context({"who": "Yun", "count": 1}))
    assert len(part.kept) == 3


def test_a_part_that_shows_more_than_it_is_told_by_fails_every_test_that_shows_it() -> None:
    page = Template(SOURCE)
    page.render(Context({"who": "Yun", "count": 1}))
    with pytest.raises(AssertionError, match="not told by all"):
        page.render(Context({"who": "Yun", "count": 2}))


def test_what_a_stranger_is_called_is_escaped_as_anywhere() -> None:
    with override("en"):
        assert "&lt;i&gt;" in Template(SOURCE).render(Context({"who": "<i>"}))
