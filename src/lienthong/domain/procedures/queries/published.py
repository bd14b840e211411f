"""What the public sees: published versions in force on a day, found without marks and in spite of a slip."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries.versions import VersionRow, version_row
from lienthong.domain.procedures.rules.vocabulary import Channel, Level
from lienthong.spine.stamps import kept
from lienthong.spine.text import search_key, search_words

LIKE_ENOUGH = 0.45
"""Of the trigrams of what was typed: one syllable in four may be misspelt."""


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    version: int
    code: str
    name: str
    field: str
    levels: tuple[Level, ...]
    online_level: int | None
    online_extent: str
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """``is_close``: nothing holds all the words; these come closest. ``has_more``: others follow."""

    rows: Sequence[ProcedureRow]
    is_close: bool = False
    has_more: bool = False


def _in_force(as_of: date) -> QuerySet[m.Version]:
    return m.Version.objects.filter(
        Q(effective_to=None) | Q(effective_to__gt=as_of),
        published_at__isnull=False,
        effective_from__lte=as_of,
    )


def find_published(
    as_of: date,
    *,
    text: str = "",
    field: str = "",
    level: str = "",
    agencies: Collection[str] = (),
    event: str = "",
    is_online: bool = False,
    limit: int = 30,
    offset: int = 0,
) -> Found:
    """In Vietnamese order of names; the closest first when no name holds all the words. ``agencies``: codes of an
    agency and its groups, one of which decides. ``event``: the code of an event of life. ``is_online``: only what is
    filed online.
    """
    found = _in_force(as_of)
    if event:
        found = found.filter(_called_for(event, as_of))
    if is_online:
        found = found.filter(_is_online())
    if agencies:
        found = found.filter(agencies__overlap=list(agencies))
    if field:
        found = found.filter(field=field)
    if level:
        found = found.filter(levels__contains=[level])
    exact = found
    for word in search_words(text):
        exact = exact.filter(search__contains=word)
    rows = _rows(exact.order_by("sort_key", "id"), limit, offset)
    if rows or offset or not text.strip():
        return Found(rows[:limit], has_more=len(rows) > limit)
    likeness = TrigramWordSimilarity(search_key(text), "search")
    close = found.annotate(likeness=likeness).filter(likeness__gte=LIKE_ENOUGH)
    return Found(_rows(close.order_by("-likeness", "sort_key", "id"), limit - 1, 0), is_close=True)


def list_names(as_of: date, agencies: Collection[str], *, limit: int) -> dict[str, str]:
    """Codes and names of what one of ``agencies`` (an agency and its groups) decides, in Vietnamese order of names."""
    return dict(_names(as_of, tuple(agencies), limit))


@kept("procedures")
def _names(as_of: date, agencies: tuple[str, ...], limit: int) -> tuple[tuple[str, str], ...]:
    found = _in_force(as_of).filter(agencies__overlap=list(agencies)).order_by("sort_key", "id")
    return tuple(found.values_list("procedure__code", "name")[:limit])


def _is_online() -> Exists:
    """Whether an online way of filing is stated."""
    return Exists(m.Way.objects.filter(version=OuterRef("pk"), channel=Channel.ONLINE.value))


def _rows(found: QuerySet[m.Version], limit: int, offset: int) -> list[ProcedureRow]:
    """One more than asked for, which tells whether others follow."""
    return [
        ProcedureRow(
            version=version.pk,
            code=version.procedure.code,
            name=version.name,
            field=version.field,
            levels=tuple(Level(level) for level in version.levels),
            online_level=version.online_level,
            online_extent=version.online_extent,
            is_online=version.is_online,
        )
        for version in found.annotate(is_online=_is_online()).select_related("procedure")[
            offset : offset + limit + 1
        ]
    ]


def list_published(as_of: date, *, after: str = "", limit: int = 60) -> list[ProcedureRow]:
    """In the order of their codes, from behind ``after``."""
    found = _in_force(as_of).filter(procedure__code__gt=after.replace("\x00", ""))
    return _rows(found.order_by("procedure__code"), limit - 1, 0)


def get_published(code: str, as_of: date) -> VersionRow:
    """The version in force on a day; after the last one ended that one, which says so. Raises ProcedureNotFound."""
    if "\x00" in code:
        raise ProcedureNotFound
    published = m.Version.objects.filter(procedure__code=code, published_at__isnull=False)
    found = (
        published.filter(effective_from__lte=as_of)
        .select_related("procedure")
        .order_by("-effective_from", "-number")
        .first()
    )
    if found is None:
        raise ProcedureNotFound
    return version_row(found)


def list_fields(as_of: date) -> list[tuple[str, int]]:
    """Each field of what is in force with how many procedures it holds."""
    counted = _in_force(as_of).order_by("field").values_list("field").annotate(count=Count("pk"))
    return [(field, count) for field, count in counted[:1_000]]


def list_deciding(as_of: date) -> list[str]:
    """Codes of the agencies and groups that decide something."""
    told = _in_force(as_of).order_by().values_list("agencies", flat=True).distinct()
    return sorted({code for codes in told for code in codes})


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    code: str
    name: str


def list_life_events(as_of: date) -> list[LifeEventRow]:
    """Those in use on a day that lead to something, in their order."""
    fields = set(_in_force(as_of).order_by().values_list("field", flat=True).distinct())
    rows = _events(as_of).filter(field__in=fields).order_by("position", "id")
    return list({row.code: LifeEventRow(row.code, row.name) for row in rows}.values())


def _events(as_of: date) -> QuerySet[m.LifeEvent]:
    return m.LifeEvent.objects.filter(
        Q(effective_to=None) | Q(effective_to__gt=as_of), effective_from__lte=as_of
    )


def _called_for(event: str, as_of: date) -> Q:
    """What an event of life calls for; nothing for one that is not known."""
    wanted = Q(pk=None)
    for row in _events(as_of).filter(code=event):
        one = Q(field=row.field)
        for word in search_words(row.words):
            one &= Q(search__contains=word)
        wanted |= one
    return wanted


@dataclass(frozen=True, slots=True)
class Title:
    """What a procedure is called."""

    name: str
    field: str
    sort_key: str


def get_titles(codes: Collection[str], as_of: date) -> dict[str, Title]:
    """Of each of these procedures its last title by that day, else its first."""
    versions = m.Version.objects.filter(procedure__code__in=set(codes))
    rows = versions.order_by(F("effective_from").asc(nulls_last=True), "number").values_list(
        "procedure__code", "effective_from", "name", "field", "sort_key"
    )
    titles: dict[str, Title] = {}
    for code, since, name, field, key in rows:
        if code not in titles or (since and since <= as_of):
            titles[code] = Title(name, field, key)
    return titles
