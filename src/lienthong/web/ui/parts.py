"""The frozen rows that components are drawn from. A view fills them; ``{% load ui %}`` draws them.

Texts may be lazy translations or HTML made safe by ``format_html``; everything else is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["", "late", "today"]
KnotState = Literal["past", "now", "to_come", "paused", "returned", "late"]
StepState = Literal["done", "now", "to_come"]
LaneState = Literal["done", "now", "late", "paused", "planned"]


@dataclass(frozen=True, slots=True)
class Link:
    """A worded link: crumbs, lists of next steps."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue of a row of tabs; ``tone`` colours its counter (late vermilion, today turmeric)."""

    label: Text
    url: str
    count: int | str | None = None
    current: bool = False
    tone: Tone = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value; ``hint`` stands under the value, ``icon`` before both (portal only)."""

    name: Text
    value: Text
    hint: Text = ""
    icon: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper that proves something: its number leads to it, ``status`` is a key of ``STATUSES``, ``annexes`` are
    its further files, ``warnings`` what who downloads it must know.
    """

    title: Text
    url: str
    about: Text = ""
    details: Text = ""
    status: str = ""
    word: Text = ""
    annexes: Sequence["Link"] = ()
    warnings: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Knot:
    """One entry of the thread: who did what, as a sentence; ``who`` the level, ``quote`` verbatim."""

    when: Text
    what: Text
    state: KnotState = "past"
    who: Text = ""
    hint: Text = ""
    quote: Text = ""
    evidence: Sequence[Evidence] = ()

    @property
    def css(self) -> str:
        return f"knot-{self.state.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Step:
    """One rhombus of a stepper."""

    label: Text
    state: StepState = "to_come"

    @property
    def css(self) -> str:
        return {"done": "is-done", "now": "is-now"}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task list; without ``url`` it is not open yet and ``hint`` says what opens it."""

    label: Text
    url: str = ""
    hint: Text = ""
    status: str = "not_done"
    word: Text = ""


@dataclass(frozen=True, slots=True)
class TaskSection:
    title: Text
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of the sum under a due day: a reason and its effect on the day; the last row is the result."""

    reason: Text
    effect: Text


@dataclass(frozen=True, slots=True)
class Lane:
    """A level and its bars, laid over the columns of a strip in order."""

    label: Text
    bars: Sequence["Bar"]


@dataclass(frozen=True, slots=True)
class Bar:
    """``start`` is the first column (from 0), ``length`` the working days it fills."""

    start: int
    length: int
    words: Text
    state: LaneState = "done"


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of an upload: ``progress`` in per cent while it travels, ``state`` in words."""

    name: str
    size: Text
    state: Text = ""
    progress: int | None = None
    is_photo: bool = False
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One numbered line of a source text; ``text`` may hold ``<mark>`` made safe by ``format_html``."""

    number: int
    text: Text


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does, for hints under a table and for the list that ``?`` opens."""

    cap: str
    words: Text
