"""One procedure as a citizen asks for it: days, fee, where, papers; the law behind it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.applications.queries import is_open_for
from lienthong.domain.procedures import queries
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.exchange import telling
from lienthong.domain.procedures.queries import (
    CHANNEL_LABELS,
    FEE_LABELS,
    TIME_LABELS,
    Duration,
    Fee,
    Record,
    TimeUnit,
)
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.calendar.rules.due import due_at
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.portal.post.offered import may_fetch
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import write_due


@public
def procedure(request: HttpRequest, procedure: str) -> HttpResponse:
    moment = moment_of(request)
    version = published_or_404(procedure, moment.as_of)
    record = queries.get_record(version.id)
    names = queries.unit_names({*record.agencies, *(step.unit for step in record.steps)}, moment.as_of)
    context = {
        "version": version,
        "record": record,
        "key_facts": list(_key_facts(record, names, moment)),
        "facts": list(_facts(record)),
        "papers": [(paper, telling.write_paper(paper)) for paper in record.papers],
        "ways": [
            (CHANNEL_LABELS[way.channel], telling.write_duration(way.duration), way.note)
            for way in record.ways
        ],
        "fees": [
            (FEE_LABELS[fee.kind], fee.name, telling.write_fee(fee)) for fee in in_force(record, moment.as_of)
        ],
        "bases": [telling.write_basis(basis) for basis in record.bases],
        "process": [
            (place, step, names.get(step.unit, step.unit), _time(step.time, str(TIME_LABELS[step.measure])))
            for place, step in enumerate(record.steps, 1)
        ],
        "supplement": telling.write_supplement(record.supplement) if record.supplement else "",
        "elsewhere": filing_page(),
        "may_apply": moment.is_today and _is_open(version.id, moment),
        "may_fetch": moment.is_today and _is_fetched(version.id, moment),
        "is_over": bool(version.until and version.until <= moment.as_of),
        "has_earlier": version.number > 1,
        **_day(moment),
    }
    return render(request, "portal/procedures/page.html", context)


def filing_page() -> str:
    """Where people apply when this province stands behind the national portal; "" when they apply here."""
    return settings.LIENTHONG_NATIONAL_PORTAL_PAGE if settings.LIENTHONG_PORTAL == "national" else ""


def _is_open(version: int, moment: Moment) -> bool:
    """Whether it can be filed online this very day."""
    return is_open_for(queries.get_handling(version), queries.get_filing(version), moment.today)


def _is_fetched(version: int, moment: Moment) -> bool:
    """Whether the post may be sent for the papers."""
    return not filing_page() and may_fetch(queries.get_handling(version), moment.today)


def published_or_404(code: str, as_of: date) -> queries.VersionRow:
    try:
        return queries.get_published(code, as_of)
    except ProcedureNotFound as absent:
        raise Http404(str(absent)) from absent


def in_force(record: Record, day: date) -> list[Fee]:
    """The fees of a day."""
    return [
        fee
        for fee in record.fees
        if (not fee.since or fee.since <= day) and (not fee.until or day < fee.until)
    ]


def _key_facts(record: Record, names: dict[str, str], moment: Moment) -> Iterator[Fact]:
    """What is asked first: how long, how much, where."""
    if record.ways:
        limit = record.ways[0].duration
        yield Fact(_("Time"), telling.write_duration(limit), hint=_promise(limit, moment), icon="clock")
    fees = in_force(record, moment.as_of)
    if fees:
        yield Fact(_("Fee or charge"), "; ".join(telling.write_fee(fee) for fee in fees[:2]), icon="money")
    places = ", ".join(names.get(code, code) for code in record.agencies)
    levels = ", ".join(telling.write_code(level) for level in record.levels)
    yield Fact(_("Decided by"), places or levels, hint=levels if places else "", icon="place")


def _promise(limit: Duration | None, moment: Moment) -> str:
    """By when the result is there if papers are filed today; "" on another day and while clocks stand still."""
    if limit is None or not moment.is_today:
        return ""
    amount, unit = limit.amount, limit.unit
    if amount % 1 and unit is TimeUnit.WORKING_DAY:
        amount, unit = amount * 8, TimeUnit.WORKING_HOUR
    try:
        due = due_at(calendar_for(), start=moment.today, amount=int(amount), unit=unit)
    except Refusal:
        return ""
    return _("Filed today, the result is due on %(day)s.") % {"day": write_due(due.at.date())}


def _facts(record: Record) -> Iterator[Fact]:
    said = (
        ("audience", telling.write_value(record.audience, {})),
        ("result", record.result),
        ("validity", record.validity),
        ("online_level", telling.write_value(record.online_level, {})),
        ("online_extent", telling.write_value(record.online_extent, {})),
        ("coordinating", record.coordinating),
        ("returns_by_post", telling.write_value(record.returns_by_post, {})),
    )
    return (Fact(telling.PART_LABELS[part], words) for part, words in said if words)


def _time(time: Decimal | None, unit: str) -> str:
    return f"{telling.write_amount(time)} {unit}" if time else ""


def _day(moment: Moment) -> dict[str, date]:
    return {"as_of": moment.as_of, "today": moment.today}


urlpatterns = [path("procedures/<str:procedure>/", procedure, name="procedure")]
