"""What became of the documents that agencies issued in a period, line by line, and which documents a figure counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import (
    BigIntegerField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, StrIndex, Substr, TruncDate, Upper

from lienthong.domain.documents import models as m
from lienthong.domain.documents.queries.registers import Cursor, Page, turn
from lienthong.domain.documents.queries.rows import DocumentRow, row_of
from lienthong.domain.documents.rules.mending import Mending
from lienthong.domain.documents.rules.moves import NUMBERED, State
from lienthong.spine.clock.rules import ZONE


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which agencies and days a report is; both days belong to it."""

    agencies: tuple[str, ...]
    since: date
    until: date


class IssuedBy(StrEnum):
    """What a line of a report stands for."""

    AGENCY = "agency"
    KIND = "kind"
    UNIT = "unit"
    DRAFTER = "drafter"
    SIGNER = "signer"


class Issued(StrEnum):
    """What is counted. ``ISSUED``: numbered in the period and not cancelled; ``SEALED`` of them: with the signatures of
    the person and of the agency; ``MENDED`` of them: replaced or corrected by a later document since.
    """

    ISSUED = "issued"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    MENDED = "mended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class IssuedFigures:
    """``days`` from the first draft to the number, of all that were issued together."""

    counts: dict[Issued, int]
    days: int


_LIVE: Final = Q(state__in=[State.NUMBERED.value, State.ISSUED.value])
UNIT: Final = Coalesce(
    Subquery(
        m.Version.objects.filter(document=OuterRef("pk"), place=OuterRef("version"))
        .annotate(unit=Upper(KeyTextTransform("unit", "content")))
        .values("unit")[:1]
    ),
    Value(""),
    output_field=TextField(),
)


def report_issued(asked: Asked, by: IssuedBy) -> dict[str, IssuedFigures]:
    """By the key of a line. Two statements."""
    rows = _keyed(_dated(asked), by)
    where: dict[Issued, Q] = {column: _where(column) for column in Issued if column is not Issued.MENDED}
    told = rows.annotate(
        taken=Sum(_DAYS, filter=_LIVE), **{column.name: Count("pk", filter=q) for column, q in where.items()}
    )
    mended = _keyed(_dated(asked).filter(_where(Issued.MENDED)), by).annotate(count=Count("pk"))
    replaced = {row["line"]: row["count"] for row in mended}
    found = {}
    for row in told:
        counts: dict[Issued, int] = {column: row[column.name] for column in where}
        counts[Issued.MENDED] = replaced.get(row["line"], 0)
        found[row["line"]] = IssuedFigures(counts, row["taken"].days if row["taken"] else 0)
    return found


def pick_issued(
    asked: Asked,
    column: Issued,
    by: IssuedBy,
    key: str | None,
    *,
    cursor: Cursor | None = None,
    limit: int = 50,
) -> Page[DocumentRow]:
    """The documents behind a figure, ``key`` None: of the sum. Whoever shows them asked for rights before."""
    rows = _lined(_dated(asked).filter(_where(column)), by, key)
    return turn(rows, ("dated", "entry"), cursor, limit, row_of)


def live_documents(asked: Asked) -> QuerySet[m.Document, Any]:
    """Their ids, for a room above to join: numbered in the period and not cancelled."""
    return _dated(asked).filter(_LIVE).order_by().values("pk")


def key_of(by: IssuedBy, document: str) -> Subquery:
    """The key of the line in which a document stands that a row of a room above names in its field ``document``."""
    return Subquery(_keyed_rows(m.Document.objects.filter(pk=OuterRef(document)), by).values("line")[:1])


def list_unsent(
    asked: Asked,
    sent: QuerySet[Any, Any],
    by: IssuedBy,
    key: str | None,
    *,
    cursor: Cursor | None,
    limit: int,
) -> Page[DocumentRow]:
    """Those of the period that are not among ``sent``, which a room above knows."""
    rows = _lined(_dated(asked).filter(_LIVE).exclude(pk__in=sent), by, key)
    return turn(rows, ("dated", "entry"), cursor, limit, row_of)


def list_sent(
    asked: Asked,
    sent: QuerySet[Any, Any],
    by: IssuedBy,
    key: str | None,
    *,
    cursor: Cursor | None,
    limit: int,
) -> Page[DocumentRow]:
    rows = _lined(_dated(asked).filter(_LIVE, pk__in=sent), by, key)
    return turn(rows, ("dated", "entry"), cursor, limit, row_of)


def _dated(asked: Asked) -> QuerySet[m.Document]:
    return m.Document.objects.filter(
        agency__in=asked.agencies, dated__range=(asked.since, asked.until), state__in=sorted(NUMBERED)
    )


def _where(column: Issued) -> Q:
    if column is Issued.MENDED:
        return _LIVE & Q(pk__in=_mended())
    states = {
        Issued.ISSUED: _LIVE,
        Issued.SEALED: Q(state=State.ISSUED.value),
        Issued.UNSEALED: Q(state=State.NUMBERED.value),
        Issued.CANCELLED: Q(state=State.CANCELLED.value),
    }
    return states[column]


def _mended() -> QuerySet[m.Document, Any]:
    """Those that an issued document replaces or corrects; the index of subjects finds them."""
    mending = m.Document.objects.filter(~Q(about=""), state=State.ISSUED.value)
    mending = mending.filter(about__regex=rf"^({'|'.join(Mending)}):[0-9]{{1,18}}$")
    number = Substr("about", StrIndex("about", Value(":")) + 1)
    return mending.annotate(earlier=Cast(number, BigIntegerField())).values("earlier")


def _lined(rows: QuerySet[m.Document], by: IssuedBy, key: str | None) -> QuerySet[m.Document]:
    return rows if key is None else _keyed_rows(rows, by).filter(line=key)


def _keyed_rows(rows: QuerySet[m.Document], by: IssuedBy) -> QuerySet[Any, Any]:
    keys = {
        IssuedBy.AGENCY: F("agency"),
        IssuedBy.KIND: F("kind"),
        IssuedBy.UNIT: UNIT,
        IssuedBy.DRAFTER: F("drafter"),
        IssuedBy.SIGNER: F("signer"),
    }
    return rows.annotate(line=keys[by])


def _keyed(rows: QuerySet[m.Document], by: IssuedBy) -> QuerySet[Any, Any]:
    return _keyed_rows(rows.order_by(), by).values("line")


_DAYS: Final = ExpressionWrapper(
    F("dated") - TruncDate("recorded_at", tzinfo=ZONE), output_field=DurationField()
)
