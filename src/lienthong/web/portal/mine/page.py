"""What the pages of a citizen's account share: whose it is, and where each page leads back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lienthong.domain.accounts.queries import OWN_KINDS, Account, Kind
from lienthong.domain.applications import queries
from lienthong.domain.applications.queries import Mine
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, signed_in


@dataclass(frozen=True)
class Page:
    """One person at home, signed in."""

    by: Actor
    now: datetime
    is_person: bool

    @property
    def today(self) -> date:
        return clock.local(self.now).date()

    @cached_property
    def mine(self) -> Mine:
        return queries.get_mine(self.by.account, self.today)


def has_own_pages(request: HttpRequest) -> bool:
    """Accounts for work have none: what an official does for himself, he does with an account of his own."""
    return not actor_of(request).is_anonymous and cast(Account, request.user).kind in OWN_KINDS


def citizen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of one's own account: called with its page. Accounts for work get 404."""

    @signed_in
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **gaps: Any) -> HttpResponse:
        return view(request, own_page(request), **gaps)

    return guarded


def own_page(request: HttpRequest) -> Page:
    """Raises Http404 for an account for work, and before sign-in."""
    if not has_own_pages(request):
        raise Http404
    is_person = cast(Account, request.user).kind == Kind.CITIZEN
    return Page(actor_of(request), clock.now(), is_person)
