"""What a plan brought about: documents that were accepted for its duties. This much everyone may see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import end_of, standings, with_file
from lienthong.domain.plans.rules.standing import State, Verb


@dataclass(frozen=True, slots=True)
class ProductRow:
    """An accepted document; ``ref`` of its task is empty for a report that no task asks for.

    ``agency`` is who handed it in: the heir, where the duty was handed on before.
    """

    obligation: int
    agency: str
    ref: str
    title: str
    number: str
    issued_on: dt.date
    issuer: str
    abstract: str
    file: int


def find_products(
    plan: PlanRow,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    lineage: int | None = None,
    agency: str = "",
) -> QuerySet[m.Evidence]:
    """Not read yet: slice it, then ``read_products``. Newest document first.

    A document counts when it was accepted, and its duty still stands so.
    """
    met = standings(plan.id, as_of, known).filter(state__in=[State.DONE, State.PART_DONE])
    if agency:
        met = met.filter(agency=agency)
    rows = m.Evidence.objects.filter(obligation__in=met.values("obligation"), obligation__plan=plan.id)
    if lineage is not None:
        rows = rows.filter(obligation__lineage=lineage)
    rows = rows.exclude(obligation__part=m.Obligation.Part.CONTRIBUTION)
    return rows.filter(_was_accepted(as_of)).order_by("-issued_on", "-id")


def read_products(rows: Iterable[m.Evidence]) -> list[ProductRow]:
    if isinstance(rows, QuerySet):
        rows = rows.select_related("obligation__task", "happening")
    return [
        ProductRow(
            obligation=row.obligation_id,
            agency=row.happening.agency,
            ref=row.obligation.task.ref if row.obligation.task else "",
            title=row.obligation.title,
            number=row.number,
            issued_on=row.issued_on,
            issuer=row.issuer,
            abstract=row.abstract,
            file=row.file,
        )
        for row in rows
    ]


def is_public_file(file: int, *, as_of: dt.date) -> bool:
    """True when a document with this file was accepted, and its duty still stands so."""
    met = standings(None, as_of).filter(
        state__in=[State.DONE, State.PART_DONE], obligation=OuterRef("obligation")
    )
    rows = m.Evidence.objects.filter(with_file([file])).exclude(
        obligation__part=m.Obligation.Part.CONTRIBUTION
    )
    return rows.filter(Exists(met)).filter(_was_accepted(as_of)).exists()


def _was_accepted(day: dt.date) -> Q:
    """It was accepted before it was returned or taken back, and the acceptance was not taken back since."""
    later = m.Happening.objects.filter(
        obligation=OuterRef("obligation"), id__gt=OuterRef("happening"), occurred_at__lt=end_of(day)
    )
    undone_before = m.Happening.objects.filter(
        obligation=OuterRef("obligation"),
        verb__in=[Verb.RETURNED, Verb.TAKEN_BACK],
        id__gt=OuterRef(OuterRef("happening")),
        id__lt=OuterRef("pk"),
    )
    accepted = later.filter(~Exists(undone_before), verb=Verb.ACCEPTED)
    return Q(Exists(accepted)) & ~Q(Exists(later.filter(verb=Verb.REOPENED)))
