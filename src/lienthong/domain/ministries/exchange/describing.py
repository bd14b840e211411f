"""Fields and statuses as an administrator writes them: one a line, ``heading = source, shape`` and ``word = ours``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from lienthong.domain.ministries.errors import FieldsUnfit, StatusesUnfit
from lienthong.domain.ministries.rules.fields import Field
from lienthong.domain.ministries.rules.vocabulary import Shape, Source, Standing
from lienthong.spine.text import clean

MOST: Final = 60
LONGEST: Final = 120


def read_fields(text: str) -> tuple[Field, ...]:
    """Raises FieldsUnfit with the line and what is wrong with it."""
    fields: list[Field] = []
    for line, heading, rest in _lines(text):
        source, _comma, shape = (part.strip().lower() for part in rest.partition(","))
        if not heading or len(heading) > LONGEST:
            raise FieldsUnfit(line=line, why=_("write heading = source, shape"))
        if source not in set(Source):
            raise FieldsUnfit(line=line, why=_("there is no source “%(word)s”") % {"word": source[:40]})
        if shape and shape not in set(Shape):
            raise FieldsUnfit(line=line, why=_("there is no shape “%(word)s”") % {"word": shape[:40]})
        if heading.casefold() in {one.heading.casefold() for one in fields}:
            raise FieldsUnfit(line=line, why=_("“%(word)s” stands twice") % {"word": heading})
        fields.append(Field(heading, Source(source), Shape(shape or Shape.PLAIN)))
    if not 0 < len(fields) <= MOST:
        raise FieldsUnfit(line=len(fields) + 1, why=_("there are 1 to %(most)s fields") % {"most": MOST})
    return tuple(fields)


def read_statuses(text: str) -> dict[str, Standing]:
    """Their word -> ours. Raises StatusesUnfit with the line and what is wrong with it."""
    found: dict[str, Standing] = {}
    for line, word, ours in _lines(text):
        if not word or ours.upper() not in set(Standing):
            known = ", ".join(Standing)
            raise StatusesUnfit(line=line, why=_("write word = one of %(known)s") % {"known": known})
        if word.casefold() in {one.casefold() for one in found}:
            raise StatusesUnfit(line=line, why=_("“%(word)s” stands twice") % {"word": word})
        found[word] = Standing(ours.upper())
    if not 0 < len(found) <= MOST:
        raise StatusesUnfit(line=len(found) + 1, why=_("there are 1 to %(most)s statuses") % {"most": MOST})
    return found


def write_fields(fields: Sequence[Field]) -> str:
    lines = []
    for one in fields:
        shape = "" if one.shape is Shape.PLAIN else f", {one.shape.value}"
        lines.append(f"{one.heading} = {one.source.value}{shape}")
    return "\n".join(lines)


def write_statuses(statuses: Mapping[str, str]) -> str:
    return "\n".join(f"{word} = {ours}" for word, ours in statuses.items())


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """The sign of equality that counts is the last: a heading may hold one."""
    for line, words in enumerate(text.splitlines(), 1):
        if words.strip():
            before, _sign, after = words.rpartition("=")
            yield line, clean(before)[:200], after.strip()
