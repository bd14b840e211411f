"""One task's whole story: its occurrences, what happened in sentences, the documents, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.organisations.queries import member_codes
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import TaskNotFound
from lienthong.domain.plans.exchange.telling import name_period
from lienthong.domain.plans.permissions import Permission, judge_of
from lienthong.domain.plans.queries import ObligationRow, Status
from lienthong.web.entrance.access import public, requires
from lienthong.web.steering.plans.acts import ACTS, acts_on, duty_of
from lienthong.web.steering.plans.budget import money_of_task
from lienthong.web.steering.plans.child_task import elsewhere, of_task
from lienthong.web.steering.plans.duty import DutyShown, happenings_of, show_told, url_of_duty
from lienthong.web.steering.plans.page import Page, followed, page_of
from lienthong.web.steering.plans.reading import show_warning
from lienthong.web.steering.plans.results import show_products
from lienthong.web.steering.plans.story import SHOWN, knots_of, tell
from lienthong.web.ui.parts import Knot, Link, Tab
from lienthong.web.ui.words import write_moment

MOST = 3_000
"""Duties of one task that a page reads: every commune of a large province for every month."""
FOLDS_FROM = 12
CONTRIBUTION, REQUEST = "CONTRIBUTION", "REQUEST"
PRESSING = (Status.SUBMITTED, Status.OVERDUE, Status.RETURNED, Status.DUE_TODAY, Status.DUE_SOON)
CLOSED = (Status.DONE, Status.DONE_LATE, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Duties:
    """The duties of one task that the visitor may see, and the one the page is opened at."""

    page: Page
    rows: Sequence[ObligationRow]
    opened: int | None

    @cached_property
    def own(self) -> list[ObligationRow]:
        """Those of the leads, in the order of days."""
        return [row for row in self.rows if row.part != CONTRIBUTION]

    @cached_property
    def contributions(self) -> list[ObligationRow]:
        return [row for row in self.rows if row.part == CONTRIBUTION]

    @cached_property
    def happenings(self) -> list[plans.HappeningRow]:
        """Of all of them, newest first."""
        return happenings_of(self.page, self.rows)

    def show(self, rows: Sequence[ObligationRow]) -> list[DutyShown]:
        return show_told(self.page, rows, self.happenings)

    @cached_property
    def agencies(self) -> list[str]:
        return self.page.places.sort({row.agency for row in self.own})

    @cached_property
    def current(self) -> ObligationRow | None:
        """The one asked for; with one lead the one that presses most, else none: the story is everybody's."""
        asked = next((row for row in self.rows if row.id == self.opened), None)
        if asked or len(self.agencies) != 1:
            return asked
        pressing = [row for status in PRESSING for row in self.own if row.status == status]
        ahead = [row for row in self.own if row.status not in CLOSED]
        return next(iter([*pressing, *ahead, *reversed(self.own)]), None)

    @cached_property
    def told_of(self) -> list[ObligationRow]:
        """Whose story the page tells: everybody's, or that of the agency the page is opened at."""
        current = self.current
        if current is None or len(self.agencies) == 1:
            return list(self.rows)
        mine = [row for row in self.own if row.agency == current.agency]
        ids = {row.id for row in mine} | {current.id}
        return [row for row in self.rows if row.id in ids or row.of in ids]


@public
def task(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    page = page_of(request, slug)
    try:
        row = plans.get_task(page.plan, ref)
    except TaskNotFound as absent:
        raise Http404(str(absent)) from absent
    context = _document(page, row) | (_followed(page, row) if page.is_official else _published(page, row))
    crumbs = [
        Link(f"{row.numeral}. {row.area_title}", page.url("plan_fields") + f"#{row.numeral}"),
        Link(_("Task %(ref)s") % {"ref": ref}),
    ]
    return page.render("task", context, crumbs=crumbs)


def _document(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    """What the plan says of the task, in its own words and as they were read."""
    shown = page.show([row])[0]
    return {
        "task": shown,
        "source": _marked(plans.get_source(row), row),
        "warnings": [show_warning(warning) for warning in plans.list_warnings(page.plan, task=row)],
        "neighbours": plans.get_neighbours(page.plan, row),
        "members": _members(page, row),
        "judge": _judges(page, row) if page.plan.monitor else "",
        **of_task(page, row),
        **money_of_task(page, row),
    }


def _judges(page: Page, row: plans.TaskRow) -> str:
    """Who accepts what the leads hand in: the overseer where the monitor itself leads."""
    plan = page.plan
    judges = [
        judge_of(agency=one.agency or "", monitor=plan.monitor, overseer=plan.overseer) for one in row.leads
    ]
    return "; ".join(page.places.name(code) for code in dict.fromkeys(judges))


def _members(page: Page, row: plans.TaskRow) -> dict[str, str]:
    """“37 agencies on the day of issue” for the leads and for those who coordinate, where groups are named."""
    return {
        name: ngettext(
            "%(count)s agency on the day of issue", "%(count)s agencies on the day of issue", count
        )
        % {"count": count}
        for name, parties in (("leads", row.leads), ("coordinating", row.coordinating))
        if (count := _count(parties, page.plan.issued_on))
    }


def _count(parties: Sequence[plans.PartyRow], day: date) -> int:
    """How many agencies the groups stand for, each once; 0 where no group is named."""
    groups = {party.group for party in parties if party.group}
    if not groups:
        return 0
    codes = {code for group in groups for code in member_codes(group, day)}
    return len(codes | {party.agency for party in parties if party.agency})


def _marked(source: list[dict[str, Any]], row: plans.TaskRow) -> list[tuple[str, SafeString]]:
    """The plan's lines with the words of its deadlines marked."""
    words = sorted({one.text for one in row.deadlines if one.text}, key=len, reverse=True)
    return [(str(part.get("line") or part.get("cell") or ""), _mark(part["text"], words)) for part in source]


def _mark(text: str, words: Sequence[str]) -> SafeString:
    for word in words:
        before, found, after = text.partition(word)
        if found:
            return format_html("{}<mark>{}</mark>{}", _mark(before, words), found, _mark(after, words))
    return SafeString(str(conditional_escape(text)).replace("\n", "<br>"))


def _published(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    found = plans.find_products(page.plan, lineage=row.lineage, **page.seen)[:50]
    return {"products": show_products(page, plans.read_products(found)), **elsewhere(page, row)}


def _followed(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    wanted = plans.Wanted(lineage=row.lineage)
    rows = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, limit=MOST, **page.seen)
    if not rows:
        return _published(page, row)
    return _story(page, rows, _begun(page, row), page.url("plan_task", ref=row.ref)) | {
        "versions": plans.list_versions_of(page.plan, row.lineage),
        **(elsewhere(page, row) if page.request.GET.get("tab") == "origin" else {}),
    }


def _begun(page: Page, row: plans.TaskRow) -> Knot | None:
    """The last entry: the plan was issued and the task given."""
    leads = ", ".join(one.name for one in page.show([row])[0].leads)
    words = _("The task is given to %(leads)s.") % {"leads": leads}
    deed = _("The plan is issued.")
    return Knot(when=write_moment(page.plan.issued_on), what=format_html("<b>{}</b> {}", deed, words))


def _story(page: Page, rows: Sequence[ObligationRow], begun: Knot | None, here: str) -> dict[str, Any]:
    opened = page.request.GET.get("duty", "")
    duties = Duties(page, rows, int(opened) if opened.isascii() and opened.isdigit() else None)
    told_of = duties.told_of
    ids = {row.id for row in told_of}
    happenings = [one for one in duties.happenings if one.obligation in ids]
    told = tell(page, told_of, happenings)
    asked = [row for row in told_of if row.part == CONTRIBUTION]
    current = duties.show([duties.current])[0] if duties.current else None
    return {
        "duties": duties,
        "current": current,
        "acts": acts_on(page, current.row) if current else [],
        "is_group": len(duties.agencies) > 1,
        "strip": strip_of(duties) if len(duties.agencies) == 1 else [],
        "grid": grid_of(duties) if len(duties.agencies) > 1 else None,
        "knots": knots_of(page, told[:SHOWN], asked, [begun] if begun else []),
        "papers": [page.paper(one) for row in happenings for one in row.evidence],
        "contributions": duties.show(duties.contributions),
        "whose": page.places.name(duties.current.agency)
        if duties.current and len(duties.agencies) > 1
        else "",
        "here": here,
        "tabs": _tabs(page, duties, happenings, here),
        "tab": page.request.GET.get("tab", "story"),
        "names": ACTS,
    }


def _tabs(page: Page, duties: Duties, happenings: Sequence[plans.HappeningRow], here: str) -> list[Tab]:
    papers = sum(len(row.evidence) for row in happenings)
    chosen = page.request.GET.get("tab", "story")
    join = "&" if "?" in here else "?"
    opened = f"duty={duties.opened}&" if duties.opened else ""
    return [
        Tab(label, f"{here}{join}{opened}tab={name}", count, current=chosen == name)
        for name, label, count in (
            ("story", _("Story"), len(happenings)),
            ("papers", _("Evidence"), papers),
            ("parts", _("Coordination"), len(duties.contributions)),
            ("origin", _("Versions and plans below"), None),
        )
    ]


def strip_of(duties: Duties) -> list[tuple[DutyShown, str]]:
    """The occurrences, those without a day last, each with its name: its period, its product, else its place."""
    shown = duties.show(duties.own)
    names = [one.period or one.called for one in shown]
    return [
        (one, name if names.count(name) == 1 else _("time %(number)s") % {"number": place})
        for place, (one, name) in enumerate(zip(shown, names, strict=True), 1)
    ]


@dataclass(frozen=True, slots=True)
class Grid:
    """Agencies by occurrences: those that need somebody's eye by name, the quiet ones behind a fold."""

    heads: Sequence[str]
    lines: Sequence[tuple[str, Sequence[DutyShown | None]]]
    quiet: Sequence[tuple[str, Sequence[DutyShown | None]]]
    said: str


def grid_of(duties: Duties) -> Grid:
    page = duties.page
    shown = {one.row.id: one for one in duties.show(duties.own)}
    first = {_column(row): row for row in reversed(duties.own)}
    columns = sorted(first, key=lambda column: (first[column].due or date.max, column))
    cells = {(row.agency, row.laid_on, _column(row)): shown[row.id] for row in duties.own}
    order = {code: place for place, code in enumerate(duties.agencies)}
    answering = sorted(
        {key[:2] for key in cells}, key=lambda pair: (order[pair[0]], pair[0] != pair[1], pair[1])
    )
    lines = {pair: [cells.get((*pair, column)) for column in columns] for pair in answering}
    loud = [pair for pair in answering if len(lines) <= FOLDS_FROM or _is_loud(lines[pair])]
    return Grid(
        [_head(first[column]) for column in columns],
        [(_answering(page, *pair), lines[pair]) for pair in loud],
        [(_answering(page, *pair), lines[pair]) for pair in answering if pair not in loud],
        _say_grid(duties),
    )


def _column(row: ObligationRow) -> str:
    """Agencies asked for the same report are asked once each, by duties of their own."""
    return "" if row.part == REQUEST else row.key


def _answering(page: Page, agency: str, laid_on: str) -> str:
    """An heir has a line of its own and one for each agency it answers for."""
    name = page.places.heading(agency)
    if agency == laid_on:
        return name
    return _("%(agency)s, taken over from %(giver)s") % {
        "agency": name,
        "giver": page.places.heading(laid_on),
    }


def _is_loud(cells: Sequence[DutyShown | None]) -> bool:
    return any(cell and cell.row.status in PRESSING[:3] for cell in cells)


def _head(row: ObligationRow) -> str:
    period = name_period(row)
    if period:
        return period[:1].upper() + period[1:]
    return _("Due %(day)s") % {"day": f"{row.due:%d/%m/%Y}"} if row.due else _("Without a day")


def _say_grid(duties: Duties) -> str:
    """“31 of 37 agencies owe nothing by today; 2 are late.”"""
    late = {row.agency for row in duties.own if row.status == Status.OVERDUE}
    sent = {row.agency for row in duties.own if row.status == Status.SUBMITTED}
    count = len(duties.agencies)
    said = ngettext(
        "%(clear)s of %(count)s agency owes nothing that fell due",
        "%(clear)s of %(count)s agencies owe nothing that fell due",
        count,
    ) % {"clear": count - len(late | sent), "count": count}
    done = sum(row.status in CLOSED[:2] for row in duties.own)
    kept = _("%(done)s of %(count)s duties are done") % {"done": done, "count": len(duties.own)}
    parts = [kept, said]
    if sent:
        parts.append(_("%(count)s handed in and wait to be accepted") % {"count": len(sent)})
    if late:
        parts.append(_("%(count)s are late") % {"count": len(late)})
    return "; ".join(parts) + "."


@requires(Permission.FOLLOW)
def duty(request: HttpRequest, slug: str, duty: int) -> HttpResponse:
    """A report that was asked for outside the plan: the agencies asked alike stand together."""
    page = followed(request, slug)
    row = duty_of(page, duty)
    if row.ref:
        return redirect(url_of_duty(page, row))
    wanted = plans.Wanted(part=row.part, title=row.title)
    rows = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, limit=MOST, **page.seen)
    alike = [one for one in rows if one.first_due == row.first_due and one.laid_at == row.laid_at]
    begun = Knot(
        when=write_moment(row.laid_at),
        what=format_html(
            "<b>{}</b>",
            _("%(agency)s asks for this report.") % {"agency": page.places.name(page.plan.monitor)},
        ),
    )
    context = _story(page, alike, begun, page.url("plan_duty", duty=duty))
    context |= {"title": row.title, "judge": page.places.name(_judge(page, row)), "asked_of": len(alike)}
    return page.render("duty", context, current="plan_duties", crumbs=[Link(_("Report asked for"))])


def _judge(page: Page, row: ObligationRow) -> str:
    return judge_of(agency=row.agency, monitor=page.plan.monitor, overseer=page.plan.overseer)


urlpatterns = [
    path("tasks/<str:ref>/", task, name="plan_task"),
    path("duties/<int:duty>/", duty, name="plan_duty"),
]
