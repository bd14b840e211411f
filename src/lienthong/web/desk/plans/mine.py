"""What I owe: queues of duties across all plans, each with its counter, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import is_of_a_citizen
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import ObligationRow, PlanRow
from lienthong.domain.plans.queries.owed import (
    Queue,
    Sought,
    Whose,
    count_queues,
    find_owed,
    get_leads,
    list_focal_officials,
    list_left,
)
from lienthong.web.desk.plans.page import MARK, Desk, desk_of, is_at_work, number_in, short_day, tag_of
from lienthong.web.desk.plans.staff import staff_of
from lienthong.web.entrance.access import actor_of, requires, signed_in
from lienthong.web.ui.doors import url_of
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Key, Tab

PAGE: Final = 20
DENSE: Final = "dense_rows"
YEAR: Final = 365 * 24 * 3600
LABELS: Final = {
    Queue.OPEN: pgettext_lazy("queue", "All open"),
    Queue.OVERDUE: pgettext_lazy("queue", "Overdue"),
    Queue.TODAY: pgettext_lazy("queue", "Today"),
    Queue.SOON: pgettext_lazy("queue", "Due soon"),
    Queue.RETURNED: pgettext_lazy("queue", "Returned"),
    Queue.UNASSIGNED: pgettext_lazy("queue", "Unassigned"),
    Queue.WAITING: pgettext_lazy("queue", "Waiting for the monitor"),
    Queue.TO_JUDGE: pgettext_lazy("queue", "Parts to look at"),
    Queue.CONTRIBUTIONS: pgettext_lazy("queue", "Contributions"),
    Queue.REQUESTS: pgettext_lazy("queue", "Requested reports"),
    Queue.DONE: pgettext_lazy("queue", "Done"),
}
ORDER: Final = (
    Queue.OVERDUE,
    Queue.TODAY,
    Queue.SOON,
    Queue.RETURNED,
    Queue.OPEN,
    Queue.UNASSIGNED,
    Queue.WAITING,
    Queue.TO_JUDGE,
    Queue.CONTRIBUTIONS,
    Queue.REQUESTS,
    Queue.DONE,
)
TONES: Final = {Queue.OVERDUE: "late", Queue.TODAY: "today"}
SELDOM: Final = frozenset({Queue.UNASSIGNED, Queue.TO_JUDGE})
GOOD: Final = {
    Queue.OPEN: gettext_lazy("Nothing is owed: everything that was asked for is done."),
    Queue.OVERDUE: gettext_lazy("Nothing is overdue."),
    Queue.TODAY: gettext_lazy("Nothing is due today."),
    Queue.SOON: gettext_lazy("Nothing is due in the next seven days."),
    Queue.RETURNED: gettext_lazy("Nothing was returned."),
    Queue.UNASSIGNED: gettext_lazy("Everything has somebody who sees to it."),
    Queue.WAITING: gettext_lazy("Nothing waits for the monitor."),
    Queue.TO_JUDGE: gettext_lazy("No contribution waits for you."),
    Queue.CONTRIBUTIONS: gettext_lazy("No other agency waits for a contribution."),
    Queue.REQUESTS: gettext_lazy("No report was asked for outside the plans."),
    Queue.DONE: gettext_lazy("Nothing has been accepted yet."),
}


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Task, product, reference"),
        required=False,
        widget=forms.TextInput({"type": "search", "placeholder": gettext_lazy("Task, product, reference")}),
    )
    whose = forms.ChoiceField(label=pgettext_lazy("filter", "Whose"), required=False)
    plan = forms.ChoiceField(label=pgettext_lazy("filter", "Plan"), required=False)
    focal = forms.ChoiceField(label=pgettext_lazy("filter", "Seen to by"), required=False)

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """A choice between fewer than two is none."""
        if len(choices) < 2:
            del self.fields[name]
        else:
            self.fields[name].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in two lines."""

    row: ObligationRow
    due: str
    left: str
    title: str
    about: str
    who: str
    who_hint: str
    tag: str
    url: str
    may_mark: bool
    is_marked: bool


@dataclass(frozen=True)
class Listing:
    """The queue that the address asks for."""

    request: HttpRequest
    desk: Desk

    @cached_property
    def scope(self) -> str:
        """``mine``, ``agency`` or ``below``; a head begins with the agency, an official with what is their own."""
        asked = self.request.GET.get("whose", "")
        return asked if asked in dict(self.scopes()) else "agency" if self.desk.may_assign else "mine"

    def scopes(self) -> list[tuple[str, str]]:
        offered = [("mine", _("given to me")), ("agency", _("of my agency"))]
        return [*offered, ("below", _("of agencies below"))] if self.desk.below else offered

    @cached_property
    def whose(self) -> Whose:
        own = frozenset({self.desk.by.agency})
        if self.scope == "mine":
            return Whose(own, self.desk.by.account)
        return Whose(self.desk.below if self.scope == "below" else own)

    @cached_property
    def queue(self) -> Queue:
        asked = self.request.GET.get("queue", "")
        return Queue(asked) if asked in set(Queue) else Queue.OPEN

    @cached_property
    def plans(self) -> dict[int, PlanRow]:
        found = plans.list_plans(as_of=self.desk.day, known=self.desk.moment.known)
        return {plan.id: plan for plan in found}

    @cached_property
    def sought(self) -> Sought:
        given = self.request.GET
        number = number_in(given.get("plan", ""))
        plan = number if number in self.plans else None
        return Sought(given.get("q", "")[:200], plan, given.get("focal", "")[:64])

    @cached_property
    def is_filtered(self) -> bool:
        return self.sought != Sought()

    @cached_property
    def counts(self) -> dict[Queue, int]:
        return count_queues(self.whose, day=self.desk.day, is_today=self.desk.moment.is_today)

    @cached_property
    def total(self) -> int:
        """As the counter says, unless a filter narrows it."""
        if not self.is_filtered:
            return self.counts[self.queue]
        return int(self._rows().count())

    def _rows(self) -> Any:
        desk = self.desk
        return find_owed(
            self.whose, self.queue, day=desk.day, is_today=desk.moment.is_today, sought=self.sought
        )

    def page(self) -> Any:
        paginator = Paginator(self._rows(), PAGE)
        paginator.count = self.total  # counted once, with the tabs
        return paginator.get_page(self.request.GET.get("page"))

    def url(self, **changes: str) -> str:
        """This list with other words of its address; the page begins anew."""
        query: QueryDict = self.request.GET.copy()
        query.pop("page", None)
        query.pop(MARK, None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"


@requires(Permission.FOLLOW)
def mine(request: HttpRequest) -> HttpResponse:
    listing = Listing(request, desk_of(request))
    desk, found = listing.desk, listing.page()
    context = {
        "lead": lead(listing),
        "tabs": _tabs(listing),
        "queue": listing.queue.value,
        "filters": _filters(listing),
        "lines": _lines(listing, plans.read_obligations(found.object_list, desk.day)),
        "good": GOOD[listing.queue],
        "is_filtered": listing.is_filtered,
        "ways": paging(request, found),
        "staff": staff_of(desk) if desk.may_assign and desk.may_change and listing.scope != "below" else [],
        "is_dense": is_dense(request),
        "here": request.get_full_path(),
        "keys": _keys(),
        "as_of": desk.day,
        "today": desk.moment.today,
    }
    return render(request, "desk/plans/mine.html", context)


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Where sign-in leads: officials to what they owe, citizens to what is theirs, others to the front page."""
    if is_at_work(actor_of(request)):
        return redirect("desk:work")
    return redirect(url_of("my") if is_of_a_citizen(actor_of(request).account) else "home")


@require_POST
@requires(Permission.FOLLOW)
def set_rows(request: HttpRequest) -> HttpResponse:
    """Low rows or high ones, remembered for this person in this browser."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("desk:work")
    answer = redirect(back)
    others = [account for account in _dense_people(request) if account != actor_of(request).account]
    chosen = [*others, actor_of(request).account] if request.POST.get("dense") else others
    answer.set_cookie(DENSE, " ".join(chosen[-20:]), max_age=YEAR, httponly=True, samesite="Lax")
    return answer


def is_dense(request: HttpRequest) -> bool:
    return actor_of(request).account in _dense_people(request)


def _dense_people(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(DENSE, "").split()


def lead(listing: Listing) -> str:
    """The sentence on top: what is late, what ends today, or that nothing presses."""
    counts = listing.counts
    late = _late(counts[Queue.OVERDUE]) if counts[Queue.OVERDUE] else ""
    today = _ending(counts[Queue.TODAY]) if counts[Queue.TODAY] else ""
    if late and today:
        return _("%(late)s, %(today)s.") % {"late": late, "today": today}
    if late or today:
        return f"{late or today[:1].upper() + today[1:]}."
    if counts[Queue.RETURNED]:
        return _returned(counts[Queue.RETURNED])
    if counts[Queue.SOON]:
        return _soon(counts[Queue.SOON])
    return _("Nothing is overdue and nothing is due in the next seven days.")


def _late(count: int) -> str:
    words = ngettext("%(count)s duty is overdue", "%(count)s duties are overdue", count)
    return words % {"count": count}


def _ending(count: int) -> str:
    words = ngettext("%(count)s duty ends today", "%(count)s duties end today", count)
    return words % {"count": count}


def _returned(count: int) -> str:
    words = ngettext(
        "%(count)s duty was returned and waits to be handed in again.",
        "%(count)s duties were returned and wait to be handed in again.",
        count,
    )
    return words % {"count": count}


def _soon(count: int) -> str:
    words = ngettext(
        "Nothing is overdue; %(count)s duty is due in the next seven days.",
        "Nothing is overdue; %(count)s duties are due in the next seven days.",
        count,
    )
    return words % {"count": count}


def _tabs(listing: Listing) -> list[Tab]:
    shown = [
        queue for queue in ORDER if queue not in SELDOM or listing.counts[queue] or queue is listing.queue
    ]
    return [
        Tab(
            LABELS[queue],
            listing.url(queue=queue.value),
            listing.counts[queue],
            current=queue is listing.queue,
            tone=TONES.get(queue, ""),  # type: ignore[arg-type]
        )
        for queue in shown
    ]


def _filters(listing: Listing) -> Filters:
    given = listing.request.GET.copy()
    given["whose"] = listing.scope  # the one in force is shown as chosen
    form = Filters(given)
    form.offer("whose", listing.scopes())
    named = [
        (str(plan.id), _("%(year)s: %(number)s") % {"year": plan.year, "number": plan.number})
        for plan in listing.plans.values()
    ]
    form.offer("plan", [("", pgettext("filter", "all plans")), *named] if len(named) > 1 else [])
    officials = list_focal_officials(listing.whose) if listing.scope == "agency" else []
    people = sorted(listing.desk.people(officials).items(), key=lambda one: one[1])
    form.offer("focal", [("", pgettext("filter", "everybody")), *people] if people else [])
    return form


def _lines(listing: Listing, rows: list[ObligationRow]) -> list[Line]:
    people = listing.desk.people({account for row in rows for account in (row.head, row.focal)})
    leads = get_leads({row.of for row in rows if row.of})
    left = list_left(row.id for row in rows if not row.focal)
    people |= listing.desk.people(set(left.values()))
    agencies = listing.desk.agency_names({*leads.values(), *(row.agency for row in rows)})
    about = _Abouts(listing.plans, len({row.plan for row in rows}) > 1, leads, agencies)
    return [_line(listing, row, people, agencies, about, left) for row in rows]


def _line(
    listing: Listing,
    row: ObligationRow,
    people: dict[str, str],
    agencies: dict[str, str],
    about: "_Abouts",
    left: dict[int, str],
) -> Line:
    desk, gone = listing.desk, people.get(left.get(row.id, ""), "")
    hint = _("until they left: %(name)s") % {"name": gone} if gone and not row.focal else ""
    if listing.scope == "below" or row.agency != desk.by.agency:
        hint = agencies.get(row.agency, row.agency)
    return Line(
        row=row,
        due=short_day(row.due, desk.moment.today) if row.due else "",
        left=desk.left(row),
        title=row.title,
        about=about.of(row),
        who=people.get(row.focal, ""),
        who_hint=hint,
        tag=tag_of(row.status),
        url=reverse("desk:duty", args=[row.id]),
        may_mark=row.agency == desk.by.agency and row.state not in {"DONE", "NOT_APPLICABLE"},
        is_marked=str(row.id) in listing.request.GET.getlist(MARK),
    )


@dataclass(frozen=True, slots=True)
class _Abouts:
    """The second line of a duty: for whom, of which task; of which plan where rows of ``several`` stand together."""

    plans: dict[int, PlanRow]
    several: bool
    leads: dict[int, str]
    agencies: dict[str, str]

    def of(self, row: ObligationRow) -> str:
        plan = self.plans.get(row.plan)
        if row.part == "REQUEST":
            return _("report asked for, plan %(year)s") % {"year": plan.year if plan else ""}
        number = plan.number if plan and self.several else ""
        return " · ".join(filter(None, (number, self._of_task(row))))

    def _of_task(self, row: ObligationRow) -> str:
        task = row.task if row.task != row.title else ""
        if row.part != "CONTRIBUTION":
            return f"{row.ref} {task}".strip()
        lead = self.agencies.get(self.leads.get(row.of or 0, ""), "")
        return _("for %(agency)s · %(ref)s %(task)s") % {"agency": lead, "ref": row.ref, "task": task}


def _keys() -> list[Key]:
    return [
        Key("J / K", pgettext("key", "next, previous row")),
        Key("Enter", pgettext("key", "open")),
        Key(_("Space"), pgettext("key", "mark")),
        Key("/", pgettext("key", "search")),
        Key("?", pgettext("key", "all keys")),
    ]


urlpatterns = [
    path("", mine, name="work"),
    path("start/", start, name="start"),
    path("rows/", set_rows, name="rows"),
]
