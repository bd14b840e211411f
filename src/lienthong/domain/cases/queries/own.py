"""A person's own cases: whoever calls knows that these records, and what was sent, are theirs."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.moves import MOVES, State, Verb
from lienthong.domain.cases.rules.vocabulary import ReturnBy


def list_own(
    parties: Collection[int], *, sent: Collection[int] = (), now: datetime, limit: int = 100
) -> list[CaseRow]:
    """Those in which these records apply or bring it for another, and those that were ``sent``, the newest first."""
    rows = now_standing().filter(case__in=_own(parties, sent)).select_related("case")
    return [case_row(row, now) for row in rows.order_by("-case")[:limit]]


def get_own(case: int, parties: Collection[int], *, sent: Collection[int] = (), now: datetime) -> CaseRow:
    """Raises CaseNotFound for another person's."""
    rows = now_standing().filter(case__in=_own(parties, sent).filter(pk=case)).select_related("case")
    if (row := rows.first()) is None:
        raise CaseNotFound
    return case_row(row, now)


def people_of(case: int) -> tuple[int, ...]:
    """The records of who applies and who brought it."""
    found = m.Case.objects.filter(pk=case).values_list("applicant_id", "submitter_id").first()
    return tuple(party for party in found or () if party)


def may_withdraw(row: CaseRow) -> bool:
    """Whether its applicant may still take it back."""
    return row.state in MOVES[Verb.WITHDRAWN].frm


def may_fetch(row: CaseRow) -> bool:
    """Whether its applicant may take the result as a document: nothing of paper goes with it."""
    if row.state is not State.READY or row.return_by == ReturnBy.POST:
        return False
    return not m.Original.objects.filter(case=row.id).exclude(custody=Custody.BACK.value).exists()


def _own(parties: Collection[int], sent: Collection[int]) -> QuerySet[m.Case]:
    theirs = Q(applicant__in=parties) | Q(submitter__in=parties) | Q(pk__in=sent)
    return m.Case.objects.filter(theirs)
