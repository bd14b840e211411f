"""One case and a system: its fields to be copied one after the other, and the number that comes back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.exchange import write_tabs
from lienthong.domain.ministries.permissions import Permission, can_enter
from lienthong.domain.ministries.queries import STANDING_LABELS, Deed, Need, TraceRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.desk.ministries.page import STANDINGS, TAGS, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Knot
from lienthong.web.ui.words import write_moment


@dataclass(frozen=True, slots=True)
class Shown:
    """What of an entry stands beside its case."""

    need: Need
    tag: str
    word: str
    told: str
    told_tag: str


class NumberForm(forms.Form):
    number = forms.CharField(
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "data-key": "N"}),
    )
    reason = forms.CharField(label=gettext_lazy("Why the number is changed"), max_length=500, required=False)

    def __init__(self, need: Need, *args: Any) -> None:
        super().__init__(*args)
        pattern, name = need.system.pattern, need.system.name
        self.fields["number"].label = (
            _("The right number there") if need.number else _("Number given by %(name)s") % {"name": name}
        )
        self.fields["number"].help_text = _("Typed or scanned; it looks like %(pattern)s.") % {
            "pattern": pattern
        }
        if not need.number:
            del self.fields["reason"]


@requires(Cases.FOLLOW)
def of_case(request: HttpRequest, case: int) -> HttpResponse:
    """In which systems a case must be entered: a part of its page, or a page where no script brings the part."""
    page = case_page(request, case)
    if page.is_only_asked:
        raise Http404
    context = {
        "page": page,
        "shown": [_shown(need) for need in queries.list_needs(page.row, page.desk.day)],
        "may_enter": can_enter(page.desk.by, page.row.owner, page.row.seat),
        "crumbs": page.crumbs(_("Ministry software")),
    }
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/ministries/of_case.html{part}", context)


def _shown(need: Need) -> Shown:
    standing = need.entry.standing if need.entry else None
    return Shown(
        need=need,
        tag=TAGS[need.state],
        word=word_of(need.state),
        told=str(STANDING_LABELS[standing]) if standing else "",
        told_tag=STANDINGS[standing] if standing else "",
    )


@requires(Permission.ENTER)
def card(request: HttpRequest, case: int, system: str) -> HttpResponse:
    page, need = _needed(request, case, system)
    form = NumberForm(need, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_new = actions.enter(
                case=case, system=system, **form.cleaned_data, by=page.desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason" if _asks_why(refusal, form) else "number", str(refusal))
        else:
            words = _("The number stands on the case.") if is_new else _("It stood there already.")
            messages.success(request, words)
            return redirect("desk:system_waiting", system=system)
    fields = actions.read_card(system=need.system, row=page.row, by=page.desk.by, at=page.desk.now)
    context = {
        "page": page,
        "need": need,
        "fields": fields,
        "together": write_tabs(fields),
        "form": form,
        "button": _("Correct the number") if need.number else _("Put the number on the case"),
        "knots": [_knot(one) for one in queries.list_traces(need.entry.id)] if need.entry else [],
        "crumbs": [*page.crumbs(need.system.name)],
        "next": reverse("desk:system_waiting", args=[system]),
        "keys": _keys(),
    }
    return render(request, "desk/ministries/card.html", context)


def _needed(request: HttpRequest, case: int, system: str) -> tuple[CasePage, Need]:
    page = case_page(request, case)
    if not can_enter(page.desk.by, page.row.owner, page.row.seat):
        raise Http404
    need = next(
        (one for one in queries.list_needs(page.row, page.desk.day) if one.system.code == system), None
    )
    if need is None:
        raise Http404
    return page, need


def _asks_why(refusal: Refusal, form: NumberForm) -> bool:
    return refusal.code == "ReasonMissing" and "reason" in form.fields


def _knot(row: TraceRow) -> Knot:
    words = {
        Deed.ENTERED: _("The number %(number)s was put on the case."),
        Deed.CORRECTED: _("The number %(before)s was corrected to %(number)s."),
        Deed.TOLD: _("Their file said: %(status)s."),
        Deed.DROPPED: _("It need not be entered any more: the case ended without a result."),
    }[row.deed]
    told = words % {"number": row.number, "before": row.before, "status": row.status}
    by = _("by file %(file)s") % {"file": row.file} if row.file else ""
    return Knot(
        when=write_moment(clock.local(row.recorded_at)), what=told, who=row.name, hint=by, quote=row.reason
    )


def _keys() -> list[Key]:
    return [
        Key("C", pgettext("key", "copy the next field")),
        Key("T", pgettext("key", "copy all, for one row")),
        Key("N", pgettext("key", "to the number")),
        Key("F9", pgettext("key", "put it on the case")),
    ]


urlpatterns = [
    path("<int:case>/systems/", of_case, name="case_systems"),
    path("<int:case>/systems/<slug:system>/", card, name="case_system"),
]
