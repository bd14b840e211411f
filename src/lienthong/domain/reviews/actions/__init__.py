"""Verbs of reviews."""

from lienthong.domain.reviews.actions.planning import draw_up, issue, redraw
from lienthong.domain.reviews.actions.reviewing import (
    agree,
    answer,
    begin,
    carry_out,
    decide,
    reckon,
    send_back,
    submit,
)
from lienthong.domain.reviews.actions.texts import ask_opinion, assess, enter_text, give_opinion

__all__ = [
    "agree",
    "answer",
    "ask_opinion",
    "assess",
    "begin",
    "carry_out",
    "decide",
    "draw_up",
    "enter_text",
    "give_opinion",
    "issue",
    "reckon",
    "redraw",
    "send_back",
    "submit",
]
