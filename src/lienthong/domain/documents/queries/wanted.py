"""Documents sought by any of their fields, without marks or capitals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.lookups import Contains

from lienthong.domain.documents import models as m
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries.reports import UNIT
from lienthong.domain.documents.queries.rows import DocumentRow, row_of
from lienthong.domain.documents.rules.kinds import Kind, Urgency
from lienthong.domain.documents.rules.moves import NUMBERED
from lienthong.spine.actor import Actor
from lienthong.spine.fulltext.queries import find_files
from lienthong.spine.text import APOSTROPHES, search_words

NOTHING: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a document; empty: anything. ``text`` may stand anywhere on it or in it, the others in their
    fields. ``party`` is who sent it, or to whom it goes; ``state`` as the register names it. ``since`` and ``until``
    are days of the register.
    """

    text: str = ""
    number: int | None = None
    symbol: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    party: str = ""
    signer: str = ""
    unit: str = ""
    handler: str = ""
    state: str = ""
    urgency: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Wanted() or not any(
            search_words(str(value)) for name in self.__slots__ if (value := getattr(self, name)) is not None
        )


class Unmarked(Func):
    """A field in small letters without marks, as ``search_words`` has its words."""

    function = "unaccent"
    template = "translate(%(function)s(lower(%(expressions)s)), %(signs)s, '')"
    signs = "'" + APOSTROPHES.replace("'", "''") + "'"
    output_field = TextField()

    def __init__(self, field: Any) -> None:
        super().__init__(field, signs=self.signs)


def holding[M: Model](rows: QuerySet[M], field: Any, text: str) -> QuerySet[M]:
    """Those of which ``field`` has all words."""
    for word in search_words(text):
        rows = rows.filter(Contains(Unmarked(field), Value(word)))
    return rows


def worded(text: str, files: Q) -> Q:
    """The words stand on it, or in its ``files``."""
    on_it = Q(pk__isnull=False)
    for word in search_words(text):
        on_it &= Q(search__contains=word)
    return on_it | files


def narrowed[M: Model](rows: QuerySet[M], wanted: Wanted, texts: Sequence[tuple[str, str]]) -> QuerySet[M]:
    """By what both registers have: ``texts`` are words and the field in which they stand. All of them stand in the
    row's key, too, of which there is an index.
    """
    if wanted.kind in set(Kind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.urgency in set(Urgency) - {Urgency.NORMAL}:
        rows = rows.filter(urgency=wanted.urgency)
    for text, field in texts:
        for word in search_words(text):
            rows = rows.filter(search__contains=word)
        rows = holding(rows, F(field), text)
    return rows


def find_documents(wanted: Wanted, *, by: Actor, limit: int = 50) -> list[DocumentRow]:
    """Issued ones that this person sees, the newest first."""
    if wanted.is_empty or not by.may(Permission.FOLLOW, by.agency):
        return []
    rows = m.Document.objects.filter(agency=by.agency, state__in=sorted(NUMBERED))
    if search_words(wanted.text):
        files = find_files(wanted.text, by.agency)
        rows = rows.filter(worded(wanted.text, Q(file__in=files) | Q(attached__overlap=files)))
    exact = {"number": wanted.number, "dated__gte": wanted.since, "dated__lte": wanted.until}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    texts = [
        (wanted.symbol, "symbol"),
        (wanted.party, "recipients"),
        (wanted.signer, "signer_name"),
        (wanted.handler, "drafter_name"),
    ]
    rows = narrowed(rows, wanted, texts)
    if search_words(wanted.unit):
        rows = holding(rows.annotate(of_unit=UNIT), F("of_unit"), wanted.unit)
    return [row_of(row) for row in rows.order_by("-dated", "-entry")[:limit]]
