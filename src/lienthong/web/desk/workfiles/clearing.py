"""What is past its time: proposed as a list by the archivist, decided by the head, printed with both names."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.workfiles import actions, errors
from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.exchange import print_clearance
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import ClearanceRow, ClearState, WorkfileRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.hats import lines
from lienthong.web.desk.workfiles.page import BEYOND, CLEAR_TAGS, Desk, as_paper, base_crumbs, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_moment, write_name


class ProposeForm(forms.Form):
    """``rows`` are the files past their time."""

    workfiles = forms.MultipleChoiceField(
        label=gettext_lazy("Files past their time"), widget=forms.CheckboxSelectMultiple, error_messages={
            "required": gettext_lazy("Choose at least one work file.")
        },
    )  # fmt: skip
    reason = lines(gettext_lazy("Why they are of no value any more"))

    def __init__(self, rows: list[WorkfileRow], *args: Any) -> None:
        super().__init__(*args)
        self.fields["workfiles"].choices = [  # type: ignore[attr-defined]
            (str(row.id), f"{row.code}/{row.year} {row.title} ({row.kept}, {row.kept_until:%d/%m/%Y})")
            for row in rows
        ]


class DecideForm(forms.Form):
    answer = lines(gettext_lazy("Your word on it"), required=False)


def _desk(request: HttpRequest) -> Desk:
    """Raises Http404 for who sees only some files."""
    desk = desk_of(request)
    if not desk.sees_all:
        raise Http404
    return desk


@requires(Permission.ARCHIVE, Permission.APPROVE)
def clearances(request: HttpRequest) -> HttpResponse:
    """What is past its time, the form that proposes it, and earlier lists."""
    desk = _desk(request)
    rows = workfiles.list_over(desk.by.agency, desk.day)
    may_propose = desk.may_archive and bool(rows) and not workfiles.has_waiting_clearance(desk.by.agency)
    if request.method == "POST" and not desk.may_archive:
        raise Http404
    form = ProposeForm(rows, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        chosen = [int(one) for one in form.cleaned_data["workfiles"]]
        try:
            made = actions.propose(
                workfiles=chosen, reason=form.cleaned_data["reason"], by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason" if isinstance(refusal, errors.WhyMissing) else None, str(refusal))
        else:
            messages.success(request, _("Proposed; who decides is told. Nothing is cleared before that."))
            return redirect("desk:clearance", clearance=made)
    context = {
        "rows": rows,
        "form": form if may_propose or form.is_bound else None,
        "lines": [
            (row, *CLEAR_TAGS[row.state], str(len(row.files)))
            for row in workfiles.list_clearances(desk.by.agency)
        ],
        "crumbs": base_crumbs(_("Past their time")),
    }
    return render(request, "desk/workfiles/clearances.html", context)


def _get(request: HttpRequest, clearance: int) -> tuple[Desk, ClearanceRow, list[WorkfileRow]]:
    """Raises Http404 for one that is none of one's business."""
    desk = _desk(request)
    try:
        row = workfiles.get_clearance(clearance, by=desk.by)
    except errors.ClearanceNotFound as absent:
        raise Http404(str(absent)) from absent
    return desk, row, workfiles.list_files(row.files, row.agency)


@requires(Permission.ARCHIVE, Permission.APPROVE)
def clearance(request: HttpRequest, clearance: int) -> HttpResponse:
    """The list, and for the head the two buttons; who proposed it may withdraw it."""
    desk, row, files = _get(request, clearance)
    waits = row.state is ClearState.WAITING
    may_decide = waits and desk.may_approve and row.proposed_by != desk.by.account
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _act(request.POST.get("act", ""), clearance, form.cleaned_data["answer"], desk)
        except errors.WhyMissing as refusal:
            form.add_error("answer", str(refusal))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("desk:clearance", clearance=clearance)
        else:
            messages.success(request, done)
            return redirect("desk:clearance", clearance=clearance)
    tag, word = CLEAR_TAGS[row.state]
    title = _("List %(number)s of files past their time") % {"number": row.id}
    context = {
        "title": title,
        "row": row,
        "tag": tag,
        "word": word,
        "files": files,
        "form": form if may_decide else None,
        "may_withdraw": waits and row.proposed_by == desk.by.account,
        "facts": _facts(row),
        "crumbs": [*base_crumbs(), Link(_("Past their time"), reverse("desk:clearances")), Link(title)],
    }
    return render(request, "desk/workfiles/clearance.html", context)


def _act(act: str, clearance: int, answer: str, desk: Desk) -> str:
    """Raises Http404 for what is no act, or never this person's."""
    by, at = desk.by, clock.now()
    if act == "withdraw" and desk.may_archive:
        actions.withdraw(clearance=clearance, by=by, at=at)
        return _("Withdrawn; the files stay in the archive.")
    if act not in {"approve", "refuse"} or not desk.may_approve:
        raise Http404
    actions.decide(clearance=clearance, is_approved=act == "approve", answer=answer, by=by, at=at)
    return _("Agreed; the files left the archive.") if act == "approve" else _("Refused; the files stay.")


def _facts(row: ClearanceRow) -> list[Fact]:
    facts = [
        Fact(
            pgettext_lazy("clearance", "Proposed by"),
            write_name(row.proposed_name),
            hint=write_moment(clock.local(row.proposed_at)),
        ),
        Fact(_("Why they are of no value any more"), in_vietnamese(row.reason)),
    ]
    if row.decided_name and row.decided_at:
        decided = write_moment(clock.local(row.decided_at))
        facts.append(
            Fact(pgettext_lazy("clearance", "Decided by"), write_name(row.decided_name), hint=decided)
        )
    if row.answer:
        facts.append(Fact(pgettext_lazy("clearance", "Answer"), in_vietnamese(row.answer)))
    return facts


@requires(Permission.ARCHIVE, Permission.APPROVE)
def printed(request: HttpRequest, clearance: int) -> HttpResponse:
    desk, row, files = _get(request, clearance)
    try:
        content = print_clearance(row, files, desk.day)
    except BEYOND as beyond:
        raise Http404 from beyond
    return as_paper(content, f"tai-lieu-het-thoi-han-{row.id}.pdf")


urlpatterns = [
    path("files/clearances/", clearances, name="clearances"),
    path("files/clearances/<int:clearance>/", clearance, name="clearance"),
    path("files/clearances/<int:clearance>/list.pdf", printed, name="clearance_printed"),
]
