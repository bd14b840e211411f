"""Sends data through a template, in a process of its own that can be stopped."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge, PaperUnprintable
from lienthong.spine.pdf.letters import FONTS, printable

TEMPLATES: Final = Path(__file__).parent / "templates"
MOST_MEGABYTES: Final = 8
SECONDS: Final = 60.0
_PROGRAM: Final = Path(__file__).parent / "compositor.py"


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
    return _set(template, _told(template, data), seconds)


def typeset_with_places(
    template: str, data: Mapping[str, Any], *, seconds: float = SECONDS
) -> tuple[bytes, list[Place]]:
    """As ``typeset``, and where the paper leaves room, in the order of reading; one name may come more than once."""
    line, _, paper = _set(template, _told(template, data), seconds, asked="places").partition(b"\n")
    return paper, [_place(**told) for told in json.loads(line)]


def _place(name: str, page: int, x: float, y: float, width: float, height: float, tall: float) -> Place:
    """The typesetter counts pages from one, and points downwards from the top of a page ``tall`` high."""
    return Place(name, page - 1, x, tall - y - height, width, height)


def _told(template: str, data: Mapping[str, Any]) -> bytes:
    if template not in list_templates():
        raise LookupError(template)
    told = json.dumps(printable(data), ensure_ascii=False, sort_keys=True).encode()
    if len(told) > MOST_MEGABYTES * 1_000_000:
        raise PaperTooLarge(megabytes=MOST_MEGABYTES)
    return told


def list_templates() -> tuple[str, ...]:
    """The names of the templates that stand on their own feet; what begins with an underscore is a part."""
    return tuple(sorted(path.stem for path in TEMPLATES.glob("[!_]*.typ")))


def _set(template: str, told: bytes, seconds: float, *, asked: str = "") -> bytes:
    """Isolated (``-I``): the compositor needs the typesetter and nothing of ours."""
    command = [
        sys.executable,
        "-I",
        str(_PROGRAM),
        str(TEMPLATES),
        str(FONTS),
        template,
        str(int(seconds) + 1),
        asked,
    ]
    try:
        done = subprocess.run(command, input=told, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise PaperTookTooLong(seconds=int(seconds)) from None
    if done.returncode:
        raise PaperUnprintable(template, done.stderr.decode(errors="replace")[-2_000:])
    return done.stdout
