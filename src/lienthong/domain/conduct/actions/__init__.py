"""Verbs of matters: seen by looking, opened by a person, answered once by the head."""

from lienthong.domain.conduct.actions.answering import answer
from lienthong.domain.conduct.actions.looking import look
from lienthong.domain.conduct.actions.opening import open_matter
from lienthong.domain.conduct.actions.telling import tell_head

__all__ = ["answer", "look", "open_matter", "tell_head"]
