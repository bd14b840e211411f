"""``{% load steady %}``: parts of pages that look alike on page after page are drawn once."""

from typing import Final

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST: Final = 1_000
"""Drawings that a part keeps; then it forgets all of them and begins anew."""


@register.tag
def steady(parser: Parser, token: Token) -> template.Node:
    """``{% steady nav training %}…{% endsteady %}``: drawn once for the same values of its words in a language.

    Whatever the part shows besides must be the same for everybody at every time: no form's token, no day, no name.
    """
    words = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(("endsteady",))
    parser.delete_first_token()
    return Steady(nodes, words)


class Steady(template.Node):
    def __init__(self, nodelist: NodeList, words: list[FilterExpression]) -> None:
        self.nodelist, self.words = nodelist, words
        self.kept: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(word.resolve(context) for word in self.words))
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= MOST:
                self.kept.clear()
            found = self.kept[key] = self.nodelist.render(context)
        return found
