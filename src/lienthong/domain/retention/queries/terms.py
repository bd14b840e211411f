"""The rules as they were laid down."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.retention.models import Rule
from lienthong.domain.retention.rules.keeping import Term

BOUND = 500


@dataclass(frozen=True, slots=True)
class TermRow:
    """A rule with who wrote it when. ``is_replaced``: another row of the same scope and day was written since."""

    term: Term
    name: str
    recorded_at: datetime
    is_replaced: bool


def terms_in_force() -> list[Term]:
    """Every rule that any case may fall under; of one scope and day the one written last."""
    latest: dict[tuple[object, ...], Term] = {}
    for row in Rule.objects.order_by("id")[:BOUND]:
        latest[row.since, row.procedure, row.field] = term_of_row(row)
    return list(latest.values())


def list_terms() -> list[TermRow]:
    """The widest scope first, in it the latest day first."""
    standing = {term.id for term in terms_in_force()}
    rows = Rule.objects.order_by("procedure", "field", "-since", "-id")[:BOUND]
    return [TermRow(term_of_row(row), row.name, row.recorded_at, row.pk not in standing) for row in rows]


def term_of_row(row: Rule) -> Term:
    return Term(row.pk, row.since, row.procedure, row.field, row.years, row.source, row.confirmed)
