"""What the pages of an application share: who may continue it, its parts with their addresses, where to go on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lienthong.domain.applications import queries
from lienthong.domain.applications.errors import ApplicationNotFound
from lienthong.domain.applications.queries import ApplicationRow, PaperPart, Part, Progress, Whole
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, public

HELD = "applications"
"""In the session: keys of the applications that this browser began or came back to."""
MOST_HELD = 10


class NotHeld(Exception):
    """This browser has no right to the application, or there is none: both look the same."""


@dataclass(frozen=True)
class Page:
    """One application in the browser of somebody who may continue it."""

    row: ApplicationRow
    by: Actor
    now: datetime

    @property
    def today(self) -> date:
        return clock.local(self.now).date()

    @cached_property
    def whole(self) -> Whole:
        return queries.get_whole(self.row, self.today)

    @property
    def url(self) -> str:
        return reverse("application", args=[self.row.key])

    def url_of_part(self, part: Part) -> str:
        return reverse("application_part", args=[self.row.key, part.sheet, part.page.name])

    def url_of_paper(self, paper: PaperPart) -> str:
        return reverse("application_paper", args=[self.row.key, paper.place])

    @property
    def check_url(self) -> str:
        return reverse("application_check", args=[self.row.key])

    def part(self, sheet: str, name: str) -> Part:
        """Raises Http404."""
        for part in self.whole.parts:
            if (part.sheet, part.page.name) == (sheet, name):
                return part
        raise Http404

    def paper(self, place: int) -> PaperPart:
        """One that can be attached. Raises Http404."""
        for one in self.whole.papers:
            if one.place == place and not one.is_filled:
                return one
        raise Http404

    @property
    def steps(self) -> list[tuple[str, str, bool]]:
        """Everything to be gone through, in order: name, address, whether it is done."""
        return list(self._steps())

    def _steps(self) -> Iterator[tuple[str, str, bool]]:
        for part in self.whole.parts:
            yield part.page.title, self.url_of_part(part), part.progress is Progress.DONE
        for one in self.whole.papers:
            if one.is_asked or (one.files and not one.is_filled):
                yield one.paper.name, self.url_of_paper(one), one.is_done

    @property
    def next_step(self) -> tuple[str, str] | None:
        """The first thing that is not done; None when all can be checked and sent."""
        return next(((name, url) for name, url, is_done in self.steps if not is_done), None)

    def after(self, url: str) -> str:
        """Where to go on behind a part: the next that is not done, else to check."""
        steps = self.steps
        place = next((n for n, (_name, one, _done) in enumerate(steps) if one == url), -1)
        behind = [one for _name, one, is_done in steps[place + 1 :] if not is_done]
        rest = [one for _name, one, is_done in steps if not is_done and one != url]
        return next(iter([*behind, *rest]), self.check_url)


def held_keys(request: HttpRequest) -> list[UUID]:
    return [UUID(key) for key in request.session.get(HELD, ())]


def may_open(request: HttpRequest, row: ApplicationRow) -> bool:
    """For the browser that began it or came back to it, and for its account."""
    is_own = row.account != "" and row.account == actor_of(request).account
    return is_own or str(row.key) in request.session.get(HELD, ())


def hold(request: HttpRequest, key: UUID) -> None:
    """This browser may continue it from now on."""
    kept = [one for one in request.session.get(HELD, ()) if one != str(key)]
    request.session[HELD] = [*kept, str(key)][-MOST_HELD:]


def let_go(request: HttpRequest, key: UUID) -> None:
    request.session[HELD] = [one for one in request.session.get(HELD, ()) if one != str(key)]


def page_of(request: HttpRequest, key: UUID) -> Page:
    """Raises NotHeld."""
    by = actor_of(request)
    try:
        row = queries.get_application(key)
    except ApplicationNotFound as absent:
        raise NotHeld from absent
    if not may_open(request, row):
        raise NotHeld
    return Page(row, by, clock.now())


def to_code(request: HttpRequest) -> HttpResponse:
    """To where a code is asked for, and back to the same place."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    address = reverse("applications")
    return redirect(f"{address}?next={back}" if back else address)


def held(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of one application: called with its page, for who may continue it; others are asked for the code. What it
    answers stays in no browser and no proxy.
    """

    @public
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, key: UUID, **gaps: Any) -> HttpResponse:
        try:
            page = page_of(request, key)
        except NotHeld:
            return to_code(request)
        return view(request, page, **gaps)

    return guarded
