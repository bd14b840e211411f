"""One duty: what is asked, until when and why, who sees to it, what happened, and what can be done now."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.plans.exchange.telling import (
    PLATFORM,
    Teller,
    Told,
    agencies_told,
    name_period,
    people_told,
)
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import ObligationRow, Status, Verb
from lienthong.domain.plans.queries.owed import (
    get_draft,
    list_agencies_of_file,
    list_contributions,
    list_own_files,
)
from lienthong.spine import clock
from lienthong.spine.files.queries import FileRow
from lienthong.web.desk.plans.page import OWN, DutyPage, desk_of, duty_page, show_paper, tag_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download
from lienthong.web.ui.doors import url_of
from lienthong.web.ui.parts import Fact, Knot, SumRow
from lienthong.web.ui.statuses import STATUSES
from lienthong.web.ui.words import write_day, write_due, write_moment, write_name


@requires(Permission.FOLLOW)
def duty(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty)
    names = page.desk.agency_names({page.row.agency, page.judge, *agencies_told(page.story, [page.row])})
    context = {
        "page": page,
        "row": page.row,
        "period": name_period(page.row),
        "tag": tag_of(page.row.status),
        "lead": _next(page, names),
        "products": products_of(page.row),
        "knots": _knots(page, names),
        "facts": _facts(page, names),
        "sum": why(page),
        "parts": _parts(page),
        "has_draft": get_draft(page.row.id, page.desk.by.account) is not None,
        "crumbs": page.crumbs(),
        "may": {verb.value.lower(): page.may(verb) for verb in _OFFERED},
        "as_of": page.desk.day,
        "today": page.desk.moment.today,
    }
    return render(request, "desk/plans/duty.html", context)


_OFFERED = (
    Verb.SUBMITTED,
    Verb.TAKEN_BACK,
    Verb.EXTENSION_ASKED,
    Verb.EXPLAINED,
    Verb.ASSIGNED,
    Verb.ACCEPTED,
    Verb.RETURNED,
)


@requires(Permission.FOLLOW)
def file(request: HttpRequest, file: int) -> HttpResponse:
    """A file that was handed in, for who sees the duty or asked for it; one that waits to be, for who sent it."""
    desk = desk_of(request)

    def may_read(row: FileRow) -> bool:
        concerned = list_agencies_of_file(row.id)
        return any(map(desk.covers, concerned)) or row.id in list_own_files([row.id], desk.by)

    return cast(HttpResponse, download(file, may_read=may_read))


def _next(page: DutyPage, names: dict[str, str]) -> str:
    """The sentence on top: what is to be done now, or that nothing is."""
    row, judge = page.row, names.get(page.judge, page.judge)
    if row.state == "SUBMITTED":
        return _handed_in(page, judge)
    if row.status in {Status.DONE, Status.DONE_LATE}:
        return _("Done: %(judge)s has accepted it. You need not do anything now.") % {"judge": judge}
    if row.status is Status.NOT_APPLICABLE:
        return _("This duty does not apply. You need not do anything now.")
    if row.status is Status.DROPPED:
        return _("The plan was amended and does not ask for this any more. You need not do anything now.")
    if not page.is_theirs(Verb.SUBMITTED):
        agency = names.get(row.agency, row.agency)
        return _("%(agency)s has to hand it in: %(left)s.") % {"agency": agency, "left": page.desk.left(row)}
    return " ".join(filter(None, (_to_do(page), _asked_for_longer(row))))


def _handed_in(page: DutyPage, judge: str) -> str:
    if page.may(Verb.ACCEPTED):
        return _("Handed in and waiting for your word: accept it or return it with a reason.")
    return _("Handed in. %(judge)s looks at it and accepts or returns it. You need not do anything now.") % {
        "judge": judge
    }


def _to_do(page: DutyPage) -> str:
    row, left = page.row, page.desk.left(page.row)
    returned = page.last(Verb.RETURNED, Verb.REOPENED)
    if row.state == "RETURNED" and returned:
        reason = returned.data.get("reason", "")
        return _("Returned: “%(reason)s” Hand it in again; %(left)s.") % {"reason": reason, "left": left}
    if row.due is None:
        return _("No day is set for it yet; it can be handed in all the same.")
    if row.status is Status.OVERDUE:
        late = f"{left[:1].upper()}{left[1:]}"
        return _("%(late)s. Hand it in; if something hinders you, say what or ask for more time.") % {
            "late": late
        }
    return _("To be handed in by %(day)s: %(left)s.") % {"day": write_due(row.due), "left": left}


def _asked_for_longer(row: ObligationRow) -> str:
    if row.extension is None:
        return ""
    return _("More time is asked for, until %(day)s; it is not decided yet.") % {
        "day": write_day(row.extension)
    }


def products_of(row: ObligationRow) -> list[tuple[str, bool]]:
    """Each product that is asked for, and whether an accepted document meets it."""
    outputs = row.outputs or (row.title,)
    return [(words, place in row.met or row.state == "DONE") for place, words in enumerate(outputs)]


def _facts(page: DutyPage, names: dict[str, str]) -> list[Fact]:
    row, plan = page.row, page.asked.plan
    people = page.desk.people({row.head, row.focal})
    nobody = pgettext("person", "nobody named yet")
    number = _("%(number)s of %(day)s") % {"number": plan.number, "day": write_day(plan.issued_on)}
    facts = [
        Fact(_("Owed by"), write_name(names.get(row.agency, row.agency))),
        Fact(pgettext("fact", "Accountable head"), write_name(people.get(row.head, nobody))),
        Fact(pgettext("fact", "Focal official"), write_name(people.get(row.focal, nobody))),
        Fact(_("Accepted by"), write_name(names.get(page.judge, page.judge))),
        Fact(_("Plan"), number, url=url_of("plan", plan.slug)),
    ]
    if page.asked.task is None:
        return facts
    task = f"{url_of('plan_task', plan.slug, row.ref)}?duty={row.id}"
    return [*facts, Fact(_("Task"), f"{row.ref} {row.task}", url=task)]


def why(page: DutyPage) -> list[SumRow]:
    """How the due day came to be, step by step; the last row is the day and what is left."""
    row, deadline = page.row, page.asked.deadline
    rows: list[SumRow] = []
    if deadline and deadline.text:
        rows.append(SumRow(_("The plan says: “%(words)s”") % {"words": deadline.text}, ""))
    first = write_day(row.first_due) if row.first_due else _("no day")
    rows.append(SumRow(_BEGINNINGS[row.part]() if row.part != "LEAD" else _read_as(row), first))
    for event in reversed(page.story):
        if event.verb == Verb.DATED:
            words = _("Day set by %(basis)s") % {"basis": event.data.get("basis", "")}
            rows.append(SumRow(words, _iso(event.data["due"])))
        elif event.verb == Verb.EXTENSION_GRANTED:
            rows.append(SumRow(_("Extension granted"), _iso(event.data["due"])))
    if row.extension:
        rows.append(SumRow(_("Extension asked for, not decided"), write_day(row.extension)))
    return [
        *rows,
        SumRow(pgettext("due", "As of %(day)s") % {"day": write_day(page.desk.day)}, _stands(page)),
    ]


def _stands(page: DutyPage) -> str:
    """What is left of the time while it is open, else how it ended."""
    if page.row.state in OWN:
        return page.desk.left(page.row)
    words = str(STATUSES[tag_of(page.row.status)].word)
    return f"{words[:1].lower()}{words[1:]}"


_BEGINNINGS = {
    "CONTRIBUTION": lambda: _("Set by the lead that asked for it"),
    "REQUEST": lambda: _("Set by the monitor that asked for it"),
}


def _read_as(row: ObligationRow) -> str:
    period = name_period(row)
    if period:
        return _("Read as: the last day of %(period)s") % {"period": period}
    if row.kind == "continuous":
        return _("Read as: all through the year, to be shown at its end")
    if row.kind == "window":
        return _("Read as: the last day of the time the plan gives")
    return _("Read as this day") if row.first_due else _("Read as: waits for another decision")


def _iso(day: str) -> str:
    year, month, rest = day.split("-")
    return f"{rest}/{month}/{year}"


def _knots(page: DutyPage, names: dict[str, str]) -> list[Knot]:
    people = page.desk.people(people_told(page.story, [page.row]))
    told = Teller(names, page.desk.workdays, people).tell(page.story, [page.row])
    beginning = Knot(
        when=write_moment(clock.local(page.row.laid_at).date()),
        what=_LAID[page.row.part](),
    )
    return [*(_knot(one, is_now=place == 0) for place, one in enumerate(told)), beginning]


_LAID = {
    "LEAD": lambda: _("The plan came into force and laid this duty."),
    "CONTRIBUTION": lambda: _("The lead of the task asked for this contribution."),
    "REQUEST": lambda: _("The monitor asked for this report."),
}


def _knot(told: Told, *, is_now: bool) -> Knot:
    row = told.happening
    name = format_html(" {}.", write_name(row.name)) if row.agency and row.account != PLATFORM else ""
    return Knot(
        when=write_moment(clock.local(row.occurred_at)),
        what=format_html("<b>{}</b>{}{}", told.deed, told.rest, name),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
        hint=told.hint,
        evidence=[show_paper(one) for one in row.evidence],
    )


def _parts(page: DutyPage) -> list[dict[str, Any]]:
    """Contributions asked for this duty, with their days and how they stand."""
    if page.row.part != "LEAD":
        return []
    rows = list_contributions(page.row.id, page.desk.day)
    names = page.desk.agency_names(row.agency for row in rows)
    return [
        {
            "url": reverse("desk:duty", args=[row.id]),
            "agency": names.get(row.agency, row.agency),
            "title": row.title,
            "due": write_due(row.due),
            "tag": tag_of(row.status),
        }
        for row in rows
    ]


urlpatterns = [
    path("<int:duty>/", duty, name="duty"),
    path("files/<int:file>/", file, name="file"),
]
