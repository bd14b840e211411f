"""What the pages of cases share: who looks under which hat, names, words of state, what is left of the time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.exchange import Names, name_status, span
from lienthong.domain.cases.permissions import can_direct, can_receive
from lienthong.domain.cases.queries import (
    BlockRow,
    CaseRow,
    Days,
    OriginalRow,
    SideRow,
    State,
    Status,
    Story,
    Verb,
    Whose,
)
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.procedures.queries import Handling, get_handling, list_units
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import person_key
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import WEEKDAYS

TAGS = {
    Status.TO_ANSWER: "sent",
    Status.NOT_HANDED_OVER: "not_started",
    Status.HANDLING: "in_progress",
    Status.SOON: "due_soon",
    Status.TODAY: "due_today",
    Status.LATE: "overdue",
    Status.RETURNED: "returned",
    Status.WAITING_PAPERS: "waiting_supplement",
    Status.WAITING_DUTY: "waiting_tax",
    Status.TO_SIGN: "submitted",
    Status.SIGNED: "done",
    Status.READY: "result_ready",
    Status.GIVEN: "handed_over",
    Status.TURNED_AWAY: "not_received",
    Status.WITHDRAWN: "withdrawn",
    Status.STOPPED: "not_applicable",
    Status.DENIED: "not_applicable",
}


_AGENCIES = ("agency", "asked", "to_agency", "named")
"""What of an event's particulars names an agency."""


@dataclass(frozen=True)
class Desk:
    """One hat of one person at one moment."""

    by: Actor
    now: datetime

    @property
    def day(self) -> date:
        return clock.local(self.now).date()

    @property
    def may_receive(self) -> bool:
        return can_receive(self.by, self.by.agency)

    @property
    def may_direct(self) -> bool:
        return can_direct(self.by, self.by.agency)

    @cached_property
    def days(self) -> Days:
        return Days(self.by.agency, self.now)

    @cached_property
    def commune_units(self) -> frozenset[str]:
        """Units that stand for an officer of some commune."""
        return frozenset(unit.code for unit in list_units(self.day) if unit.place == "COMMUNE")

    def agency_names(self, codes: Iterable[str]) -> dict[str, str]:
        return organisations.get_names(set(codes) - {""}, self.day)

    @staticmethod
    def people(ids: Collection[str]) -> dict[str, str]:
        return accounts.get_full_names(set(ids) - {""})

    def staff(self, agency: str, permission: str) -> list[tuple[str, str]]:
        """(account, "name, position") of those at an agency whose role lets them, by given name."""
        hats = organisations.list_positions([agency], self.day) if agency else []
        titles = {
            hat.account: hat.title for hat in reversed(hats) if permission in role_named(hat.role).scopes()
        }
        names = sorted(self.people(titles).items(), key=lambda one: person_key(one[1]))
        return [(account, f"{name}, {titles[account]}") for account, name in names]


@dataclass(frozen=True)
class CasePage:
    """One case on a person's desk."""

    desk: Desk
    row: CaseRow

    @property
    def url(self) -> str:
        return reverse("desk:case", args=[self.row.id])

    @cached_property
    def handling(self) -> Handling:
        return get_handling(self.row.version)

    @cached_property
    def story(self) -> Story:
        return cases.get_story(self.row.id)

    @cached_property
    def is_only_asked(self) -> bool:
        """Seen for no other reason than that one's agency was asked: then only what concerns the question is shown."""
        return cases.is_only_asked(self.row, self.desk.by)

    @property
    def shown(self) -> Story:
        """What of the story this person reads."""
        return self.story.of_asked(self.desk.by.agency) if self.is_only_asked else self.story

    @cached_property
    def originals(self) -> list[OriginalRow]:
        has_any = any(one.verb == Verb.ORIGINALS_TAKEN for one in self.story.happenings)
        return cases.list_originals(self.row.id) if has_any else []

    @cached_property
    def stops(self) -> list[BlockRow]:
        """Letters that stop it, while it can still be received or signed."""
        row = self.row
        if row.signed_at or row.ended_at:
            return []
        people = [party for party in (row.applicant, row.submitter) if party]
        path = self.desk.days.path if row.owner == self.desk.by.agency else ()
        return cases.find_blocks(row.owner, self.desk.day, text=row.content, parties=people, path=path)

    @cached_property
    def sides(self) -> list[SideRow]:
        """Rows that are being done beside its own."""
        return cases.list_sides(self.row.id) if self.row.beside else []

    @cached_property
    def moves(self) -> list[Verb]:
        return cases.list_moves(
            self.row,
            self.handling.steps,
            by=self.desk.by,
            originals=self.originals,
            beside={one.agency for one in self.sides},
            named=self.story.named,
        )

    @cached_property
    def names(self) -> Names:
        told = self.story.happenings
        agencies = {self.row.owner, self.row.taken_by, self.row.seat, *(one.agency for one in told)}
        agencies |= {str(one.data[name]) for one in told for name in _AGENCIES if name in one.data}
        agencies |= {one.agency for one in self.originals} | {one.agency for one in self.sides}
        agencies |= {side["agency"] for one in told for side in one.data.get("sides", ())}
        agencies |= {cause["agency"] for one in told for cause in one.data.get("causes", ())}
        accounts_ = {str(one.data["holder"]) for one in told if one.data.get("holder")} | {self.row.holder}
        accounts_ |= {one.keeper for one in self.originals}
        return Names(
            steps={row: step.name for row, step in enumerate(self.handling.steps, 1)},
            agencies=self.desk.agency_names(agencies),
            people=self.desk.people(accounts_),
            papers={place: paper.name for place, paper in enumerate(self.handling.papers, 1)},
        )

    @property
    def title(self) -> str:
        return f"{self.row.title}: {self.row.content}" if self.row.content else self.row.title

    def crumbs(self, *after: str) -> list[Link]:
        name = self.row.number or _("filed online, without a number yet")
        trail = [Link(_("Cases"), reverse("desk:cases"))]
        return [*trail, *([Link(name, self.url)] if after else [Link(name)]), *map(Link, after)]


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat."""
    by = actor_of(request)
    if not by.agency:
        raise Http404
    return Desk(by, clock.now())


def case_page(request: HttpRequest, case: int, verb: Verb | None = None) -> CasePage:
    """Raises Http404 for a case that is none of one's business, and where ``verb`` is never this person's to do."""
    desk = desk_of(request)
    try:
        row = cases.get_case(case, by=desk.by, now=desk.now)
    except CaseNotFound as absent:
        raise Http404(str(absent)) from absent
    page = CasePage(desk, row)
    if verb and not _is_theirs(page, verb):
        raise Http404
    return page


def _is_theirs(page: CasePage, verb: Verb) -> bool:
    """Also of who finished a row beside, or contested a part: a second press finds what the first one did."""
    has_worked = any(
        one.verb == Verb.SIDE_DONE and one.agency == page.desk.by.agency for one in page.story.happenings
    )
    beside = {one.agency for one in page.sides} | ({page.desk.by.agency} if has_worked else set())
    others = {"keepers": cases.keepers_of(page.originals), "beside": beside, "named": _named(page)}
    return cases.is_theirs(page.row, verb, by=page.desk.by, **others)


def _named(page: CasePage) -> frozenset[str]:
    explained = page.story.explained
    return explained.agencies if explained else frozenset()


def count_late_for(request: HttpRequest) -> int:
    """The counter in the masthead: late cases of what the person's list begins with; one statement, none on the list
    that counted them itself.
    """
    counted: int | None = getattr(request, "late_cases", None)
    return cases.count_late(first_list_of(actor_of(request)), clock.now()) if counted is None else counted


def first_list_of(by: Actor) -> Whose:
    """What a person's list begins with: at a counter what its agency answers for, else what lies at the agency."""
    return Whose(by.agency, is_owner=can_receive(by, by.agency))


def word_of(row: CaseRow) -> str:
    return name_status(row.status)


def due_words(row: CaseRow, desk: Desk) -> tuple[str, str]:
    """The day as a list shows it, and what is left: ("Thứ Hai 18/10", "còn 1 ngày làm việc")."""
    if row.state in {State.WAITING_PAPERS, State.WAITING_DUTY}:
        return _("Waits"), _("since %(day)s") % {"day": short_day(row.since)}
    if row.ended_at:
        return short_day(row.ended_at), ""
    if row.due_at is None:
        return "", ""
    if row.state is State.READY:
        return short_day(row.ready_at or row.due_at), _("waits for the applicant")
    return _open_due(row.due_at, desk)


def _open_due(due: datetime, desk: Desk) -> tuple[str, str]:
    local = clock.local(due)
    if due < desk.now:
        return late_words(-desk.days.left(due)), _("due %(day)s") % {"day": f"{local:%d/%m, %H:%M}"}
    if local.date() == desk.day:
        left = span(desk.days.hours_left(due))
        return _("Today %(time)s") % {"time": f"{local:%H:%M}"}, _("%(left)s left") % {"left": left}
    return short_day(due), left_words(desk.days.left(due))


def late_words(days: int) -> str:
    if days < 1:
        return _("Late today")
    return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}


def left_words(days: int) -> str:
    return ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}


def short_day(moment: datetime) -> str:
    """Thứ Hai 18/10"""
    local = clock.local(moment)
    words = f"{WEEKDAYS[local.weekday()]} {local:%d/%m}"
    return words[:1].upper() + words[1:]


def number_in(text: str) -> int | None:
    """What a form or an address names a row by; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
