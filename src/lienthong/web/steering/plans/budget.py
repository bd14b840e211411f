"""Money of tasks: asked for, given, spent. A table of the plan; of each task its entries, the next one below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Money
from lienthong.domain.plans.errors import TaskNotFound
from lienthong.domain.plans.permissions import Permission, can_give_money, can_submit
from lienthong.domain.plans.queries import BudgetRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import parse_money
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link

MOST = 10**15
KINDS: dict[str, Promise] = {
    "ASKED": pgettext_lazy("money", "Asked for"),
    "GIVEN": pgettext_lazy("money", "Given"),
    "SPENT": pgettext_lazy("money", "Spent"),
}


class MoneyField(forms.Field):
    """Whole đồng as people write them, 75.000.000, and as an ``int``."""

    widget = forms.TextInput({"size": "20", "maxlength": "30", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        if not value:
            return None
        try:
            amount = parse_money(str(value))
        except ValueError:
            raise forms.ValidationError(_("Write whole đồng, for example 75.000.000.")) from None
        if not -MOST < amount < MOST:
            raise forms.ValidationError(_("This is more than any task costs. Count the noughts."))
        return amount


class Entering(forms.Form):
    """``press`` tells a form that is sent twice from two entries alike."""

    press = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), widget=forms.RadioSelect)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    amount = MoneyField(
        label=gettext_lazy("Amount, in đồng"),
        help_text=gettext_lazy("A minus before it corrects an earlier entry: -5.000.000."),
    )
    on = DayField(label=gettext_lazy("Day of the document, or on which it was asked or spent"))
    document = forms.CharField(
        label=gettext_lazy("Number of its document"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("What was given needs one, for example 45/QĐ-STC."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)

    def __init__(self, offers: "Offers", *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in offers.kinds]  # type: ignore[attr-defined]
        self.fields["agency"].choices = offers.agencies_to_choose  # type: ignore[attr-defined]

    @property
    def money(self) -> Money:
        return Money(**{name: value for name, value in self.cleaned_data.items() if name != "press"})


@dataclass(frozen=True, slots=True)
class Offers:
    """What the visitor may enter, and for whom; empty for who may not."""

    kinds: Sequence[str] = ()
    agencies: Sequence[tuple[str, str]] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds and self.agencies)

    @property
    def agencies_to_choose(self) -> list[tuple[str, str]]:
        """Of several none is chosen beforehand."""
        return [("", _("Choose an agency")), *self.agencies] if len(self.agencies) > 1 else [*self.agencies]


@dataclass(frozen=True, slots=True)
class TaskMoney:
    row: plans.TaskRow
    url: str
    sums: BudgetRow


@requires(Permission.FOLLOW)
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    sums = plans.list_budgets(page.plan, sight=page.sight, **page.seen)
    rows = [
        TaskMoney(task, page.url("plan_task_budget", ref=task.ref), sums[task.lineage])
        for task in plans.list_tasks(page.plan)
        if task.lineage in sums
    ]
    areas = groupby(rows, lambda one: f"{one.row.numeral}. {one.row.area_title}")
    context = {
        "areas": [(title, list(of_area)) for title, of_area in areas],
        "count": len(rows),
        "sums": plans.total_budget(one.sums for one in rows),
    }
    return page.render("budget", context, crumbs=[Link(_("Money of the tasks"))])


def money_of(page: Page) -> BudgetRow | None:
    """What the visitor may see of all tasks together; None where nothing was entered."""
    sums = plans.list_budgets(page.plan, sight=page.sight, **page.seen)
    return plans.total_budget(sums.values()) if sums else None


def money_of_task(page: Page, row: plans.TaskRow) -> dict[str, Any]:
    """For the panel beside the story."""
    if not page.is_official:
        return {}
    sums = plans.list_budgets(page.plan, sight=page.sight, **page.seen).get(row.lineage or 0)
    may_enter = _gives(page) or bool(offers_of(page, row))
    is_shown = sums or (may_enter and page.moment.is_today)
    return {"money": sums, "money_url": page.url("plan_task_budget", ref=row.ref) if is_shown else ""}


@requires(Permission.FOLLOW)
def task(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    page = followed(request, slug)
    try:
        row = plans.get_task(page.plan, ref)
    except TaskNotFound as absent:
        raise Http404(str(absent)) from absent
    offers = offers_of(page, row)
    if request.method == "POST" and not offers:
        raise Http404
    form = _form(request, offers) if offers else None
    if form and request.method == "POST" and form.is_valid() and _entered(page, row, form):
        messages.success(request, _("The entry is kept."))
        return redirect(page.url("plan_task_budget", ref=ref))
    return _show(page, row, form)


def offers_of(page: Page, row: plans.TaskRow) -> Offers:
    """Who follows the plan enters everything of everybody who takes part, an agency what it asks for and spends."""
    own = page.actor.agency
    if not page.moment.is_today or not (_gives(page) or can_submit(page.actor, own)):
        return Offers()
    taking_part = plans.list_taking_part(page.plan.id, row.lineage or 0, page.moment.as_of)
    if _gives(page):
        codes = page.places.sort(taking_part)
        return Offers(tuple(KINDS), [(code, page.places.name(code)) for code in codes])
    return Offers(("ASKED", "SPENT"), [(own, page.places.name(own))] if own in taking_part else [])


def _gives(page: Page) -> bool:
    plan = page.plan
    return can_give_money(page.actor, monitor=plan.monitor, agency=plan.agency, is_child=plan.is_child)


def _form(request: HttpRequest, offers: Offers) -> Entering:
    return Entering(offers, request.POST or None, initial={"press": uuid4()})


def _entered(page: Page, row: plans.TaskRow, form: Entering) -> bool:
    try:
        actions.enter_budget(
            plan=page.plan.id,
            lineage=row.lineage or 0,
            money=form.money,
            press=form.cleaned_data["press"],
            by=page.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(page: Page, row: plans.TaskRow, form: Entering | None) -> HttpResponse:
    entries = plans.list_budget_entries(page.plan, row.lineage or 0, sight=page.sight, **page.seen)
    sums = plans.list_budgets(page.plan, sight=page.sight, **page.seen).get(row.lineage or 0)
    context = {
        "task": row,
        "form": form,
        "sums": sums,
        "entries": [(one, KINDS[one.kind], page.places.name(one.agency)) for one in entries],
    }
    crumbs = [Link(_("Money of the tasks"), page.url("plan_budget")), Link(row.ref)]
    answer = page.render("budget_task", context, crumbs=crumbs)
    answer.status_code = 422 if form and form.errors else 200
    return answer


urlpatterns = [
    path("money/", budget, name="plan_budget"),
    path("tasks/<str:ref>/money/", task, name="plan_task_budget"),
]
