"""Reads of the books of certifications: what waits, what was certified, on which volume and number."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CertificationNotFound
from lienthong.domain.cases.models.certification import WAITING
from lienthong.domain.cases.rules.certifying import FEES, MANNERS, Certified, fee_of, in_force, name_volume
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.organisations.queries import Level, get_agency
from lienthong.spine import clock
from lienthong.spine.text import search_words

OFFERED: Final = 30
"""So many of the papers that were certified most lately are offered to be chosen again."""
_LOOKED_AT: Final = 500


@dataclass(frozen=True, slots=True)
class CertificationRow:
    """One line. ``number`` is None while it waits; ``volume`` as the law writes it (01/2021-SCT/BS)."""

    id: int
    agency: str
    kind: Certified
    requester: str
    party: int | None
    paper: str
    pages: int
    copies: int
    fee: int
    exempt: str
    received_at: datetime
    due_at: datetime
    explanation: str
    further_days: int
    why: str
    name: str
    number: int | None
    volume: str
    certified_at: datetime | None
    signer: str
    signer_name: str
    signer_title: str
    cancelled_at: datetime | None
    cancelled_reason: str

    @property
    def is_waiting(self) -> bool:
        return self.certified_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class CertifiedSum:
    """Of a stretch of a book: lines that hold, copies, money, and lines that were cancelled."""

    lines: int
    copies: int
    fees: int
    cancelled: int


def certifies(agency: str, day: date) -> bool:
    """Whether papers are certified there: by the committees of communes and by districts, not by departments."""
    found = get_agency(agency, day)
    return found is not None and found.level in {Level.COMMUNE, Level.DISTRICT}


def price(kind: Certified, *, pages: int, copies: int, day: date) -> int:
    """What a line costs on a day."""
    return fee_of(in_force(FEES, day), kind, pages=pages, copies=copies)


def fee_source(day: date) -> tuple[str, bool]:
    """The text that lays the fee down, and whether somebody compared it."""
    fee = in_force(FEES, day)
    return fee.source, fee.confirmed


def most_further_days(day: date) -> int:
    return in_force(MANNERS, day).further_days


def get_certification(certification: int, agency: str) -> CertificationRow:
    """Raises CertificationNotFound, also for a line of another agency's book."""
    row = m.Certification.objects.filter(pk=certification, agency=agency).first()
    if row is None:
        raise CertificationNotFound
    return certification_row(row)


def list_made(key: UUID, agency: str) -> list[CertificationRow]:
    """The lines that a form made, in its order."""
    rows = m.Certification.objects.filter(key=key, agency=agency).order_by("place")
    return [certification_row(row) for row in rows]


def list_waiting(agency: str, *, limit: int = 200) -> list[CertificationRow]:
    """What was taken in and is not certified yet, the nearest moment first."""
    rows = m.Certification.objects.filter(WAITING, agency=agency).order_by("due_at", "id")
    return [certification_row(row) for row in rows[:limit]]


def list_certified(
    agency: str,
    kind: Certified,
    period: Period,
    *,
    text: str = "",
    limit: int = 200,
    newest_first: bool = True,
) -> list[CertificationRow]:
    """Lines of a book, cancelled ones too: a number once given stays in it."""
    rows = _of_book(agency, kind, period)
    for word in search_words(text):
        rows = rows.filter(search__contains=word)
    order = ("-year", "-number") if newest_first else ("year", "number")
    return [certification_row(row) for row in rows.order_by(*order)[:limit]]


def sum_certified(agency: str, kind: Certified, period: Period) -> CertifiedSum:
    holds = Q(cancelled_at=None)
    told = _of_book(agency, kind, period).aggregate(
        lines=Count("pk", filter=holds),
        copies=Sum("copies", filter=holds),
        fees=Sum("fee", filter=holds),
        cancelled=Count("pk", filter=~holds),
    )
    return CertifiedSum(told["lines"], told["copies"] or 0, told["fees"] or 0, told["cancelled"])


def offer_papers(agency: str) -> list[str]:
    """Names of papers as they were typed lately, the most frequent first."""
    lately = m.Certification.objects.filter(agency=agency).order_by("-id").values("pk")[:_LOOKED_AT]
    rows = (
        m.Certification.objects.filter(pk__in=lately).values("paper").annotate(n=Count("pk"), last=Max("pk"))
    )
    return list(rows.order_by("-n", "-last").values_list("paper", flat=True)[:OFFERED])


def last_signer(agency: str) -> str:
    """Who signed last there: most likely who signs next."""
    row = m.Certification.objects.filter(agency=agency, certified_at__isnull=False).order_by("-id").first()
    return row.signer if row else ""


def certification_row(row: m.Certification) -> CertificationRow:
    kind = Certified(row.kind)
    volume = ""
    if row.number and row.year and row.certified_at:
        manner = in_force(MANNERS, clock.local(row.certified_at).date())
        volume = name_volume(manner, kind, row.number, row.year)
    return CertificationRow(
        id=row.pk,
        agency=row.agency,
        kind=kind,
        requester=row.requester,
        party=row.party_id,
        paper=row.paper,
        pages=row.pages,
        copies=row.copies,
        fee=row.fee,
        exempt=row.exempt,
        received_at=row.received_at,
        due_at=row.due_at,
        explanation=row.due.get("explanation", ""),
        further_days=row.further_days,
        why=row.why,
        name=row.name,
        number=row.number,
        volume=volume,
        certified_at=row.certified_at,
        signer=row.signer,
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        cancelled_at=row.cancelled_at,
        cancelled_reason=row.cancelled_reason,
    )


def _of_book(agency: str, kind: Certified, period: Period) -> QuerySet[m.Certification]:
    first = datetime.combine(period.first, time(), clock.ZONE)
    after = datetime.combine(period.last, time(), clock.ZONE) + timedelta(days=1)
    return m.Certification.objects.filter(
        agency=agency, kind=kind.value, certified_at__gte=first, certified_at__lt=after
    )
