"""One's own cases and drafts, and what is to be done about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from lienthong.domain.applications import queries
from lienthong.domain.cases.queries import CaseRow, State
from lienthong.domain.notices.queries import count_unread
from lienthong.domain.parties.queries import get_claim
from lienthong.web.portal.follow.words import Standing, tell
from lienthong.web.portal.mine.page import Page, citizen

ASKS = frozenset({State.WAITING_PAPERS, State.WAITING_DUTY, State.READY, State.TURNED_AWAY})
"""Where the person has something to do, or to fetch."""


@dataclass(frozen=True, slots=True)
class Shown:
    row: CaseRow
    told: Standing
    url: str


@citizen
def my(request: HttpRequest, page: Page) -> HttpResponse:
    rows = queries.list_my_cases(page.mine, page.now)
    verified = page.mine.verified
    context = {
        "asking": _shown([row for row in rows if row.state in ASKS]),
        "running": _shown([row for row in rows if row.ended_at is None and row.state not in ASKS]),
        "ended": _shown([row for row in rows if row.ended_at is not None and row.state not in ASKS]),
        "drafts": queries.list_drafts(page.by.account),
        "verified": verified,
        "claim": None if verified or not page.is_person else get_claim(page.by.account),
        "is_person": page.is_person,
        "name": page.by.name,
        "unread": count_unread(page.by.account),
    }
    return render(request, "portal/mine/home.html", context)


def _shown(rows: Sequence[CaseRow]) -> list[Shown]:
    return [Shown(row, tell(row), reverse("my_case", args=[row.id])) for row in rows]


urlpatterns = [path("my/", my, name="my")]
