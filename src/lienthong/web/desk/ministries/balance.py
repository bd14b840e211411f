"""Reconciliation: what was entered here and there day by day, and each difference with its explanation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.cases.queries import STATE_LABELS, State
from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.permissions import Permission, can_settle
from lienthong.domain.ministries.queries import (
    ANSWER_LABELS,
    KIND_LABELS,
    STANDING_LABELS,
    Answer,
    DifferenceRow,
    Kind,
    Standing,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.ministries.page import Room, crumbs_to_all, known, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link, Tab
from lienthong.web.ui.words import write_day, write_moment


@dataclass(frozen=True, slots=True)
class Line:
    row: DifferenceRow
    what: str
    here: str
    there: str
    answer: str


class SettleForm(forms.Form):
    answer = forms.ChoiceField(label=gettext_lazy("How it is settled"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=gettext_lazy("How it came about"),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
        help_text=gettext_lazy("Kept with the difference and your name."),
    )

    def __init__(self, row: DifferenceRow, *args: Any) -> None:
        super().__init__(*args)
        fitting = [Answer.EXPLAINED, Answer.OURS, *([Answer.THEIRS] if row.kind is Kind.NUMBER else [])]
        self.fields["answer"].choices = [(one.value, capfirst(str(ANSWER_LABELS[one]))) for one in fitting]  # type: ignore[attr-defined]


@requires(Permission.ENTER)
def balance(request: HttpRequest, system: str) -> HttpResponse:
    room = room_of(request, system)
    agency, settled = room.desk.by.agency, request.GET.get("list") == "settled"
    day = _day(request)
    context = {
        "room": room,
        "days": queries.list_days(system, agency, room.desk.day),
        "day": day,
        "settled": settled,
        "lists": _lists(room, settled=settled),
        "lines": [line_of(one) for one in queries.list_differences(system, agency, settled=settled, day=day)],
        "files": queries.list_batches(system, agency),
        "may_settle": can_settle(room.desk.by, agency),
        "tabs": room.tabs("system_balance"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/ministries/balance.html", context)


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _lists(room: Room, *, settled: bool) -> list[Tab]:
    open_ = None if settled else room.waiting.differences
    return [
        Tab(pgettext("differences", "To be settled"), "?", open_, current=not settled),
        Tab(pgettext("differences", "Settled"), "?list=settled", current=settled),
    ]


def line_of(row: DifferenceRow) -> Line:
    return Line(
        row=row,
        what=str(KIND_LABELS[row.kind]),
        here=_words(row.here, row.kind),
        there=row.there,
        answer=str(ANSWER_LABELS[row.answer]) if row.answer else "",
    )


def _words(code: str, kind: Kind) -> str:
    if kind not in {Kind.STATUS, Kind.UNENTERED}:
        return code
    if code in set(State):
        return str(STATE_LABELS[State(code)])
    return str(STANDING_LABELS[Standing(code)]) if code in set(Standing) else code


@requires(Permission.SETTLE)
def settle(request: HttpRequest, difference: int) -> HttpResponse:
    desk, row = desk_of(request), queries.get_difference(difference)
    if row is None or not can_settle(desk.by, row.agency):
        raise Http404
    form = SettleForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.settle(
                difference=difference,
                answer=Answer(given["answer"]),
                explanation=given["explanation"],
                by=desk.by,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("explanation", str(refusal))
        else:
            messages.success(request, _("Settled. Your explanation stays with it."))
            return redirect("desk:system_balance", system=row.system)
    name = known(row.system, desk).name
    here = reverse("desk:system_balance", args=[row.system])
    context = {
        "line": line_of(row),
        "facts": _facts(row),
        "form": form,
        "back": here,
        "crumbs": [*crumbs_to_all(), Link(name, here), Link(_("Settle a difference"))],
    }
    return render(request, "desk/ministries/settle.html", context)


def _facts(row: DifferenceRow) -> list[Fact]:
    line = line_of(row)
    facts = [Fact(_("What differs"), capfirst(line.what)), Fact(_("Day"), write_day(row.day))]
    if row.entry:
        url = reverse("desk:case", args=[row.entry.case])
        facts.append(Fact(_("Case"), row.entry.case_number, url=url))
    facts += [
        Fact(label, value)
        for label, value in ((pgettext("sides", "Here"), line.here), (pgettext("sides", "There"), line.there))
        if value
    ]
    found = write_moment(clock.local(row.found_at))
    facts.append(Fact(_("Found at"), found, hint=row.file))
    if row.settled_at:
        facts.append(Fact(_("Settled"), line.answer, hint=f"{row.settler}: {row.explanation}"))
    return facts


urlpatterns = [
    path("systems/<slug:system>/balance/", balance, name="system_balance"),
    path("systems/differences/<int:difference>/", settle, name="difference"),
]
