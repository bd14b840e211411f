"""What pages of one's own duties share: who looks with which hat, on which day, names and working days."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import ObligationNotFound
from lienthong.domain.plans.exchange.telling import Workdays
from lienthong.domain.plans.permissions import Permission, can_assign, can_submit, judge_of
from lienthong.domain.plans.queries import EvidenceRow, HappeningRow, ObligationRow, Status, Verb
from lienthong.domain.plans.queries.owed import Asked, Whose, count_late, get_asked, get_leads
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.ui.parts import Evidence, Link
from lienthong.web.ui.words import WEEKDAYS, write_day

TAGS = {Status.DONE: "done_on_time", Status.DROPPED: "not_applicable"}
OWN = frozenset({"OPEN", "RETURNED", "PART_DONE"})
MARK = "mark"
"""The parameter of the list's address that tells which rows were marked before something was missing."""
JUDGING = frozenset({Verb.ACCEPTED, Verb.RETURNED})


@dataclass(frozen=True)
class Desk:
    """One hat of one person, seen on one day. ``reach`` are the agencies whose duties they see, None for all."""

    by: Actor
    moment: Moment
    reach: frozenset[str] | None

    @property
    def day(self) -> dt.date:
        return self.moment.as_of

    @property
    def may_change(self) -> bool:
        """A past day is only looked at."""
        return self.moment.is_today

    @property
    def may_assign(self) -> bool:
        return can_assign(self.by, self.by.agency)

    @property
    def may_submit(self) -> bool:
        return can_submit(self.by, self.by.agency)

    @property
    def below(self) -> frozenset[str]:
        """Agencies under one's own whose duties one sees; none for whoever sees all."""
        return self.reach - {self.by.agency} if self.reach else frozenset()

    def covers(self, agency: str) -> bool:
        return self.reach is None or agency in self.reach

    @cached_property
    def workdays(self) -> Workdays:
        path = organisations.get_path(self.by.agency, self.day)
        return Workdays(self.day, self.moment.known, {below: above for above, below in pairwise(path)})

    def agency_names(self, codes: Iterable[str]) -> dict[str, str]:
        return organisations.get_names(set(codes), self.day, self.moment.known)

    @staticmethod
    def people(ids: Collection[str]) -> dict[str, str]:
        return accounts.get_full_names(set(ids) - {""})

    def left(self, row: ObligationRow) -> str:
        """What is left until the due day, or gone since, in working days of the agency; "" for what is closed."""
        if row.due is None:
            return _("no day set yet")
        if row.state not in OWN:
            return ""
        days = self.workdays.between(row.agency, self.day, row.due)
        if row.due < self.day:
            return _late(max(-days, 1))
        if row.due == self.day:
            return _("ends today with office hours")
        return ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}


@dataclass(frozen=True)
class DutyPage:
    """One duty on a person's desk. ``lead`` is the agency that asked for a contribution, "" for other duties."""

    desk: Desk
    row: ObligationRow
    asked: Asked
    lead: str

    @property
    def url(self) -> str:
        return reverse("desk:duty", args=[self.row.id])

    @property
    def judge(self) -> str:
        """Whose word meets it."""
        plan = self.asked.plan
        return self.lead or judge_of(agency=self.row.agency, monitor=plan.monitor, overseer=plan.overseer)

    def may(self, verb: Verb) -> bool:
        """Whether this person may do this now; the action asks again."""
        return self.is_theirs(verb) and self.is_open(verb)

    def is_theirs(self, verb: Verb) -> bool:
        """Whether it is this person's to do, whenever it can be done; a past day is only looked at."""
        by = self.desk.by
        if not self.desk.may_change:
            return False
        if verb is Verb.ASSIGNED:
            return can_assign(by, self.row.agency)
        if verb in JUDGING:
            return bool(self.lead) and can_submit(by, self.lead)
        return can_submit(by, self.row.agency)

    def is_open(self, verb: Verb) -> bool:
        """Whether the duty stands where this can be done."""
        if verb not in plans.possible_verbs(self.row):
            return False
        if verb is Verb.EXPLAINED:
            return self.is_late
        if verb is Verb.EXTENSION_ASKED:
            return self.row.due is not None and self.row.extension is None
        return True

    @property
    def is_late(self) -> bool:
        """Also while what came too late waits for the word of who judges it."""
        row = self.row
        waits = row.state == "SUBMITTED" and row.due is not None and row.due < self.desk.day
        return waits or row.status in {Status.OVERDUE, Status.DONE_LATE}

    @property
    def may_ask(self) -> bool:
        """Contributions are asked by the lead of a task while it is open, of agencies that coordinate it."""
        task = self.asked.task
        is_asked_of = self.row.part == "LEAD" and task is not None and bool(task.coordinating)
        return is_asked_of and self.may(Verb.SUBMITTED)

    @cached_property
    def story(self) -> list[HappeningRow]:
        """Everything that happened to it, newest first."""
        moment = self.desk.moment
        return plans.list_happenings([self.row.id], as_of=moment.as_of, known=moment.known)

    def last(self, *verbs: Verb) -> HappeningRow | None:
        return next((one for one in self.story if one.verb in verbs), None)

    def papers(self) -> list[Evidence]:
        """What was handed in last."""
        last = self.last(Verb.SUBMITTED)
        return [show_paper(one) for one in last.evidence] if last else []

    def crumbs(self, *after: str) -> list[Link]:
        name = f"{self.row.ref} {self.row.title}".strip()
        short = name if len(name) <= 60 else f"{name[:59]}…"
        trail = [Link(_("My duties"), reverse("desk:work"))]
        return [*trail, *([Link(short, self.url)] if after else [Link(short)]), *map(Link, after)]


def show_paper(one: EvidenceRow) -> Evidence:
    """A document handed in, as a row that leads to its files."""
    if one.replaced_by:
        note = _("replaced by %(number)s") % {"number": one.replaced_by}
    else:
        note = _("replaces %(number)s") % {"number": one.replaces} if one.replaces else ""
    return Evidence(
        one.number,
        reverse("desk:file", args=[one.file]),
        about=" · ".join(filter(None, (one.abstract, one.issuer, note))),
        details=_("of %(day)s") % {"day": write_day(one.issued_on)},
        annexes=[
            Link(_("annex %(number)s") % {"number": number}, reverse("desk:file", args=[file]))
            for number, file in enumerate(one.annexes, 1)
        ],
    )


def duty_page(request: HttpRequest, duty: int, verb: Verb | None = None) -> DutyPage:
    """Raises Http404 for a duty that is none of one's business, and where ``verb`` is not this person's to do."""
    desk = desk_of(request)
    try:
        row = plans.get_obligation(duty, as_of=desk.day, known=desk.moment.known)
    except ObligationNotFound as absent:
        raise Http404(str(absent)) from absent
    lead = get_leads([row.of]).get(row.of, "") if row.of else ""
    if not desk.covers(row.agency) and not (lead and desk.covers(lead)):
        raise Http404
    page = DutyPage(desk, row, get_asked(row), lead)
    if verb and not page.is_theirs(verb):
        raise Http404
    return page


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat: who has no agency owes nothing."""
    by = actor_of(request)
    if not by.agency:
        raise Http404
    return Desk(by, moment_of(request), by.reach(Permission.FOLLOW))


def is_at_work(by: Actor) -> bool:
    """True for an official whose agency's duties are theirs to see to or to give."""
    return bool(by.agency) and (can_submit(by, by.agency) or can_assign(by, by.agency))


def whose_first(by: Actor) -> Whose:
    """What one's list begins with: the agency's duties for a head, one's own for an official."""
    return Whose(frozenset({by.agency}), "" if can_assign(by, by.agency) else by.account)


def count_late_for(by: Actor) -> int:
    """The counter in the masthead: one statement."""
    return count_late(whose_first(by), clock.today())


def tag_of(status: Status) -> str:
    return TAGS.get(status, status.value.lower())


def short_day(day: dt.date, today: dt.date) -> str:
    """Thứ Hai 18/10, with the year when it is another."""
    words = f"{WEEKDAYS[day.weekday()]} {day:%d/%m}" + ("" if day.year == today.year else f"/{day.year}")
    return words[:1].upper() + words[1:]


def number_in(text: str) -> int | None:
    """What a form or an address names a row by; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _late(days: int) -> str:
    return ngettext("overdue by %(count)s working day", "overdue by %(count)s working days", days) % {
        "count": days
    }
