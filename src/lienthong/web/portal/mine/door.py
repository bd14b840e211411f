"""Two doors to one case: the account whose case it is, and the browser that proved so by code and number.

What a person may do with their case stands once, in a view that takes an ``Own``; ``both`` gives it an address behind
each door. A telephone is often shared by a family: who came by one looks, pays and rates; what changes the case or
shows papers needs the applicant's own number, or the account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache

from lienthong.domain.applications.queries import get_my_case
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries import CaseRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.portal.mine.page import Page, citizen, own_page

FOLLOWED: Final = "followed"
"""In the session: the case that this browser has proved to be its person's."""
BY_NUMBER: Final = "followed_by_number"
"""In the session: the same case, where it was proved by the applicant's own number and not by a telephone."""
MINE, FOLLOW = "my_case", "followed"

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Own:
    """A case in the browser of somebody whose it is. ``is_whole``: proved by more than a telephone."""

    row: CaseRow
    by: Actor
    now: datetime
    door: str
    is_whole: bool

    @property
    def today(self) -> date:
        return clock.local(self.now).date()

    def url(self, name: str = "", *more: object) -> str:
        """Behind the same door; without a name, the case itself."""
        route = f"{self.door}_{name}" if name else self.door
        return reverse(route, args=[*([self.row.id] if self.door == MINE else []), *more])


def own_by_account(page: Page, case: int) -> Own:
    """Raises Http404."""
    try:
        row = get_my_case(page.mine, case, page.now)
    except CaseNotFound:
        raise Http404 from None
    return Own(row, page.by, page.now, MINE, is_whole=True)


def own_by_code(request: HttpRequest) -> Own | None:
    """None where this browser follows no case."""
    case = request.session.get(FOLLOWED)
    if not isinstance(case, int):
        return None
    now = clock.now()
    is_whole = request.session.get(BY_NUMBER) == case
    return Own(cases.follow(case, now=now), actor_of(request), now, FOLLOW, is_whole)


def own_of(request: HttpRequest, case: int | None = None) -> Own:
    """Of whoever may change the case, behind whichever door; without a ``case``, the one that is followed.

    Raises Http404.
    """
    own = own_by_code(request)
    if own and own.is_whole and case in {None, own.row.id}:
        return own
    if case is None:
        raise Http404
    return own_by_account(own_page(request), case)


def let_in(request: HttpRequest, case: int, *, by_number: bool) -> None:
    request.session[FOLLOWED] = case
    request.session[BY_NUMBER] = case if by_number else 0


def both(below: str, view: View, name: str, *, is_acting: bool = True, prefix: str = "") -> list[URLPattern]:
    """The two addresses of a view. ``is_acting``: it needs more than a shared telephone; ``prefix``: of what the upload
    process receives.
    """

    @citizen
    @wraps(view)
    def mine(request: HttpRequest, page: Page, case: int, **gaps: Any) -> HttpResponse:
        return _within(request, own_by_account(page, case), **gaps)

    @public
    @never_cache
    @wraps(view)
    def followed(request: HttpRequest, **gaps: Any) -> HttpResponse:
        own = own_by_code(request)
        if own is None:
            return redirect("follow")
        if is_acting and not own.is_whole:
            return redirect(own.url())
        return _within(request, own, **gaps)

    def _within(request: HttpRequest, own: Own, **gaps: Any) -> HttpResponse:
        refused: HttpResponse | None = (
            ratelimit.consume_or_429(request, action="act_from_home") if request.method == "POST" else None
        )
        return refused or view(request, own, **gaps)

    return [
        path(f"{prefix}my/cases/<int:case>/{below}", mine, name=f"{MINE}_{name}"),
        path(f"{prefix}follow/case/{below}", followed, name=f"{FOLLOW}_{name}"),
    ]
