"""How we stand with the national portal: the line, both sides' counts by agency, filings that wait for somebody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.connectors.national_portal.client import is_connected
from lienthong.domain.national import actions, queries
from lienthong.domain.national.permissions import Permission
from lienthong.domain.national.queries import FilingState, LineStand, SumRow
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import sort_key
from lienthong.web.console.deed import act_at_once
from lienthong.web.console.national.scope import Seen, seen_in
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.words import write_number


@requires(Permission.KEEP)
def national(request: HttpRequest) -> HttpResponse:
    by, seen = actor_of(request), seen_in(request)
    sums = queries.list_sums(seen.since, seen.until, by=by)
    stand, last = queries.get_stand(by), queries.last_attempt()
    waiting = queries.list_quarantined(by)
    context: dict[str, Any] = {
        "seen": seen,
        "form": seen.form,
        "connected": is_connected(),
        "stand": stand,
        "last": last,
        "compared": queries.last_comparison(seen.since, seen.until),
        "rows": _rows(sums, seen),
        "total": _total(sums),
        "all_gaps": seen.url("national_gaps"),
        "filings": waiting,
        "settled": [(row, *_settled(row.state)) for row in queries.list_settled(by)],
    }
    lead = _lead(stand, sums, len(waiting))
    title = _title(stand)
    return render_page(
        request, "console/national/balance.html", current="national", title=title, lead=lead, **context
    )


def _title(stand: LineStand) -> str:
    if not is_connected():
        return _("The national portal is not connected")
    return _("The national portal does not answer") if stand.fault else _("The national portal")


def _lead(stand: LineStand, sums: list[SumRow], waiting: int) -> str:
    gaps = sum(row.gaps for row in sums)
    words = (
        ngettext("%(count)s case differs.", "%(count)s cases differ.", gaps) % {"count": write_number(gaps)}
        if gaps
        else _("Both sides agree on these days.")
    )
    if stand.given_up:
        given_up = ngettext(
            "%(count)s case was given up and waits for you.",
            "%(count)s cases were given up and wait for you.",
            stand.given_up,
        )
        words = f"{words} {given_up % {'count': write_number(stand.given_up)}}"
    if waiting:
        filed = ngettext(
            "%(count)s filing could not be taken in.", "%(count)s filings could not be taken in.", waiting
        )
        words = f"{words} {filed % {'count': write_number(waiting)}}"
    return words


def _rows(sums: list[SumRow], seen: Seen) -> list[tuple[SumRow, str, str]]:
    """By name of the agency, with the address of its differences."""
    names = get_names({row.owner for row in sums}, seen.until)
    named = [
        (row, names.get(row.owner, row.owner) if row.owner else _("No agency of ours"), row.owner)
        for row in sums
    ]
    named.sort(key=lambda one: sort_key(one[1]))
    return [(row, name, seen.url("national_gaps", owner=owner or "-")) for row, name, owner in named]


def _total(sums: list[SumRow]) -> SumRow:
    there = [row.there for row in sums if row.there is not None]
    return SumRow(
        "",
        sum(row.ours for row in sums),
        sum(row.told for row in sums),
        sum(there) if there else None,
        sum(row.gaps for row in sums),
    )


def _settled(state: FilingState) -> tuple[str, str]:
    """Status and word of the tag."""
    if state is FilingState.TAKEN:
        return "done", _("became a case")
    return "not_applicable", _("given back to the portal")


@require_POST
@requires(Permission.KEEP)
def compare(request: HttpRequest) -> HttpResponse:
    seen = seen_in(request)
    by: Actor = actor_of(request)
    return act_at_once(
        request,
        lambda: actions.want_comparison(since=seen.since, until=seen.until, by=by, at=clock.now()),
        done=_("The portal is asked for its list; look again in a moment."),
        back=seen.url("national"),
    )


urlpatterns = [
    path("national/", national, name="national"),
    path("national/compare/", compare, name="national_compare"),
]
