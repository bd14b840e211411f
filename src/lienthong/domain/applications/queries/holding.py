"""All that is held of one person, as plain values: what their copy of it says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.domain.accounts.queries import get_account, list_identities
from lienthong.domain.applications import models as m
from lienthong.domain.applications.queries.mine import Mine, MyPaper, list_looks, list_my_cases
from lienthong.domain.applications.queries.reading import ApplicationRow, row_of
from lienthong.domain.cases.queries import STATE_LABELS, CaseRow
from lienthong.domain.notices.queries import PAGE, NoticeRow, count_notices, list_notices
from lienthong.domain.parties import queries as parties
from lienthong.spine import clock

MOST = 500


def held_of(mine: Mine, papers: Sequence[MyPaper], now: datetime) -> dict[str, Any]:
    """Dates and instants as ISO texts, so that a program can read them too."""
    applications = m.Application.objects.exclude(sealed=b"").filter(account=mine.account).order_by("id")
    return {
        "made_at": now.isoformat(),
        "account": _account(mine.account),
        "identity": _identity(mine, now),
        "cases": [_case(row) for row in list_my_cases(mine, now)],
        "applications": [_application(row_of(row)) for row in applications[:MOST]],
        "papers": [
            {"file": paper.name, "paper": paper.title, "of": paper.about, "kept": paper.kept.value}
            for paper in papers
        ],
        "notices": [
            {"day": one.day.isoformat(), "title": one.title, "body": one.body}
            for one in _notices(mine.account)
        ],
        "readings": [
            {
                "at": one.at.isoformat(),
                "agency": one.hat,
                "role": one.position,
                "parts": one.parts,
                "why": one.reason,
            }
            for one in list_looks(mine, limit=MOST)
        ],
    }


def _notices(account: str) -> list[NoticeRow]:
    """All pages of them, as far as the bound."""
    count = min(count_notices(account), MOST)
    return [row for offset in range(0, count, PAGE) for row in list_notices(account, offset=offset)]


def _account(account: str) -> dict[str, Any]:
    row = get_account(account)
    if row is None:
        return {}
    return {
        "name": row.full_name,
        "sign_in": row.username,
        "email": row.email,
        "identities": [one.label for one in list_identities(account)],
    }


def _identity(mine: Mine, now: datetime) -> dict[str, Any] | None:
    if mine.verified is None:
        return None
    day = clock.local(now).date()
    data = parties.own_data(mine.verified, day)
    consents = parties.list_consents(mine.verified.party, day)
    return {
        "verified_by": mine.verified.assurance.value,
        "since": mine.verified.since.isoformat(),
        "name": data.name,
        "birth": data.birth,
        "numbers": [{"kind": one.kind.value, "number": one.number} for one in data.numbers],
        "contacts": [{"kind": one.kind.value, "value": one.value} for one in data.contacts],
        "consents": [{"purpose": one.purpose.value, "words": one.wording} for one in consents],
    }


def _case(row: CaseRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "procedure": row.title,
        "applicant": row.applicant_name,
        "agency": row.owner,
        "state": str(STATE_LABELS[row.state]),
        "filed_at": row.filed_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }


def _application(row: ApplicationRow) -> dict[str, Any]:
    return {
        "procedure": row.title,
        "agency": row.owner,
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        "people": dict(row.content.people),
        "form": dict(row.content.form),
    }
