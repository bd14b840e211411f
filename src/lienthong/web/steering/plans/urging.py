"""Who is late, agency by agency, and letters drafted for many of them at once; the frame of all pages of urging."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import LEVEL_LABELS
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import ObligationRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import search_key
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link, Tab

PAGE = 50
MOST = 300


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Name of an agency"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search", "placeholder": gettext_lazy("Name of an agency")}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        required=False,
        choices=[("", gettext_lazy("all")), *LEVEL_LABELS.items()],
    )
    letter = forms.ChoiceField(
        label=gettext_lazy("Letter"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("none", gettext_lazy("no draft yet")),
            ("draft", gettext_lazy("a draft waits")),
        ],
    )


@dataclass(frozen=True, slots=True)
class LateAgency:
    """``days``: working days that the oldest of its late duties is late."""

    code: str
    name: str
    count: int
    oldest: ObligationRow
    days: int
    url: str
    letter_url: str = ""


def urging_page(request: HttpRequest, slug: str) -> Page:
    """Raises Http404 for who does not follow the plan for its monitor; nobody is urged in the past."""
    page = followed(request, slug)
    if not page.may_urge:
        raise Http404
    return page


def show_urging(
    page: Page, template: str, context: dict[str, Any], *, current: str, crumbs: Sequence[Link] = ()
) -> HttpResponse:
    """A page of urging, under the tabs of the plan and its own."""
    trail = [Link(_("Urging"), page.url("plan_urging")), *crumbs]
    return page.render(
        template, context | {"journeys": _journeys(page, current)}, current="plan_urging", crumbs=trail
    )


def _journeys(page: Page, current: str) -> list[Tab]:
    labels = {
        "plan_urging": (_("Late by agency"), None),
        "plan_urging_letters": (_("Letters"), plans.count_letters_waiting(page.plan)),
        "plan_urging_remind": (_("Remind by hand"), None),
        "plan_urging_reports": (_("Reports asked for"), None),
        "plan_urging_extensions": (
            _("Extensions asked for"),
            len(plans.list_extensions(page.plan, page.actor, as_of=page.moment.as_of)),
        ),
        "plan_urging_steps": (_("Steps"), None),
    }
    return [
        Tab(label, page.url(name), count=count, current=name == current)
        for name, (label, count) in labels.items()
    ]


@requires(Permission.MONITOR)
def urging(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    form = Filters(request.GET)
    found = _narrowed(page, late_agencies(page), form)
    leaf = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": leaf.object_list,
        "ways": paging(request, leaf),
        "agencies": len(found),
        "duties": sum(one.count for one in found),
        "all_marked": request.GET.get("marked") == "all",
        "query": request.GET.urlencode(),
    }
    return show_urging(page, "urging", context, current="plan_urging")


def late_agencies(page: Page) -> list[LateAgency]:
    """Those that owe something late, the longest late first."""
    by_agency: dict[str, list[ObligationRow]] = defaultdict(list)
    for row in plans.list_overdue(page.plan, page.moment.as_of):
        by_agency[row.agency].append(row)
    letters = {one.agency: one.id for one in plans.list_letters(page.plan, waiting=True)}
    shown = [_late(page, code, rows, letters.get(code)) for code, rows in by_agency.items()]
    return sorted(shown, key=lambda one: (-one.days, -one.count, one.name))


def _late(page: Page, code: str, rows: Sequence[ObligationRow], letter: int | None) -> LateAgency:
    oldest = min(rows, key=lambda row: (row.due or dt.date.max, row.id))
    day = page.moment.as_of
    return LateAgency(
        code=code,
        name=page.places.name(code),
        count=len(rows),
        oldest=oldest,
        days=max(page.workdays.between(code, oldest.due or day, day), 1),
        url=page.url("plan_duties", {"status": "overdue", "agency": code}),
        letter_url=page.url("plan_urging_letter", letter=letter) if letter else "",
    )


def _narrowed(page: Page, rows: Sequence[LateAgency], form: Filters) -> list[LateAgency]:
    """What nobody offers is as if it had not been asked."""
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name, "") for name in form.fields}
    words, letter = search_key(wanted["q"]), wanted["letter"]
    return [
        one
        for one in rows
        if words in search_key(one.name)
        and wanted["level"] in ("", page.places.level(one.code))
        and (not letter or bool(one.letter_url) is (letter == "draft"))
    ]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of drafting for one agency: the letter, or why there is none."""

    name: str
    url: str = ""
    refusal: str = ""


@require_POST
@requires(Permission.MONITOR)
def draft_letters(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    if request.POST.get("all"):
        codes = [one.code for one in _narrowed(page, late_agencies(page), Filters(request.GET))]
    else:
        codes = request.POST.getlist("agency")
    drafted = [_draft(page, code) for code in codes[:MOST]]
    context = {
        "done": [one for one in drafted if not one.refusal],
        "refused": [one for one in drafted if one.refusal],
    }
    return show_urging(
        page, "urging_drafted", context, current="plan_urging", crumbs=[Link(_("Drafting letters"))]
    )


def _draft(page: Page, code: str) -> Drafted:
    name = page.places.name(code)
    try:
        letter = actions.draft_letter(plan=page.plan.id, agency=code, by=page.actor, at=clock.now())
    except Refusal as refusal:
        return Drafted(name, refusal=str(refusal))
    return Drafted(name, page.url("plan_urging_letter", letter=letter))


urlpatterns = [
    path("urging/", urging, name="plan_urging"),
    path("urging/draft/", draft_letters, name="plan_urging_draft"),
]
