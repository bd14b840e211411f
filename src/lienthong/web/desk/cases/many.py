"""Many cases of a list moved at once: what is asked for is asked once, then each answers for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CaseRow, Verb
from lienthong.domain.procedures.queries import get_step_names
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.deeds import ACTS, DONE, SLUGS, VERBS
from lienthong.web.desk.cases.many_forms import FORMS
from lienthong.web.desk.cases.page import Desk, desk_of, number_in
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

MOST: Final = 200
MANY: Final[dict[Verb, Promise]] = {
    Verb.TAKEN: gettext_lazy("Take them up"),
    Verb.HANDED_OVER: gettext_lazy("Hand them over"),
    Verb.PUT_TO_SIGN: gettext_lazy("Submit them for signature"),
    Verb.ASSIGNED: gettext_lazy("Give them to somebody"),
    Verb.SENT_BACK: gettext_lazy("Send them back a step"),
    Verb.SIGNED: gettext_lazy("Sign the results"),
    Verb.BROUGHT: gettext_lazy("The results have come"),
    Verb.GIVEN: gettext_lazy("Give the results"),
}
"""The moves that are done to many, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case of many: done now, or before by the same person's own press, or why not."""

    row: CaseRow
    step: str
    words: str
    was_so: bool = False
    is_refused: bool = False

    @property
    def url(self) -> str:
        return reverse("desk:case", args=[self.row.id])

    @property
    def tag(self) -> str:
        return "returned" if self.is_refused else "done"


def offers_of(rows: Sequence[CaseRow], desk: Desk) -> tuple[list[tuple[str, str]], frozenset[int]]:
    """The moves that some of the rows allow this person, as choices; and which rows allow one."""
    theirs = _theirs(rows, desk)
    found = frozenset().union(*theirs.values())
    choices = [(SLUGS[verb], str(words)) for verb, words in MANY.items() if verb in found]
    return choices, frozenset(case for case, verbs in theirs.items() if verbs)


def _theirs(rows: Sequence[CaseRow], desk: Desk) -> dict[int, frozenset[Verb]]:
    """Of each row what this person may do to many; rows that stand alike are asked about once."""
    asked: dict[tuple[Any, ...], frozenset[Verb]] = {}
    found = {}
    for row in rows:
        alike = (row.state, row.owner, row.seat, row.role, row.holder, row.awaited)
        if alike not in asked:
            asked[alike] = frozenset(cases.list_theirs(row, by=desk.by)) & MANY.keys()
        found[row.id] = asked[alike]
    return found


@require_POST
@requires(Permission.RECEIVE, Permission.HANDLE, Permission.DIRECT, Permission.SIGN)
def many(request: HttpRequest) -> HttpResponse:
    """Asks first for what the move needs; a move that needs nothing is done at once."""
    desk, back = desk_of(request), _back(request)
    verb = VERBS.get(request.POST.get("move", ""))
    seen = _seen(request.POST.getlist("case"))
    rows = cases.list_chosen(seen, by=desk.by, now=desk.now)
    if verb not in MANY or not rows:
        messages.error(request, _("Mark at least one case and choose what is done with them."))
        return redirect(back)
    form = FORMS[verb](desk, request.POST if "sent" in request.POST or not FORMS[verb].asks else None)
    if not form.is_valid():
        return _ask(request, desk, rows, seen, {"verb": verb, "form": form, "back": back})
    outcomes = [move(desk, verb, row, seen[row.id], form.given_to(row)) for row in rows]
    return show(request, desk, rows, outcomes, back=back, title=str(MANY[verb]))


def _seen(marks: Sequence[str]) -> dict[int, int]:
    """Which cases were marked, and the stretch in which each was seen: "12-345"."""
    found: dict[int, int] = {}
    for mark in marks[:MOST]:
        case, _dash, stand = mark.partition("-")
        one, seen = number_in(case), number_in(stand)
        if one is not None and seen is not None:
            found[one] = seen
    return found


def _ask(
    request: HttpRequest, desk: Desk, rows: Sequence[CaseRow], seen: dict[int, int], given: dict[str, Any]
) -> HttpResponse:
    verb, steps = given["verb"], get_step_names({row.version for row in rows})
    people = desk.people({row.holder for row in rows})
    context = given | {
        "title": MANY[verb],
        "move": SLUGS[verb],
        "lines": [
            (
                row,
                f"{row.id}-{seen[row.id]}",
                steps.get((row.version, row.step), ""),
                people.get(row.holder, ""),
            )
            for row in rows
        ],
        "crumbs": [Link(_("Cases"), given["back"]), Link(MANY[verb])],
    }
    return render(request, "desk/cases/many.html", context)


def move(desk: Desk, verb: Verb, row: CaseRow, seen: int, given: dict[str, Any]) -> tuple[str, str]:
    """("", what was done), or how it came that nothing was: ("was_so" or "refused", words)."""
    act: Callable[[], object] = partial(ACTS[verb], case=row.id, **given, by=desk.by, at=clock.now())
    try:
        is_new = actions.unless_moved(case=row.id, seen=seen, verb=verb, act=act, by=desk.by, at=clock.now())
    except Refusal as refusal:
        return "refused", str(refusal)
    return ("", str(DONE[verb])) if is_new else ("was_so", _("Done already by your first press."))


def show(
    request: HttpRequest,
    desk: Desk,
    rows: Sequence[CaseRow],
    results: Sequence[tuple[str, str]],
    *,
    back: str,
    title: str,
    note: str = "",
) -> HttpResponse:
    """What became of each, in words; how many went through stands on top."""
    fresh = {row.id: row for row in cases.list_chosen([row.id for row in rows], by=desk.by, now=desk.now)}
    steps = get_step_names({row.version for row in rows}) if rows else {}
    outcomes = [
        _outcome(fresh.get(row.id, row), steps, *result) for row, result in zip(rows, results, strict=True)
    ]
    done = sum(not outcome.is_refused for outcome in outcomes)
    words = ngettext(
        "%(done)s of %(count)s case went through.", "%(done)s of %(count)s cases went through.", len(rows)
    )
    context = {
        "title": title,
        "lead": words % {"done": done, "count": len(rows)},
        "note": note,
        "outcomes": outcomes,
        "back": back,
        "crumbs": [Link(_("Cases"), back), Link(title)],
    }
    return render(request, "desk/cases/many_done.html", context)


def _outcome(row: CaseRow, steps: dict[tuple[int, int], str], how: str, words: str) -> Outcome:
    step = steps.get((row.version, row.step), "")
    return Outcome(row, step, words, was_so=how == "was_so", is_refused=how == "refused")


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return back if is_ours else reverse("desk:cases")


urlpatterns = [path("many/", many, name="cases_many")]
