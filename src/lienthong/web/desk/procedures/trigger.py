"""One decision of a ministry: what it demands, the days with their sums, drafts opened for it; or a slip withdrawn."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.errors import TriggerNotFound
from lienthong.domain.procedures.permissions import Permission, can_draft
from lienthong.domain.procedures.queries import DemandRow, Stage, TriggerRow
from lienthong.spine import clock
from lienthong.spine.calendar.queries import Due, Step, StepKind, explain
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.announcing import Line, Sight, lines_of, names_of, sight_of
from lienthong.web.desk.procedures.deeds import ReasonForm
from lienthong.web.desk.procedures.page import WORKERS
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link, SumRow
from lienthong.web.ui.words import write_day, write_moment, write_short_day


def _whole(sight: Sight, trigger: int) -> tuple[TriggerRow, list[DemandRow]]:
    """Raises Http404 for a decision in which this person has no part."""
    try:
        row = queries.get_trigger(trigger)
    except TriggerNotFound as absent:
        raise Http404 from absent
    demands = queries.list_demands(sight.today, trigger=trigger)
    if not sight.sees_all and sight.by.agency not in {row.keeper, *(one.keeper for one in demands)}:
        raise Http404
    return row, demands


@requires(*WORKERS)
def trigger(request: HttpRequest, trigger: int) -> HttpResponse:
    sight = sight_of(request)
    row, demands = _whole(sight, trigger)
    names = get_names({row.keeper}, sight.today) | names_of(demands, sight.today)
    reckoned = queries.reckon(row, demands, sight.today)
    joins = sight.may_enter and row.withdrawn_at is None
    answers = queries.list_answers(row, demands) if joins else {}
    context = {
        "row": row,
        "lines": [
            (line, _may_take_up(sight, row, line), answers.get(line.row.id))
            for line in lines_of(demands, names)
        ],
        "names": names,
        "facts": _facts(row, names),
        "announce": reckoned.announce.at,
        "announce_sum": list(_sum(reckoned.announce)),
        "publish": reckoned.publish.at if reckoned.publish else None,
        "publish_sum": list(_sum(reckoned.publish)) if reckoned.publish else [],
        "term": reckoned.term,
        "tag": _tag(demands),
        "may_withdraw": _may_withdraw(sight, row, demands),
        "crumbs": _crumbs(row.number),
    }
    return render(request, "desk/procedures/trigger.html", context)


def _may_take_up(sight: Sight, row: TriggerRow, line: Line) -> bool:
    drafts = can_draft(sight.by, keeper=line.row.keeper, office=sight.office)
    return line.row.stage is Stage.TO_DRAFT and row.withdrawn_at is None and drafts


def _may_withdraw(sight: Sight, row: TriggerRow, demands: list[DemandRow]) -> bool:
    return sight.may_enter and row.withdrawn_at is None and all(one.version is None for one in demands)


def _tag(demands: list[DemandRow]) -> str:
    if all(one.announced_on for one in demands):
        return "done_late" if any(one.behind[0] for one in demands) else "done"
    left = min(one.left for one in demands if not one.announced_on)
    return "overdue" if left < 0 else "due_today" if left == 0 else "due_soon" if left <= 3 else "not_done"


def _facts(row: TriggerRow, names: dict[str, str]) -> list[Fact]:
    facts = [
        Fact(pgettext("procedure", "Number of the decision"), row.number),
        Fact(pgettext("demand", "Issued by"), row.issuer),
        Fact(pgettext("procedure", "Decided on"), write_day(row.decided_on)),
        Fact(_("Takes effect"), write_day(row.effective_from)),
        Fact(_("Drafted by"), names.get(row.keeper, row.keeper)),
        Fact(pgettext("demand", "Entered by"), row.recorder, hint=write_moment(row.recorded_at)),
    ]
    if row.withdrawn_at:
        facts.append(
            Fact(pgettext("demand", "Withdrawn"), row.withdrawn_because, hint=write_moment(row.withdrawn_at))
        )
    return facts


def _sum(due: Due) -> Iterator[SumRow]:
    for step in due.steps:
        if words := explain([step]):
            yield SumRow(words, _effect(step))


def _effect(step: Step) -> str:
    if step.kind is StepKind.ENDS:
        return write_day(step.first)
    first, last = write_short_day(step.first), write_short_day(step.last)
    return f"{first}–{last}" if last and last != first else first


def _crumbs(*after: str) -> list[Link]:
    trail = [
        Link(_("Procedures"), reverse("desk:procedures")),
        Link(_("Announcing"), reverse("desk:announcing")),
    ]
    return [*trail, *map(Link, after)]


@require_POST
@requires(Permission.DRAFT)
def take_up(request: HttpRequest, demand: int) -> HttpResponse:
    sight = sight_of(request)
    try:
        row = queries.find_demand(demand, sight.today)
    except TriggerNotFound as absent:
        raise Http404 from absent
    if not can_draft(sight.by, keeper=row.keeper, office=sight.office):
        raise Http404
    try:
        version = actions.take_up(demand=demand, by=sight.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:trigger", trigger=row.trigger.id)
    messages.success(request, _("The draft is open. The decision leads to it."))
    return redirect("desk:procedure", version=version)


@require_POST
@requires(Permission.CONTROL)
def join_answer(request: HttpRequest, demand: int) -> HttpResponse:
    sight = sight_of(request)
    try:
        row = queries.find_demand(demand, sight.today)
    except TriggerNotFound as absent:
        raise Http404 from absent
    if not sight.may_enter:
        raise Http404
    try:
        actions.join_answer(demand=demand, by=sight.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The decision is answered by that version."))
    return redirect("desk:trigger", trigger=row.trigger.id)


@requires(Permission.CONTROL)
def withdraw_trigger(request: HttpRequest, trigger: int) -> HttpResponse:
    sight = sight_of(request)
    row, demands = _whole(sight, trigger)
    if not sight.may_enter or (request.method != "POST" and not _may_withdraw(sight, row, demands)):
        raise Http404
    form = ReasonForm(request.POST or None)
    there = reverse("desk:trigger", args=[trigger])
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            actions.withdraw_trigger(trigger=trigger, **given, by=sight.by, at=clock.now())
        except TriggerNotFound:
            messages.error(request, _("The decision was withdrawn already."))
            return redirect(there)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is withdrawn with your reason."))
            return redirect(there)
    title = _("Withdraw Decision %(number)s") % {"number": row.number}
    context = {
        "form": form,
        "title": title,
        "lead": _("Only what was entered by mistake is withdrawn; it stays on record."),
        "button": pgettext("demand", "Withdraw it"),
        "kind": "danger",
        "back": there,
        "crumbs": _crumbs(row.number, title),
    }
    return render(request, "desk/procedures/deed.html", context)


urlpatterns = [
    path("procedures/announcing/<int:trigger>/", trigger, name="trigger"),
    path("procedures/announcing/<int:trigger>/withdraw/", withdraw_trigger, name="withdraw_trigger"),
    path("procedures/announcing/demands/<int:demand>/", take_up, name="take_up_demand"),
    path("procedures/announcing/demands/<int:demand>/join/", join_answer, name="join_answer"),
]
