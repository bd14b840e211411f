"""What is a person's own: cases, drafts, papers, and who looked at their data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from lienthong.domain.applications import models as m
from lienthong.domain.applications.queries.reading import ApplicationRow, row_of
from lienthong.domain.applications.queries.supplements import list_brought_of
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.queries import CaseRow, Purpose, about_of
from lienthong.domain.documents.queries import list_about
from lienthong.domain.parties import queries as parties
from lienthong.domain.parties.queries import VerifiedRow
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine.files.queries import get_files
from lienthong.spine.readings.queries import ReadingRow, list_readings

MOST = 100


@dataclass(frozen=True, slots=True)
class Mine:
    """Whose account it is, as far as it was made sure, and the cases that it sent: by case, its application's row."""

    account: str
    verified: VerifiedRow | None
    sent: Mapping[int, int]

    @property
    def records(self) -> frozenset[int]:
        return self.verified.records if self.verified else frozenset()


class Kept(StrEnum):
    """Where a paper of one's own comes from."""

    SENT = "sent"
    RESULT = "result"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class MyPaper:
    """``title`` says which paper it is, ``about`` of which case, 0 for none; ``file`` is the stored file."""

    file: int
    case: int
    name: str
    title: str
    about: str
    kept: Kept
    size: int
    media_type: str
    since: datetime

    @property
    def is_result(self) -> bool:
        return self.kept is Kept.RESULT


def get_mine(account: str, day: date) -> Mine:
    """Two statements, two more when it was made sure whose the account is."""
    sent = m.Application.objects.exclude(sealed=b"").filter(account=account, case__isnull=False)
    rows = sent.order_by("-id").values_list("case", "id")[:MOST] if account else ()
    return Mine(account, parties.get_verified(account, day), {case: row for case, row in rows if case})


def list_my_cases(mine: Mine, now: datetime) -> list[CaseRow]:
    rows = cases.list_own(mine.records, sent=mine.sent, now=now, limit=MOST)
    return [row for row in rows if not row.is_erased]


def get_my_case(mine: Mine, case: int, now: datetime) -> CaseRow:
    """Raises CaseNotFound."""
    return cases.get_own(case, mine.records, sent=mine.sent, now=now)


def list_drafts(account: str) -> list[ApplicationRow]:
    """What was begun while signed in and is not sent, the last one touched first."""
    rows = m.Application.objects.filter(account=account, sent_at=None).order_by("-kept_at", "-id")
    return [row_of(row) for row in rows[:50]] if account else []


def list_looks(mine: Mine, *, limit: int = 100) -> list[ReadingRow]:
    """Who looked at this person's data, the newest first; nothing before it was made sure who it is."""
    subjects = [f"party:{record}" for record in sorted(mine.records)]
    return list_readings(subjects=subjects, limit=limit) if subjects else []


def list_my_papers(mine: Mine, now: datetime, day: date) -> list[MyPaper]:
    """What one sent, the results one received, what is held of one; the newest first. A constant number of statements
    for each procedure that something was sent under.
    """
    owned = list_my_cases(mine, now)
    found = [*_sent(mine, owned), *_brought(owned), *_results(owned), *_held(mine, day)]
    return sorted(found, key=lambda paper: (paper.since, paper.file), reverse=True)[:MOST]


def get_my_paper(mine: Mine, file: int, now: datetime, day: date) -> MyPaper | None:
    return next((one for one in list_my_papers(mine, now, day) if one.file == file), None)


def _sent(mine: Mine, owned: list[CaseRow]) -> list[MyPaper]:
    ids = [row.id for row in owned]
    theirs = Q(application__account=mine.account) | Q(application__case__in=ids)
    rows = m.Attachment.objects.filter(theirs, application__sent_at__isnull=False).select_related(
        "application"
    )
    chosen = list(rows.order_by("-id")[:MOST])
    files = get_files([row.file for row in chosen])
    names = _papers_of({row.application.version_id for row in chosen})
    return [
        MyPaper(
            file=row.file,
            case=row.application.case_id or 0,
            name=row.name,
            title=names.get((row.application.version_id, row.paper), row.name),
            about=row.application.title,
            kept=Kept.SENT,
            size=row.size,
            media_type=files[row.file].media_type,
            since=row.added_at,
        )
        for row in chosen
        if row.file in files
    ]


def _brought(owned: list[CaseRow]) -> list[MyPaper]:
    """What was sent later, because the case asked for it."""
    cases_of = {row.id: row for row in owned}
    return [
        MyPaper(
            file=one.file,
            case=case,
            name=one.name,
            title=one.name,
            about=cases_of[case].title,
            kept=Kept.SENT,
            size=one.size,
            media_type=media_type,
            since=one.added_at,
        )
        for case, one, media_type in list_brought_of(list(cases_of))
    ]


def _papers_of(versions: set[int]) -> dict[tuple[int, int], str]:
    return {
        (version, place): paper.name
        for version in versions
        for place, paper in enumerate(get_handling(version).papers, 1)
    }


def _results(owned: list[CaseRow]) -> list[MyPaper]:
    """Signed results of cases that were handed over, each with what goes with it: until then nobody but the one-stop
    gives them out.
    """
    given = {about_of(row.id, Purpose.RESULT): row for row in owned if row.state == cases.State.GIVEN}
    documents = [one for one in list_about(given) if one.number] if given else []
    files = get_files({file for one in documents for file in one.files})
    return [
        MyPaper(
            file=file,
            case=given[one.about].id,
            name=files[file].name,
            title=one.title if file == one.file else f"{one.title}: {files[file].name}",
            about=given[one.about].title,
            kept=Kept.RESULT,
            size=files[file].size,
            media_type=files[file].media_type,
            since=one.moved_at,
        )
        for one in documents
        for file in one.files
        if file in files
    ]


def _held(mine: Mine, day: date) -> list[MyPaper]:
    if mine.verified is None:
        return []
    rows = [row for row in parties.list_papers(mine.verified.party, day) if row.file]
    files = get_files([row.file for row in rows if row.file])
    return [
        MyPaper(
            file=row.file,
            case=0,
            name=files[row.file].name,
            title=row.title,
            about=row.issuer,
            kept=Kept.HELD,
            size=files[row.file].size,
            media_type=files[row.file].media_type,
            since=files[row.file].put_at,
        )
        for row in rows
        if row.file and row.file in files
    ]
