"""A steady part is drawn once for what it is told by, and again for anything else."""

from django.template import Context, Template
from django.utils.translation import override

SOURCE = (
    """{% load steady %}{% steady who %}<b>{% translate "Cases" %} {{ who }} {{ count }}</b>{% endsteady %}"""
)


def test_it_is_drawn_anew_for_other_words_and_in_another_language() -> None:
    page = Template(SOURCE)
    with override("vi"):
        first = page.render(Context({"who": "Yun", "count": 1}))
        assert (
            page.render(Context({"who": "Yun", "count": 2})) == first
        )  # what it is not told by does not count
        assert page.render(Context({"who": "Nay", "count": 2})) == first.replace("Yun 1", "Nay 2")
    with override("en"):
        assert "Cases Yun 3" in page.render(Context({"who": "Yun", "count": 3}))


def test_what_a_stranger_is_called_is_escaped_as_anywhere() -> None:
    with override("en"):
        assert "&lt;i&gt;" in Template(SOURCE).render(Context({"who": "<i>"}))
