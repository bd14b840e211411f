"""What a case asks of its applicant, and what was brought for it from home."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.applications import models as m
from lienthong.domain.cases.queries import CaseRow, State, Verb, get_story
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine.files.queries import get_files

MOST = 100


@dataclass(frozen=True, slots=True)
class BroughtRow:
    id: int
    file: int
    name: str
    size: int
    round: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What was asked for: ``items`` in words, ``reason``, in which ``round`` and when; ``files``: not sent yet."""

    items: tuple[str, ...]
    reason: str
    round: int
    at: datetime
    files: tuple[BroughtRow, ...]


def find_asked(row: CaseRow) -> AskedRow | None:
    """None where the case does not wait for papers."""
    if row.state is not State.WAITING_PAPERS:
        return None
    asked = [one for one in get_story(row.id).happenings if one.verb == Verb.SUPPLEMENT_ASKED]
    if not asked:
        return None
    data, papers = asked[-1].data, get_handling(row.version).papers
    names = [papers[place - 1].name for place in data.get("papers_asked", ()) if 0 < place <= len(papers)]
    return AskedRow(
        items=(*names, *map(str, data.get("items", ()))),
        reason=str(data.get("reason", "")),
        round=row.rounds,
        at=asked[-1].occurred_at,
        files=tuple(_rows(row.id, is_sent=False, of_round=row.rounds)),
    )


def list_brought(case: int) -> list[BroughtRow]:
    """What was sent from home for one case. Whoever shows it asks for rights before."""
    return _rows(case, is_sent=True)


def list_brought_of(cases: list[int]) -> list[tuple[int, BroughtRow, str]]:
    """Of several cases, the newest first: the case, the file, its type."""
    rows = m.Brought.objects.filter(supplement__case__in=cases, supplement__sent_at__isnull=False)
    chosen = list(rows.select_related("supplement").order_by("-id")[:MOST]) if cases else []
    files = get_files([row.file for row in chosen])
    return [
        (row.supplement.case_id, _row(row), files[row.file].media_type) for row in chosen if row.file in files
    ]


def _rows(case: int, *, is_sent: bool, of_round: int | None = None) -> list[BroughtRow]:
    rows = m.Brought.objects.filter(supplement__case=case, supplement__sent_at__isnull=not is_sent)
    if of_round is not None:
        rows = rows.filter(supplement__round=of_round)
    return [_row(row) for row in rows.select_related("supplement").order_by("id")[:MOST]]


def _row(row: m.Brought) -> BroughtRow:
    return BroughtRow(row.pk, row.file, row.name, row.size, row.supplement.round, row.added_at)
