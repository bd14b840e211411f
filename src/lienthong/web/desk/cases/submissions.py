"""What waits for a leader's word: the list, and each submission (phiếu trình) on one page that a telephone holds.

A submission says what is asked, what is proposed, until when and with which papers; under it one button, and the way
back with a reason. Who decides goes from one to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import NotNow
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CaseRow, ProposalRow, Queue, State, Verb, Whose, passed
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.deed_base import LONG
from lienthong.web.desk.cases.deeds import DONE
from lienthong.web.desk.cases.documents import drafted_of
from lienthong.web.desk.cases.opinions import opinions_of
from lienthong.web.desk.cases.page import (
    TAGS,
    CasePage,
    Desk,
    case_page,
    desk_of,
    due_words,
    number_in,
    word_of,
)
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

MOST: Final = 100


class SignForm(forms.Form):
    """``seen``: the stretch in which the leader saw the case; one that was moved meanwhile is not signed unseen."""

    seen = forms.CharField(widget=forms.HiddenInput({"id": False}))
    document = forms.CharField(
        label=gettext_lazy("Number of the result, if it bears one"), max_length=80, required=False
    )


class BackForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput({"id": False}))
    reason = forms.CharField(
        label=gettext_lazy("What is wanting"),
        help_text=gettext_lazy("Who gets it back reads it word for word."),
        max_length=LONG,
        widget=forms.Textarea({"rows": "3"}),
    )


@dataclass(frozen=True, slots=True)
class Line:
    row: CaseRow
    proposal: ProposalRow | None
    due: str
    left: str
    tag: str
    word: str


@requires(Permission.SIGN)
def submissions(request: HttpRequest) -> HttpResponse:
    desk = _signing(request)
    rows = _waiting(desk)
    proposals = cases.list_proposals([row.id for row in rows])
    late = sum(TAGS[row.status] == "overdue" for row in rows)
    context = {
        "lead": _lead(len(rows), late),
        "lines": [_line(row, proposals.get(row.id), desk) for row in rows],
        "here": request.get_full_path(),
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Submissions"))],
    }
    return render(request, "desk/cases/submissions.html", context)


def _signing(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not desk.by.may(Permission.SIGN, desk.by.agency):
        raise Http404
    return desk


def _waiting(desk: Desk) -> Sequence[CaseRow]:
    """What this person may sign, the nearest day first."""
    page = cases.list_cases(Whose(desk.by.agency), Queue.TO_SIGN, desk.now, limit=MOST)
    return [row for row in page.rows if cases.is_theirs(row, Verb.SIGNED, by=desk.by)]


def _lead(count: int, late: int) -> str:
    if not count:
        return _("Nothing waits for your word.")
    words = ngettext("%(count)s submission waits", "%(count)s submissions wait", count) % {"count": count}
    if not late:
        return _("%(submissions)s; none is overdue.") % {"submissions": words}
    told = ngettext("%(count)s is overdue", "%(count)s are overdue", late) % {"count": late}
    return f"{words}; {told}."


def _line(row: CaseRow, proposal: ProposalRow | None, desk: Desk) -> Line:
    due, left = due_words(row, desk)
    return Line(row, proposal, due, left, TAGS[row.status], word_of(row))


@requires(Permission.SIGN)
def submission(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case, Verb.SIGNED)
    if request.method == "POST":
        return _decide(request, page)
    if page.row.state is not State.TO_SIGN:
        return redirect(page.url)
    seen = {"seen": str(page.row.stand)}
    return _show(request, page, SignForm(initial=seen), BackForm(initial=seen))


def _decide(request: HttpRequest, page: CasePage) -> HttpResponse:
    is_back = request.POST.get("do") == "back"
    sign = SignForm(None if is_back else request.POST)
    back = BackForm(request.POST if is_back else None)
    form: forms.Form = back if is_back else sign
    verb = Verb.SENT_BACK if is_back else Verb.SIGNED
    following = _next(page)
    if form.is_valid():
        try:
            _act(page, verb, form.cleaned_data)
        except NotNow as moved:
            messages.error(request, str(moved))
            return redirect(page.url)
        except Refusal as refusal:
            form.add_error("reason" if is_back else None, str(refusal))
        else:
            messages.success(request, f"{page.row.number}: {DONE[verb]}")
            return redirect("desk:submission", following.id) if following else redirect("desk:submissions")
    for one in (sign, back):
        one.initial["seen"] = str(page.row.stand)
    return _show(request, page, sign, back)


def _act(page: CasePage, verb: Verb, given: dict[str, Any]) -> None:
    """Only while the case stands as it was seen; the same person's second press finds what the first one did."""
    by, row, at = page.desk.by, page.row, clock.now()
    if verb is Verb.SIGNED:
        act = partial(actions.sign_off, case=row.id, document=given["document"], by=by, at=at)
    else:
        steps = passed(row)
        step = steps[-1] if steps else 0
        act = partial(actions.send_back, case=row.id, step=step, reason=given["reason"], by=by, at=at)
    seen = number_in(given["seen"]) or 0
    actions.unless_moved(case=row.id, seen=seen, verb=verb, act=act, by=by, at=at)


def _next(page: CasePage) -> CaseRow | None:
    """The submission after this one in the list; after the last one the first."""
    rows = [row for row in _waiting(page.desk) if row.id != page.row.id]
    place = (page.row.turn_at, page.row.id)
    return next((row for row in rows if (row.turn_at, row.id) > place), rows[0] if rows else None)


def _show(request: HttpRequest, page: CasePage, sign: forms.Form, back: forms.Form) -> HttpResponse:
    row, desk = page.row, page.desk
    due, left = due_words(row, desk)
    following = _next(page)
    papers = [(paper.name, place in row.papers) for place, paper in enumerate(page.handling.papers, 1)]
    context = {
        "page": page,
        "row": row,
        "proposal": cases.list_proposals([row.id]).get(row.id),
        "due": due,
        "left": left,
        "tag": TAGS[row.status],
        "word": word_of(row),
        "papers": papers,
        "lacking": sum(not is_here for _name, is_here in papers),
        "opinions": opinions_of(page),
        "drafted": drafted_of(page),
        "stops": page.stops,
        "back_to": page.names.steps.get(passed(row)[-1], "") if passed(row) else "",
        "sign": sign,
        "back": back,
        "following": following,
        "crumbs": [Link(_("Submissions"), reverse("desk:submissions")), Link(row.number)],
    }
    return render(request, "desk/cases/submission.html", context)


urlpatterns = [
    path("submissions/", submissions, name="submissions"),
    path("<int:case>/submission/", submission, name="submission"),
]
