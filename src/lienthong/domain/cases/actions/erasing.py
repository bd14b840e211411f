"""The papers of a case and whoever it was about are destroyed when their time is over; its figures remain."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound, NotYetErasable, NotYours
from lienthong.domain.cases.permissions import PLATFORM
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.erasing import ERASED, erased
from lienthong.domain.cases.rules.paying import about_money
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.notices import actions as notices
from lienthong.domain.short_messages import actions as short_messages
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard
from lienthong.spine.files.queries import get_files
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.lexemes import lexemes, written


@transaction.atomic
def erase(*, case: int, basis: str, also: Iterable[str] = (), by: Actor, at: datetime) -> list[str]:
    """Takes names, words and papers out of a closed case; digests of the contents that went. Done twice, it is done
    once. ``also``: digests of what rooms above lose with it. Only the platform does it, by a decision of two people.

    Raises CaseNotFound, NotYours, NotYetErasable.
    """
    if by.account != PLATFORM:
        raise NotYours
    row = m.Case.objects.select_for_update(of=("self",)).filter(pk=case).first()
    if row is None:
        raise CaseNotFound
    if done := m.Erasure.objects.filter(case=row).first():
        return list(done.digests)
    _refuse_open(row)
    digests = sorted({*_papers(row), *also})
    m.Erasure.objects.create(
        case=row, basis=basis, digests=digests, account=by.account, name=by.name, erased_at=at
    )
    _empty(row)
    subject = f"case:{row.pk}"
    notices.forget(subject=subject)
    short_messages.forget(subject=subject)
    deliveries.forget(about=about_money(row.pk))
    details: dict[str, Json] = {"number": row.number, "files": len(digests), "decision": basis}
    record(by=by, verb="cases.erase", subject=subject, agency=row.owner, at=at, details=details)
    return digests


def _refuse_open(row: m.Case) -> None:
    stand = now_standing().get(case=row)
    kept = m.Original.objects.filter(case=row).exclude(custody=Custody.BACK.value)
    if not stand.closed or kept.exists():
        raise NotYetErasable(number=row.number or row.pk)


def _papers(row: m.Case) -> Iterator[str]:
    """The digests of what was handed out or scanned, taken out of the store when the transaction is done."""
    files = [*m.Paper.objects.filter(case=row).values_list("file", flat=True)]
    files += m.Scan.objects.filter(case=row, removed_at=None).values_list("file", flat=True)
    for file in get_files(files).values():
        discard(file=file.id)
        yield file.digest


def _empty(row: m.Case) -> None:
    row.applicant_name, row.content = ERASED, ""
    if row.submitter_id:
        row.submitter_name = row.authority = ERASED
    row.found_by = written(lexemes((row.number, row.title), {row.owner}))
    row.save(update_fields=["applicant_name", "content", "submitter_name", "authority", "found_by"])
    for one in m.Happening.objects.filter(case=row):
        one.data = erased(one.data)
        one.save(update_fields=["data"])
    for stand in m.Stand.objects.filter(case=row).exclude(corrected={}):
        stand.corrected = erased(stand.corrected)
        stand.save(update_fields=["corrected"])
    m.Consultation.objects.filter(case=row).update(words=ERASED)
    m.Original.objects.filter(case=row).update(name=ERASED)
    m.Original.objects.filter(case=row).exclude(note="").update(note=ERASED)
    m.Paper.objects.filter(case=row, issue__gt=1).update(reason=ERASED)
    m.Scan.objects.filter(case=row).update(name=ERASED)
    m.Scan.objects.filter(case=row).exclude(reason="").update(reason=ERASED)
