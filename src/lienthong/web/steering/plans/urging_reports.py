"""Reports that no plan states: asked of agencies chosen by group or one by one, and who answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.queries import LEVEL_LABELS, Level
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.urging import show_urging, urging_page
from lienthong.web.ui.forms import DayField

FOLDED = 40
"""A level with more agencies is folded until one of them is marked."""


class Asking(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What report"),
        help_text=gettext_lazy(
            "As it will stand in the list of each agency, for example: Report on cutting papers in quarter III."
        ),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    due = DayField(label=gettext_lazy("To be handed in by"))


@dataclass(frozen=True, slots=True)
class LevelShown:
    """Agencies of one level to choose from: code, name, whether it is marked."""

    label: Any
    agencies: Sequence[tuple[str, str, bool]]

    @property
    def marked(self) -> int:
        return sum(is_marked for _code, _name, is_marked in self.agencies)

    @property
    def is_open(self) -> bool:
        return self.marked > 0 or len(self.agencies) <= FOLDED


@dataclass(frozen=True, slots=True)
class RequestShown:
    row: plans.RequestRow
    duties: Sequence[DutyShown]


@requires(Permission.MONITOR)
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    groups = {group.code: group for group in organisations.list_groups()}
    members = {code: organisations.member_codes(code, page.moment.today) for code in groups}
    marked = _marked(request, members)
    is_sent = request.method == "POST" and not {"mark", "unmark"} & set(request.POST)
    form = Asking(request.POST if is_sent else None, initial=_typed(request))
    if is_sent and form.is_valid() and _asked(page, form, marked):
        return redirect(page.url("plan_urging_reports"))
    context = {
        "form": form,
        "groups": [(group, len(members[code])) for code, group in groups.items() if members[code]],
        "levels": _levels(page, frozenset().union(*members.values()), marked),
        "count": len(marked),
        "requests": _requests(page),
    }
    return show_urging(page, "urging_reports", context, current="plan_urging_reports")


def _typed(request: HttpRequest) -> dict[str, str]:
    """What stands in the form while groups are marked."""
    return {name: request.POST.get(name, "") for name in ("title", "due")}


def _marked(request: HttpRequest, members: dict[str, frozenset[str]]) -> set[str]:
    if "unmark" in request.POST:
        return set()
    known = frozenset().union(*members.values())
    chosen = set(request.POST.getlist("agency")) & known
    return chosen | members.get(request.POST.get("mark", ""), frozenset())


def _levels(page: Page, codes: Collection[str], marked: Collection[str]) -> list[LevelShown]:
    by_level: dict[str, list[tuple[str, str, bool]]] = {}
    for code in page.places.sort(codes):
        shown = (code, page.places.name(code), code in marked)
        by_level.setdefault(page.places.level(code), []).append(shown)
    return [LevelShown(LEVEL_LABELS[Level(level)], agencies) for level, agencies in by_level.items()]


def _asked(page: Page, form: Asking, marked: Collection[str]) -> bool:
    if not marked:
        form.add_error(None, _("Mark at least one agency."))
        return False
    data = form.cleaned_data
    codes = page.places.sort(marked)
    try:
        actions.request_report(
            plan=page.plan.id, agencies=codes, title=data["title"], due=data["due"], by=page.actor, at=clock.now()
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext("%(count)s agency is asked.", "%(count)s agencies are asked.", len(codes))
    messages.success(page.request, said % {"count": len(codes)})
    return True


def _requests(page: Page) -> list[RequestShown]:
    asked = plans.list_requests(page.plan, as_of=page.moment.as_of)
    shown = {duty.row.id: duty for duty in show_duties(page, [row for one in asked for row in one.duties])}
    return [RequestShown(one, [shown[row.id] for row in one.duties]) for one in asked]


urlpatterns = [path("urging/reports/", reports, name="plan_urging_reports")]
