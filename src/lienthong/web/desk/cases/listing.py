"""The work list: queues of cases with their counters, the nearest day first; or what a search found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import COUNTED, CaseRow, Cursor, KeptRow, Queue, Sought, Whose
from lienthong.domain.conduct.queries import sees_matters
from lienthong.domain.deliveries.permissions import Permission as Deliveries
from lienthong.domain.ministries.permissions import can_enter
from lienthong.domain.ministries.queries import count_owed as count_owed_to_ministries
from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.payments.permissions import Permission as Payments
from lienthong.domain.procedures.queries import get_step_names, list_names
from lienthong.domain.retention.permissions import can_see
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.spine.text import bind, shorten
from lienthong.web.desk.cases.keeping import filter_in
from lienthong.web.desk.cases.many import offers_of
from lienthong.web.desk.cases.page import TAGS, Desk, desk_of, due_words, first_list_of, number_in, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Key, Tab
from lienthong.web.ui.words import write_counter

PAGE: Final = 20
MOST_PROCEDURES: Final = 300
LABELS: Final = {
    Queue.LATE: pgettext_lazy("queue of cases", "Overdue"),
    Queue.TODAY: pgettext_lazy("queue of cases", "Today"),
    Queue.SOON: pgettext_lazy("queue of cases", "Next 7 days"),
    Queue.RETURNED: pgettext_lazy("queue of cases", "Sent back"),
    Queue.TO_ANSWER: pgettext_lazy("queue of cases", "To answer online"),
    Queue.UNHELD: pgettext_lazy("queue of cases", "With nobody"),
    Queue.TO_SIGN: pgettext_lazy("queue of cases", "To be signed"),
    Queue.WAITING: pgettext_lazy("queue of cases", "Waiting"),
    Queue.ELSEWHERE: pgettext_lazy("queue of cases", "With other agencies"),
    Queue.SIGNED: pgettext_lazy("queue of cases", "Signed, on the way"),
    Queue.READY: pgettext_lazy("queue of cases", "To be given"),
    Queue.ALL: pgettext_lazy("queue of cases", "All open"),
    Queue.CLOSED: pgettext_lazy("queue of cases", "Closed"),
}
URGENCY: Final = {"overdue": " is-late", "due_today": " is-today"}
"""What a row's tag adds to the class of its day."""
TONES: Final = {Queue.LATE: "late", Queue.TODAY: "today", Queue.TO_ANSWER: "today"}
SELDOM: Final = frozenset(
    {Queue.TO_ANSWER, Queue.UNHELD, Queue.SIGNED, Queue.READY, Queue.TO_SIGN, Queue.ELSEWHERE}
)
MINE, AGENCY, OWNED = "mine", "agency", "owned"


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Number, name, telephone, content"),
        required=False,
        widget=forms.SearchInput(
            {
                "placeholder": gettext_lazy("Number, name, telephone, content"),
                "data-key": "F",
            }
        ),
    )
    whose = forms.ChoiceField(label=pgettext_lazy("filter", "Whose"), required=False)
    channel = forms.ChoiceField(label=pgettext_lazy("filter", "Filed"), required=False)
    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"), required=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One case in two lines: all that is seen of it. ``mark`` is what a box to mark it sends, "" for no box; in a list
    where nothing can be marked there is no column of boxes.
    """

    url: str
    number: str
    name: str
    title: str
    content: str
    due: str
    left: str
    step: str
    who: str
    tag: str
    word: str
    urgency: str
    mark: str
    has_marks: bool


@lru_cache(maxsize=4_096)
def draw(line: Line, language: str) -> SafeString:
    """A row that looks as before is not drawn again: a clerk comes back to the same list all day."""
    del language  # only tells rows of one language from those of another
    return SafeString(render_to_string("desk/cases/listing.html#line", {"line": line}))


@lru_cache(maxsize=50_000)
def _address_of(case: int) -> str:
    return reverse("desk:case", args=[case])


@dataclass(frozen=True)
class Listing:
    request: HttpRequest
    desk: Desk

    @cached_property
    def scope(self) -> str:
        """A counter begins with what its agency answers for, others with what lies at their agency."""
        asked = self.request.GET.get("whose", "")
        return asked if asked in dict(self.scopes()) else OWNED if self.desk.may_receive else AGENCY

    @staticmethod
    def scopes() -> list[tuple[str, str]]:
        return [
            (MINE, _("that I hold")),
            (AGENCY, _("that lie at my agency")),
            (OWNED, _("that my agency received")),
        ]

    @cached_property
    def whose(self) -> Whose:
        by = self.desk.by
        return Whose(by.agency, by.account if self.scope == MINE else "", is_owner=self.scope == OWNED)

    @cached_property
    def queue(self) -> Queue:
        asked = self.request.GET.get("queue", "")
        return Queue(asked) if asked in set(Queue) else Queue.ALL

    @cached_property
    def text(self) -> str:
        return self.request.GET.get("q", "")[:200].strip()

    @cached_property
    def counts(self) -> dict[Queue, int]:
        counted = [queue for queue in Queue if queue is not Queue.CLOSED]
        return cases.count_queues(self.whose, self.desk.now, counted)

    @cached_property
    def page(self) -> cases.Page:
        if self.text:
            return cases.Page(cases.find_cases(self.text, by=self.desk.by, now=self.desk.now))
        channel = self.request.GET.get("channel", "")
        return cases.list_cases(
            self.whose,
            self.queue,
            self.desk.now,
            sought=Sought(
                procedure=self.request.GET.get("procedure", "")[:40],
                channel=channel if channel in set(cases.Channel) else "",
            ),
            cursor=_cursor(self.request),
            limit=PAGE,
        )

    def url(self, **changes: str) -> str:
        """This list with other words of its address, from its beginning."""
        query = self.request.GET.copy()
        for name in ("after", "before", "q"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def paging(self) -> Paging:
        rows, page = self.page.rows, self.page
        words = ngettext("%(count)s case shown", "%(count)s cases shown", len(rows)) % {"count": len(rows)}
        return Paging(
            self.url(before=_place(rows[0], self.queue)) if page.has_before and rows else "",
            self.url(after=_place(rows[-1], self.queue)) if page.has_after and rows else "",
            words,
        )


def _place(row: CaseRow, queue: Queue) -> str:
    at = row.ended_at if queue is Queue.CLOSED and row.ended_at else row.turn_at
    return f"{at.isoformat()}_{row.id}"


def _cursor(request: HttpRequest) -> Cursor | None:
    """Where the page before ended, or the one after began; nonsense begins at the beginning."""
    given = request.GET.get("after") or request.GET.get("before", "")
    moment, _bar, case = given.partition("_")
    number = number_in(case)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if number is None or at.tzinfo is None:
        return None
    return Cursor(at, number, is_before="after" not in request.GET)


@requires(Permission.FOLLOW)
def listing(request: HttpRequest) -> HttpResponse:
    found = Listing(request, desk_of(request))
    desk, rows = found.desk, found.page.rows
    offers, movable = offers_of(rows, desk)
    if found.whose == first_list_of(desk.by):
        request.late_cases = found.counts[Queue.LATE]  # type: ignore[attr-defined]
    context = {
        "lead": lead(found.counts),
        "tabs": _tabs(found),
        "queue": found.queue.value,
        "searched": found.text,
        "filters": _filters(found),
        "lines": _lines(desk, rows, movable),
        "offers": tuple(offers),
        "here": request.get_full_path(),
        "may_direct": desk.may_direct,
        "may_see_kept": can_see(desk.by, desk.by.agency),
        "may_answer_for": sees_matters(desk.by),
        "may_sign": desk.by.may(Permission.SIGN, desk.by.agency),
        "may_certify": desk.may_receive and cases.certifies(desk.by.agency, desk.day),
        "may_handle": desk.by.may(Permission.HANDLE, desk.by.agency),
        "errands": cases.count_errands(desk.by.agency),
        "may_see_parcels": desk.by.may(Deliveries.SEE, desk.by.agency),
        "may_see_voice": desk.by.may(Surveys.SEE, desk.by.agency),
        "may_see_fees": desk.by.may(Payments.SEE, desk.by.agency),
        "may_enter_twice": (may_enter := can_enter(desk.by, desk.by.agency)),
        "twice": count_owed_to_ministries(desk.by.agency) if may_enter else 0,
        "ways": found.paging(),
        "is_filtered": bool(request.GET.get("channel") or request.GET.get("procedure")),
        "kept": _kept(found),
        "filter_words": list(QueryDict(filter_in(request.GET)).items()),
        "clear": reverse("desk:cases"),
        "may_receive": desk.may_receive,
        "now": desk.now,
        "keys": _keys(),
    }
    return render(request, "desk/cases/listing.html", context)


def lead(counts: dict[Queue, int]) -> str:
    """The sentence on top: what is late, what ends today, or that nothing presses."""
    late, today, answer = counts[Queue.LATE], counts[Queue.TODAY], counts[Queue.TO_ANSWER]
    parts = []
    if late:
        parts.append(ngettext("%(count)s case is overdue", "%(count)s cases are overdue", late) % _n(late))
    if today:
        parts.append(ngettext("%(count)s case ends today", "%(count)s cases end today", today) % _n(today))
    if answer:
        words = ngettext(
            "%(count)s online filing waits for an answer",
            "%(count)s online filings wait for an answer",
            answer,
        )
        parts.append(words % _n(answer))
    if not parts:
        return _("Nothing is overdue and nothing ends today.")
    whole = ", ".join(parts)
    return f"{whole[:1].upper()}{whole[1:]}."


def _n(count: int) -> dict[str, str]:
    return {"count": write_counter(count)}


def _tabs(found: Listing) -> list[Tab]:
    shown = [
        queue for queue in Queue if queue not in SELDOM or found.counts.get(queue) or queue is found.queue
    ]
    return [
        Tab(
            LABELS[queue],
            found.url(queue=queue.value),
            _counter(found.counts.get(queue)),
            current=queue is found.queue and not found.text,
            tone=TONES.get(queue, ""),  # type: ignore[arg-type]
        )
        for queue in shown
    ]


def _counter(count: int | None) -> int | None:
    """``write_counter`` says "1.000+" of what was counted one above."""
    return None if count is None else min(count, COUNTED + 1)


def _filters(found: Listing) -> Filters:
    given = found.request.GET.copy()
    given["whose"] = found.scope
    form = Filters(given)
    form.fields["whose"].choices = found.scopes()  # type: ignore[attr-defined]
    channels = [(str(one), str(words)) for one, words in cases.CHANNEL_LABELS.items()]
    every = [("", pgettext("filter of cases", "in any way"))]
    form.fields["channel"].choices = [*every, *channels]  # type: ignore[attr-defined]
    form.fields["procedure"].choices = _procedures(found.desk, given.get("procedure", ""))  # type: ignore[attr-defined]
    return form


def _procedures(desk: Desk, asked: str) -> list[tuple[str, str]]:
    """What the agency decides today, and whatever else was asked for."""
    day, agency = desk.day, desk.by.agency
    groups = (group.code for group in list_groups_of(agency, day))
    found = list_names(day, (agency, *groups), limit=MOST_PROCEDURES)
    if asked and asked not in found:
        found[asked] = asked
    return [("", pgettext("filter of cases", "of any kind")), *found.items()]


def _kept(found: Listing) -> list[tuple[KeptRow, bool]]:
    """The person's own filters, and whether it is the one that is shown."""
    here = filter_in(found.request.GET)
    return [(row, row.query == here) for row in cases.list_filters(found.desk.by.account)]


def _lines(desk: Desk, rows: Sequence[CaseRow], movable: Collection[int]) -> list[SafeString]:
    names = _Names(
        get_step_names({row.version for row in rows}),
        desk.people({row.holder for row in rows}),
        desk.agency_names({row.seat for row in rows if row.seat != desk.by.agency}),
    )
    language = get_language() or ""
    return [draw(_line(desk, row, names, movable), language) for row in rows]


@dataclass(frozen=True, slots=True)
class _Names:
    """Of steps by version and place, of holders, and of the agencies elsewhere."""

    steps: Mapping[tuple[int, int], str]
    people: Mapping[str, str]
    agencies: Mapping[str, str]


def _line(desk: Desk, row: CaseRow, names: _Names, movable: Collection[int]) -> Line:
    due, left = due_words(row, desk)
    holder = _("I") if row.holder == desk.by.account else names.people.get(row.holder, "")
    return Line(
        url=_address_of(row.id),
        number=row.number,
        name=row.applicant_name,
        title=bind(shorten(row.title, 120)),
        content=bind(shorten(row.content, 140)),
        due=due,
        left=left,
        step=names.steps.get((row.version, row.step), ""),
        who=" · ".join(filter(None, (names.agencies.get(row.seat, ""), holder))),
        tag=TAGS[row.status],
        word=word_of(row),
        urgency=URGENCY.get(TAGS[row.status], ""),
        mark=f"{row.id}-{row.stand}" if row.id in movable else "",
        has_marks=bool(movable),
    )


def _keys() -> list[Key]:
    return [
        Key("J / K", pgettext("key", "next, previous row")),
        Key("Enter", pgettext("key", "open")),
        Key("F", pgettext("key", "search")),
        Key("N", pgettext("key", "take a case in")),
        Key("?", pgettext("key", "all keys")),
    ]


urlpatterns = [path("", listing, name="cases")]
