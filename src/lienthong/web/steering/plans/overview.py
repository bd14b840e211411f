"""How the plan stands: what is so in a sentence, who is where by month, who is late and what falls due next.

The public sees the plan and its accepted products at the same address (see ``results``).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission, can_monitor
from lienthong.domain.plans.queries import Months, Status, Tally
from lienthong.spine.money import format_number
from lienthong.web.entrance.access import public, requires
from lienthong.web.steering.plans.budget import money_of
from lienthong.web.steering.plans.child_family import family_of
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.heat import Ground, Map, draw, sections_of
from lienthong.web.steering.plans.measured import (
    MeasureShown,
    count_in_words,
    count_missed,
    show_measures,
)
from lienthong.web.steering.plans.months import Column, columns_of
from lienthong.web.steering.plans.page import Page, followed, page_of
from lienthong.web.steering.plans.reports import reportable
from lienthong.web.steering.plans.results import results
from lienthong.web.ui.charts import Segment, Target
from lienthong.web.ui.words import write_day

LATE_SHOWN, NEXT_SHOWN = 8, 5
CONTRIBUTION = "CONTRIBUTION"


@public
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    if not page.is_official:
        return results(page)
    counts = plans.by_month(page.plan, sight=page.sight, **page.seen)
    if not counts and not page.sight.is_whole:
        return results(page)  # nothing of another agency's own plan is the visitor's business
    return _overview(page, counts)


def _overview(page: Page, counts: dict[str, Months]) -> HttpResponse:
    whole = total_of(counts)
    context = {
        "sentence": say_standing(page, counts),
        "segments": segments_of(page, whole),
        "whole": say_whole(counts, whole),
        "is_bare": not counts,
        "sees_all": sees_all(page, counts),
        "heat": draw_heat(page, counts),
        "aside": _asides(page, counts),
        "late": _late(page) if whole.overdue else [],
        "more_late": max(whole.overdue - LATE_SHOWN, 0),
        "count_late": whole.overdue,
        "late_url": page.url("plan_duties", {"status": "overdue"}),
        "soon": _soon(page),
        "targets": targets_of(page),
        "family": family_of(page, counts),
        "money": money_of(page),
        "may_report": bool(reportable(page)),
        "may_open": page.moment.is_today and can_monitor(page.actor, page.plan.monitor),
    }
    return page.render("overview", context, current="plan")


@requires(Permission.FOLLOW)
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same map with every agency by name."""
    page = followed(request, slug)
    counts = plans.by_month(page.plan, sight=page.sight, **page.seen)
    heat = draw_heat(page, counts, is_whole=True)
    return page.render("table", {"heat": heat, "aside": _asides(page, counts)}, current="plan")


def sees_all(page: Page, counts: dict[str, Months]) -> bool:
    """Whether nobody who owes anything is hidden from the visitor: leaders of the province see it all."""
    return page.sight.is_whole or len(counts) == len(plans.by_month(page.plan, **page.seen))


def total_of(counts: dict[str, Months]) -> Tally:
    return plans.total(tally for months in counts.values() for tally in months.values())


def say_standing(page: Page, counts: dict[str, Months]) -> SafeString:
    """The sentence above everything: kept of come due, late at how many agencies, demanded figures not reached."""
    whole = total_of(counts)
    until = (
        _("today")
        if page.moment.is_today
        else _("the end of %(day)s") % {"day": write_day(page.moment.as_of)}
    )
    if not whole.due:
        return format_html("{}", _say_bare(page))
    if not whole.come:
        first = ngettext(
            "By %(until)s no duty has fallen due; %(count)s is laid.",
            "By %(until)s no duty has fallen due; %(count)s are laid.",
            whole.due,
        )
        return format_html("{}", first % {"until": until, "count": format_number(whole.due)})
    said = _("By %(until)s, %(kept)s of %(come)s duties that fell due are done") % {
        "until": until,
        "kept": format_number(whole.kept),
        "come": format_number(whole.come),
    }
    return format_html("{}{}.{}", said, _say_late(counts, whole), _say_targets(page))


def _say_bare(page: Page) -> str:
    """Of a programme, most often: others carry it out."""
    summary = plans.get_summary(page.plan)
    words = ngettext(
        "%(count)s task in %(areas)s fields; the plan itself lays no duty upon anybody.",
        "%(count)s tasks in %(areas)s fields; the plan itself lays no duty upon anybody.",
        summary.tasks,
    )
    return words % {"count": format_number(summary.tasks), "areas": summary.areas}


def _say_late(counts: dict[str, Months], whole: Tally) -> SafeString:
    if not whole.overdue:
        return format_html("{}", _("; none is overdue"))
    agencies = sum(1 for months in counts.values() if any(tally.overdue for tally in months.values()))
    late = ngettext("%(count)s duty is overdue now", "%(count)s duties are overdue now", whole.overdue)
    at = ngettext(" at %(count)s agency", " at %(count)s agencies", agencies)
    return format_html(
        '; <span class="late">{}</span>{}',
        late % {"count": format_number(whole.overdue)},
        at % {"count": format_number(agencies)},
    )


def _say_targets(page: Page) -> SafeString:
    stated = [row for row in page.measures if row.values]
    if not stated:
        return SafeString("")
    missed = count_missed(stated)
    words = {"missed": count_in_words(missed), "count": count_in_words(len(stated))}
    if not missed:
        return format_html(" {}", capitalised(_("all %(count)s demanded figures are reached.") % words))
    said = ngettext(
        "%(missed)s of %(count)s demanded figures is not reached.",
        "%(missed)s of %(count)s demanded figures are not reached.",
        missed,
    )
    return format_html(" {}", capitalised(said % words))


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def segments_of(page: Page, whole: Tally) -> list[Segment]:
    def to(status: str) -> str:
        return page.url("plan_duties", {"status": status})

    return [
        Segment(_("done on time"), whole.done - whole.tardy, "done", to("done_on_time")),
        Segment(_("done late"), whole.tardy, "tardy", to("done_late")),
        Segment(_("handed in, to be accepted"), whole.sent, "sent", to("submitted")),
        Segment(_("overdue now"), whole.overdue, "late", to("overdue")),
        Segment(_("not due yet"), whole.open, "open", to("waiting")),
    ]


def say_whole(counts: dict[str, Months], whole: Tally) -> str:
    words = ngettext("%(count)s duty of %(agencies)s", "%(count)s duties of %(agencies)s", whole.due)
    agencies = ngettext("%(count)s agency", "%(count)s agencies", len(counts)) % {"count": len(counts)}
    said = words % {"count": format_number(whole.due), "agencies": agencies}
    if whole.excused:
        said += ", " + _("%(count)s more do not apply") % {"count": whole.excused}
    return said


def columns_for(page: Page, counts: dict[str, Months]) -> list[Column]:
    months = {month for of_agency in counts.values() for month in of_agency if month}
    return columns_of(page.plan.year, page.plan.last_year, months)


def draw_heat(page: Page, counts: dict[str, Months], *, is_whole: bool = False) -> SafeString:
    columns = columns_for(page, counts)
    ground = Ground(
        counts,
        columns,
        page.places,
        agency_url=page.url("plan_agency", code="CODE"),
        open_url=page.url("plan_table"),
        is_whole=is_whole,
    )
    label = _("Who is where, by month of the due day")
    return draw(Map(columns, sections_of(ground), page.moment.as_of, page.url("plan_duties"), label))


@dataclass(frozen=True, slots=True)
class Aside:
    """What no column of the map shows, and the list of it."""

    words: str
    url: str = ""


def _asides(page: Page, counts: dict[str, Months]) -> list[Aside]:
    undated = plans.total(months[None] for months in counts.values() if None in months)
    found = []
    if undated.due:
        words = ngettext(
            "%(count)s duty has no day yet: the plan states none, or another decides it.",
            "%(count)s duties have no day yet: the plan states none, or another decides it.",
            undated.due,
        )
        url = page.url("plan_duties", {"month": "none"})
        found.append(Aside(words % {"count": format_number(undated.due)}, url))
    if sees_all(page, counts) and (lasting := plans.count_continuous(page.plan)):
        words = ngettext(
            "%(count)s duty lasts all the year and stands in its last month.",
            "%(count)s duties last all the year and stand in its last month.",
            lasting,
        )
        found.append(Aside(words % {"count": format_number(lasting)}))
    return found


def _late(page: Page) -> list[DutyShown]:
    wanted = plans.Wanted(statuses=[Status.OVERDUE], not_part=CONTRIBUTION)
    rows = plans.list_obligations(
        page.plan.id, sight=page.sight, wanted=wanted, limit=LATE_SHOWN, **page.seen
    )
    return show_duties(page, rows)


@dataclass(frozen=True, slots=True)
class Soon:
    due: dt.date
    ref: str
    title: str
    who: str
    url: str
    is_today: bool


def _soon(page: Page) -> list[Soon]:
    rows = plans.list_next(page.plan, sight=page.sight, limit=NEXT_SHOWN, **page.seen)
    return [_show_next(page, row) for row in rows]


def _show_next(page: Page, row: plans.NextDue) -> Soon:
    who = page.places.name(row.agency)
    if row.agencies > 1:
        who = ngettext("%(count)s agency", "%(count)s agencies", row.agencies) % {"count": row.agencies}
    days = {"month": f"{row.due:%Y-%m}", "q": row.title}
    url = page.url("plan_task", ref=row.ref) if row.ref else page.url("plan_duties", days)
    return Soon(row.due, row.ref, row.title, who, url, row.due == page.moment.as_of)


@dataclass(frozen=True, slots=True)
class TargetBars:
    """Shares as bars, other figures in words; ``silent`` counts those without a value."""

    title: str
    bars: Sequence[Target]
    others: Sequence[MeasureShown]
    silent: int
    until: dt.date


def targets_of(page: Page) -> TargetBars | None:
    """None while nobody stated a value."""
    rows = page.measures
    stated = [row for row in rows if row.values]
    if not stated:
        return None
    shown = show_measures(page, stated)
    return TargetBars(
        _name_targets(stated),
        [one.bar for one in shown if one.bar],
        [one for one in shown if not one.bar],
        len(rows) - len(stated),
        max(value.period_end for row in stated for value in row.values),
    )


def _name_targets(rows: Sequence[plans.MeasureRow]) -> str:
    """“Five figures that the plan demands (VI.8, VI.9)”."""
    said = ngettext(
        "%(count)s figure that the plan demands (%(refs)s)",
        "%(count)s figures that the plan demands (%(refs)s)",
        len(rows),
    )
    refs = ", ".join(dict.fromkeys(row.ref for row in rows))
    return capitalised(said % {"count": count_in_words(len(rows)), "refs": refs})


urlpatterns = [path("", plan, name="plan"), path("table/", table, name="plan_table")]
