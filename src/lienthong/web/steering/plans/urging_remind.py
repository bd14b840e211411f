"""Reminding by hand: duties are marked, one sentence goes to those who see to them, each duty answers for itself."""

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Status
from lienthong.spine import clock
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.bulk import Outcome
from lienthong.web.steering.plans.duty import show_duties
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.urging import show_urging, urging_page
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link

PAGE = 40
MOST = 200
WHICH: dict[str, tuple[Status, ...]] = {
    "overdue": (Status.OVERDUE,),
    "soon": (Status.DUE_SOON, Status.DUE_TODAY),
    "returned": (Status.RETURNED,),
    "waiting": (Status.NOT_DUE, Status.IN_PROGRESS, Status.UNDATED),
}


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Words of a task or product"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": gettext_lazy("Words of a task or product")}),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Duties"),
        required=False,
        choices=[
            ("overdue", gettext_lazy("overdue")),
            ("soon", gettext_lazy("due within 7 days")),
            ("returned", gettext_lazy("returned")),
            ("waiting", gettext_lazy("not due yet")),
        ],
    )
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)

    def __init__(self, given: object, page: Page) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # a QueryDict
        counts = plans.by_month(page.plan, sight=page.sight, **page.seen)
        codes = page.places.sort(counts)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [("", _("all")), *((code, page.places.name(code)) for code in codes)]


class Words(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you want to say"),
        help_text=gettext_lazy("One sentence; it is told word for word and stays in the story of each duty."),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


@requires(Permission.MONITOR)
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    page = urging_page(request, slug)
    words = Words(request.POST or None)
    marked = [int(one) for one in request.POST.getlist("duty")[:MOST] if one.isascii() and one.isdigit()]
    if request.method == "POST" and words.is_valid():
        if marked:
            return _reminded(page, marked, words.cleaned_data["words"])
        words.add_error(None, _("Mark the duties first."))
    return _choose(page, words, marked)


def _choose(page: Page, words: Words, marked: list[int]) -> HttpResponse:
    form = Filters(page.request.GET, page)
    form.is_valid()
    found = plans.find_obligations(
        page.plan.id, sight=page.sight, as_of=page.moment.as_of, wanted=_wanted(form)
    )
    leaf = Paginator(found, PAGE).get_page(page.request.GET.get("page"))
    rows = plans.read_obligations(cast(Any, leaf.object_list), page.moment.as_of)
    context = {
        "form": form,
        "words": words,
        "rows": show_duties(page, rows),
        "marked": marked,
        "count": leaf.paginator.count,
        "ways": paging(page.request, leaf),
        "all_marked": page.request.GET.get("marked") == "all",
    }
    return show_urging(page, "urging_remind", context, current="plan_urging_remind")


def _wanted(form: Filters) -> plans.Wanted:
    which = form.cleaned_data.get("which") or "overdue"
    return plans.Wanted(
        statuses=WHICH[which],
        agency=form.cleaned_data.get("agency", ""),
        text=form.cleaned_data.get("q", ""),
    )


def _reminded(page: Page, marked: list[int], words: str) -> HttpResponse:
    wanted = plans.Wanted(ids=marked)
    seen = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, **page.seen)
    refusals = actions.remind(
        obligations=[row.id for row in seen],
        words=words,
        count=page.workdays.between,
        by=page.actor,
        at=clock.now(),
    )
    again = plans.list_obligations(page.plan.id, sight=page.sight, wanted=wanted, **page.seen)
    outcomes = [Outcome(duty, str(refusals.get(duty.row.id, ""))) for duty in show_duties(page, again)]
    context = {
        "title": _("Reminding of several duties"),
        "done": [one for one in outcomes if not one.refusal],
        "refused": [one for one in outcomes if one.refusal],
        "back": page.url("plan_urging_remind"),
    }
    return page.render(
        "bulk",
        context,
        current="plan_urging",
        crumbs=[Link(_("Urging"), page.url("plan_urging")), Link(_("Remind by hand"))],
    )


urlpatterns = [path("urging/remind/", remind, name="plan_urging_remind")]
