"""The desk of somebody of the post at an agency's one-stop: cases to take in, results to give, what was done."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.queries import CaseRow
from lienthong.domain.procedures.queries import get_titles
from lienthong.domain.transfers.errors import AgreementNotFound
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.queries import (
    STEP_LABELS,
    AgreementRow,
    Step,
    acting,
    deed_of,
    get_own,
    list_done,
    list_own,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.intake import Transferred, serve
from lienthong.web.desk.cases.page import TAGS, Desk, desk_of, word_of
from lienthong.web.desk.transfers.page import steps_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show
from lienthong.web.ui.parts import Link


class GiveForm(forms.Form):
    to = forms.CharField(
        label=gettext_lazy("Who takes the result"),
        help_text=gettext_lazy("Look at their card. Somebody else shows a paper by the applicant."),
        max_length=200,
        widget=forms.TextInput({"size": "32", "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Counter:
    """One agreement, with the desk of the one-stop where it lets this person work."""

    own: Desk
    row: AgreementRow

    @property
    def desk(self) -> Desk:
        return Desk(acting(self.row, self.own.by), self.own.now)

    def crumbs(self, *after: str) -> list[Link]:
        return [Link(_("One-stop work of the post"), reverse("desk:post_counter")), *map(Link, after)]


@requires(Permission.WORK)
def home(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    counters = [Counter(desk, row) for row in list_own(desk.by, desk.day)]
    names = desk.agency_names([one.row.agency for one in counters])
    context = {
        "counters": [_shown(one, names.get(one.row.agency, one.row.agency)) for one in counters],
    }
    return render(request, "desk/transfers/counter.html", context)


def _shown(counter: Counter, name: str) -> dict[str, object]:
    row, now = counter.row, counter.own.now
    done = list_done(row.id, counter.own.by.account)
    known = cases.list_of_deeds({one.case for one in done}, now)
    titles = get_titles({code for code, _step in row.tasks}, counter.own.day)
    return {
        "row": row,
        "name": name,
        "tasks": [
            (titles[code].name if code in titles else code, words) for code, words in steps_of(row).items()
        ],
        "may_receive": bool(row.procedures(Step.RECEIVE)),
        "to_give": cases.list_to_give(row.agency, row.procedures(Step.RETURN), now),
        "done": [(one, STEP_LABELS[one.step], *_stands(known.get(one.case))) for one in done],
    }


def _stands(row: CaseRow | None) -> tuple[str, str]:
    return (TAGS[row.status], word_of(row)) if row else ("not_applicable", "")


@requires(Permission.WORK)
def intake(request: HttpRequest, under: int) -> HttpResponse:
    counter = _counter(request, under)
    codes = counter.row.procedures(Step.RECEIVE)
    if not codes:
        raise Http404
    return serve(request, counter.desk, transferred=Transferred(under, frozenset(codes)))


@requires(Permission.WORK)
def receipt(request: HttpRequest, under: int, taken: int) -> HttpResponse:
    """What they took in themselves: its number, its day, and the receipt to print."""
    counter, row = _received(request, under, taken)
    context = {
        "counter": counter,
        "row": row,
        "received": clock.local(row.received_at) if row.received_at else None,
        "due": clock.local(row.due_at) if row.due_at else None,
        "crumbs": counter.crumbs(row.number),
    }
    return render(request, "desk/transfers/receipt.html", context)


@require_POST
@requires(Permission.WORK)
def print_receipt(request: HttpRequest, under: int, taken: int) -> HttpResponse:
    """On the day on which it was received: it says how the applicant is reached."""
    counter, row = _received(request, under, taken)
    if row.received_at is None or clock.local(row.received_at).date() != counter.own.day:
        messages.error(request, _("The one-stop hands out receipts of earlier days."))
        return redirect("desk:post_receipt", under=under, taken=taken)
    try:
        made = actions.issue_receipt(case=taken, by=counter.desk.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:post_receipt", under=under, taken=taken)
    return show(made.file, use=actions.PAPER)


@requires(Permission.WORK)
def give(request: HttpRequest, under: int, waiting: int) -> HttpResponse:
    counter = _counter(request, under)
    found = cases.list_to_give(
        counter.row.agency, counter.row.procedures(Step.RETURN), counter.own.now, case=waiting
    )
    if not found:
        return _given_before(request, counter, waiting)
    (row,) = found
    form = GiveForm(request.POST if request.method == "POST" else None, initial={"to": row.applicant_name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(case=waiting, to=form.cleaned_data["to"], by=counter.desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _given(request, row.number)
    title = _("Give the result to the applicant")
    context = {"row": row, "form": form, "title": title, "crumbs": counter.crumbs(title)}
    return render(request, "desk/transfers/give.html", context)


def _given(request: HttpRequest, number: str) -> HttpResponse:
    messages.success(request, _("The result of %(number)s was given.") % {"number": number})
    return redirect("desk:post_counter")


def _given_before(request: HttpRequest, counter: Counter, case: int) -> HttpResponse:
    """A second press finds what the first one did. Raises Http404 for what was never theirs to give."""
    deed = deed_of(f"case:{case}", Step.RETURN, account=counter.own.by.account)
    if deed is None or request.method != "POST":
        raise Http404
    return _given(request, deed.number)


def _counter(request: HttpRequest, agreement: int) -> Counter:
    """Raises Http404 where no agreement in force lets this person work."""
    desk = desk_of(request)
    try:
        return Counter(desk, get_own(agreement, by=desk.by, day=desk.day))
    except AgreementNotFound as absent:
        raise Http404(str(absent)) from absent


def _received(request: HttpRequest, agreement: int, case: int) -> tuple[Counter, CaseRow]:
    counter = _counter(request, agreement)
    row = cases.list_of_deeds([case], counter.own.now).get(case)
    if row is None or row.owner != counter.row.agency or not cases.has_received(case, counter.own.by):
        raise Http404
    return counter, row


urlpatterns = [
    path("", home, name="post_counter"),
    path("<int:under>/intake/", intake, name="post_intake"),
    path("<int:under>/cases/<int:taken>/", receipt, name="post_receipt"),
    path("<int:under>/cases/<int:taken>/receipt.pdf", print_receipt, name="post_print"),
    path("<int:under>/cases/<int:waiting>/give/", give, name="post_give"),
]
