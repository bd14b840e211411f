"""Cases that ended long ago, for whoever decides how long they are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.spine import clock


@dataclass(frozen=True, slots=True)
class Span:
    """Cases of these procedures in one field that ended from ``since`` on and before ``before``."""

    field: str
    procedures: Sequence[str]
    since: date
    before: date


@dataclass(frozen=True, slots=True)
class EndedRow:
    """What stays known of a case. ``people`` are the parties it names, ``is_erased`` without saying anything now."""

    id: int
    number: str
    procedure: str
    field: str
    title: str
    owner: str
    ended_on: date | None
    people: tuple[int, ...]
    is_erased: bool


def list_owners() -> list[str]:
    """Every agency that ever answered for a case."""
    return list(m.Case.objects.order_by("owner").values_list("owner", flat=True).distinct())


def list_kinds(owners: Collection[str]) -> list[tuple[str, str]]:
    """Procedure and field of every case of these agencies, each pair once."""
    pairs = m.Case.objects.filter(owner__in=owners).exclude(number="").order_by("field", "procedure")
    return list(pairs.values_list("procedure", "field").distinct())


def list_ended(
    owners: Collection[str], spans: Sequence[Span], *, without: Collection[int] = (), limit: int = 200
) -> list[EndedRow]:
    """Numbered cases of these agencies that ended within one of these, the oldest first; not what was destroyed."""
    if not spans:
        return []
    rows = now_standing().filter(_within(spans), owner__in=owners, closed=True).exclude(case__in=without)
    rows = rows.exclude(case__applicant_name=ERASED).exclude(case__number="").select_related("case")
    return [_row(stand) for stand in rows.order_by("ended_at", "case")[:limit]]


def get_ended(case: int) -> EndedRow | None:
    """``ended_on`` None: it is still open."""
    stand = now_standing().filter(case=case).select_related("case").first()
    return _row(stand) if stand else None


def find_owned(number: str, owners: Collection[str]) -> int | None:
    """The case of one of these agencies with this number."""
    told = number.strip()
    if not told or "\x00" in told:
        return None
    return m.Case.objects.filter(number=told, owner__in=owners).values_list("pk", flat=True).first()


def parties_in_use(parties: Collection[int]) -> set[int]:
    """Those of these that a case not destroyed, a book of certifications or a letter that stops cases names."""
    named = m.Case.objects.exclude(applicant_name=ERASED)
    found = set(named.filter(applicant__in=parties).values_list("applicant", flat=True))
    found |= set(named.filter(submitter__in=parties).values_list("submitter", flat=True))
    found |= set(m.Certification.objects.filter(party__in=parties).values_list("party", flat=True))
    return found | set(m.Block.objects.filter(party__in=parties).values_list("party", flat=True))


def _within(spans: Sequence[Span]) -> Q:
    wanted = Q()
    for span in spans:
        wanted |= Q(
            procedure__in=span.procedures,
            case__field=span.field,
            ended_at__gte=_begins(span.since),
            ended_at__lt=_begins(span.before),
        )
    return wanted


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.ZONE)


def _row(stand: m.Stand) -> EndedRow:
    case = stand.case
    return EndedRow(
        id=case.pk,
        number=case.number,
        procedure=case.procedure,
        field=case.field,
        title=case.title,
        owner=case.owner,
        ended_on=clock.local(stand.ended_at).date() if stand.closed and stand.ended_at else None,
        people=tuple(party for party in (case.applicant_id, case.submitter_id) if party),
        is_erased=case.applicant_name == ERASED,
    )
