"""Sends data through a template, in a process of its own that can be stopped."""

import json
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lienthong.spine.pdf.compositors import compositor
from lienthong.spine.pdf.errors import (
    PaperTookTooLong,
    PaperTooLarge,
    PaperUnprintable,
    TemplateFaulty,
    TemplateTooGreedy,
    TemplateUnfit,
)
from lienthong.spine.pdf.faults import plain
from lienthong.spine.pdf.letters import printable
from lienthong.spine.place.mode import training_words

TEMPLATES: Final = Path(__file__).parent / "templates"
MOST_MEGABYTES: Final = 8
SECONDS: Final = 60.0
MEMORY: Final = 2_000_000_000
"""Bytes of address space; a thousand pages of tables take a third of it."""
FORM_SECONDS: Final = 10.0
FORM_MEMORY: Final = 1_000_000_000
_FAULTY: Final = 3
_LINE: Final = re.compile(r"main\.typ:(\d+):\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """Room that a paper leaves for what is entered later. ``page`` counts from 0; points from the page's lower left
    corner.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


def typeset(template: str, data: Mapping[str, Any], *, seconds: float = SECONDS) -> bytes:
    """The PDF (PDF/A-2a) of ``data``, plain values of JSON, on the template of that name.

    The same data give the same bytes; the official templates date the file with ``data["day"]``. Nothing in data
    is read as markup. Raises LookupError for no such template; PaperTooLarge, PaperTookTooLong; PaperUnprintable.
    """
    return _of_ours(template, data, seconds)


def typeset_with_places(
    template: str, data: Mapping[str, Any], *, seconds: float = SECONDS
) -> tuple[bytes, list[Place]]:
    """As ``typeset``, and where the paper leaves room, in the order of reading; one name may come more than once."""
    line, _, paper = _of_ours(template, data, seconds, places=True).partition(b"\n")
    return paper, [_place(**told) for told in json.loads(line)]


def _place(name: str, page: int, x: float, y: float, width: float, height: float, tall: float) -> Place:
    """The typesetter counts pages from one, and points downwards from the top of a page ``tall`` high."""
    return Place(name, page - 1, x, tall - y - height, width, height)


def _of_ours(template: str, data: Mapping[str, Any], seconds: float, *, places: bool = False) -> bytes:
    if template not in list_templates():
        raise LookupError(template)
    status, made = _set({"template": template, "source": "", "places": places}, data, seconds, MEMORY)
    if status:
        raise PaperUnprintable(template, made.decode(errors="replace")[-2_000:])
    return made


def typeset_form(
    source: str, data: Mapping[str, Any], *, seconds: float = FORM_SECONDS, memory: int = FORM_MEMORY
) -> bytes:
    """As ``typeset``, on a template that somebody wrote, with less time and room. It may import the parts of this
    room (``_official.typ``, ``_form.typ``) and reaches nothing else: no file, no network.

    Raises PaperTooLarge; TemplateFaulty with the line, TemplateUnfit, TemplateTooGreedy.
    """
    try:
        status, made = _set({"template": "", "source": source, "places": False}, data, seconds, memory)
    except PaperTookTooLong:
        raise TemplateTooGreedy from None
    if status == _FAULTY:
        raise _fault(json.loads(made))
    if status:
        raise TemplateTooGreedy
    return made


def list_templates() -> tuple[str, ...]:
    """The names of the templates that stand on their own feet; what begins with an underscore is a part."""
    return tuple(sorted(path.stem for path in TEMPLATES.glob("[!_]*.typ")))


def _set(what: Mapping[str, Any], data: Mapping[str, Any], seconds: float, memory: int) -> tuple[int, bytes]:
    words = json.dumps(printable(data), ensure_ascii=False, sort_keys=True)
    limits = {"folder": str(TEMPLATES), "seconds": int(seconds) + 1, "memory": memory}
    marked = {"data": words, "mark": training_words()}
    told = json.dumps({**what, **limits, **marked}, ensure_ascii=False).encode()
    if len(told) > MOST_MEGABYTES * 1_000_000:
        raise PaperTooLarge(megabytes=MOST_MEGABYTES)
    try:
        with compositor() as one:
            return one.ask(told, seconds)
    except TimeoutError:
        raise PaperTookTooLong(seconds=int(seconds)) from None
    except EOFError:
        return -signal.SIGKILL, b""


def _fault(told: Mapping[str, Any]) -> TemplateFaulty | TemplateUnfit:
    """Of several places the last one in the template itself: a part is right, and was asked for something wrong."""
    lines, said = _LINE.findall(told["where"]), plain(told["message"])
    return TemplateFaulty(line=int(lines[-1]), said=said) if lines else TemplateUnfit(said=said)
