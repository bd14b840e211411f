"""Handing closed files to the agency's archive, and the archivist's taking them in or giving some back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.workfiles import actions, errors
from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.exchange import print_minutes
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import HandOverRow, OverState, Queue, State, WorkfileRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.hats import lines
from lienthong.web.desk.workfiles.page import BEYOND, OVER_TAGS, Desk, as_paper, base_crumbs, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_moment, write_name


class HandOverForm(forms.Form):
    """``rows`` are the closed files of this person."""

    workfiles = forms.MultipleChoiceField(
        label=gettext_lazy("Which files"), widget=forms.CheckboxSelectMultiple, error_messages={
            "required": gettext_lazy("Choose at least one work file.")
        },
    )  # fmt: skip
    note = lines(gettext_lazy("Word to the archivist"), required=False)

    def __init__(self, rows: list[WorkfileRow], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["workfiles"].choices = [  # type: ignore[attr-defined]
            (str(row.id), f"{row.code}/{row.year} {row.title} ({row.kept})") for row in rows
        ]


class ReceiveForm(forms.Form):
    """One box for each file: empty, it is taken in; with a reason, it goes back."""

    def __init__(self, rows: list[WorkfileRow], *args: Any) -> None:
        super().__init__(*args)
        for row in rows:
            self.fields[f"back_{row.id}"] = forms.CharField(
                label=f"{row.code}/{row.year} {row.title}", max_length=1_000, required=False
            )

    def returned(self) -> dict[int, str]:
        told = ((int(name.removeprefix("back_")), text) for name, text in self.cleaned_data.items())
        return {workfile: text for workfile, text in told if text.strip()}


@requires(Permission.KEEP)
def hand_overs(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    rows = workfiles.list_hand_overs(by=desk.by)
    context = {
        "lines": [(row, *OVER_TAGS[row.state], str(len(row.files))) for row in rows],
        "may_hand": bool(_closed(desk)),
        "crumbs": base_crumbs(_("Hand-overs to the archive")),
    }
    return render(request, "desk/workfiles/over_list.html", context)


def _closed(desk: Desk) -> list[WorkfileRow]:
    rows = workfiles.list_queue(Queue.OWED, by=desk.by)
    return [row for row in rows if row.keeper == desk.by.account]


@requires(Permission.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    sent = [one for text in request.POST.getlist("workfiles") if (one := number_in(text))]
    if handed := workfiles.find_handed(sent, desk.by):
        messages.success(request, _("Handed over; the archivist is told."))
        return redirect("desk:hand_over", hand_over=handed)
    rows = _closed(desk)
    given: dict[str, Any] = {"initial": {"workfiles": request.GET.getlist("file")}}
    form = HandOverForm(rows, **({"data": request.POST} if request.method == "POST" else given))
    if request.method == "POST" and form.is_valid():
        chosen = [int(one) for one in form.cleaned_data["workfiles"]]
        try:
            made = actions.hand_over(
                workfiles=chosen, note=form.cleaned_data["note"], by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Handed over; the archivist is told."))
            return redirect("desk:hand_over", hand_over=made)
    title = _("Hand files to the archive")
    crumbs = [*base_crumbs(), Link(_("Hand-overs to the archive"), reverse("desk:hand_overs")), Link(title)]
    context = {
        "title": title,
        "form": form,
        "has_files": bool(rows),
        "crumbs": crumbs,
        "back": reverse("desk:hand_overs"),
    }
    return render(request, "desk/workfiles/over_new.html", context)


def _get(request: HttpRequest, hand_over: int) -> tuple[Desk, HandOverRow, list[WorkfileRow]]:
    """Raises Http404 for one that is none of one's business."""
    desk = desk_of(request)
    try:
        row = workfiles.get_hand_over(hand_over, by=desk.by)
    except errors.HandOverNotFound as absent:
        raise Http404(str(absent)) from absent
    return desk, row, workfiles.list_files(row.files, row.agency)


@requires(Permission.KEEP)
def hand_over(request: HttpRequest, hand_over: int) -> HttpResponse:
    """The files, their inventory; for the archivist the boxes in which a reason gives one back."""
    desk, row, files = _get(request, hand_over)
    may_receive = row.state is OverState.WAITING and desk.may_archive and row.given_by != desk.by.account
    if request.method == "POST" and not desk.may_archive:
        raise Http404
    form = ReceiveForm(files, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        try:
            actions.receive(hand_over=hand_over, returned=form.returned(), by=desk.by, at=clock.now())
        except errors.NotNow:
            return _late(request, hand_over, desk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Received. Who handed over is told."))
            return redirect("desk:hand_over", hand_over=hand_over)
    tag, word = OVER_TAGS[row.state]
    title = _("Hand-over %(number)s") % {"number": row.id}
    context = {
        "title": title,
        "row": row,
        "tag": tag,
        "word": word,
        "lines": [(one, _state(one, row)) for one in files],
        "form": form if may_receive else None,
        "may_take_back": row.state is OverState.WAITING and row.given_by == desk.by.account,
        "facts": _facts(row),
        "crumbs": [
            *base_crumbs(),
            Link(_("Hand-overs to the archive"), reverse("desk:hand_overs")),
            Link(title),
        ],
    }
    return render(request, "desk/workfiles/over.html", context)


def _state(one: WorkfileRow, row: HandOverRow) -> tuple[str, Any]:
    """What became of a file in this hand-over, whatever happened to it since."""
    if row.state is OverState.DONE:
        if one.id in row.received:
            return "done", pgettext_lazy("hand-over", "Taken in")
        return "returned", pgettext_lazy("hand-over", "Given back")
    if row.state is OverState.WITHDRAWN:
        return "not_applicable", pgettext_lazy("hand-over", "Taken back")
    return ("submitted", pgettext_lazy("hand-over", "Waits")) if one.state is State.HANDED else ("", "")


def _late(request: HttpRequest, hand_over: int, desk: Desk) -> HttpResponse:
    row = workfiles.get_hand_over(hand_over, by=desk.by)
    if row.state is OverState.DONE and row.taken_name == desk.by.name:
        messages.success(request, _("Received. Who handed over is told."))
    else:
        messages.error(request, str(errors.NotNow()))
    return redirect("desk:hand_over", hand_over=hand_over)


def _facts(row: HandOverRow) -> list[Fact]:
    facts = [
        Fact(
            pgettext("archive", "Handed over by"),
            write_name(row.given_name),
            hint=write_moment(clock.local(row.given_at)),
        ),
        Fact(_("Unit"), in_vietnamese(row.unit)),
    ]
    if row.taken_at:
        facts.append(
            Fact(_("Taken in by"), write_name(row.taken_name), hint=write_moment(clock.local(row.taken_at)))
        )
    if row.note:
        facts.append(Fact(_("Word to the archivist"), in_vietnamese(row.note)))
    return facts


@require_POST
@requires(Permission.KEEP)
def take_back(request: HttpRequest, hand_over: int) -> HttpResponse:
    desk, row, _files = _get(request, hand_over)
    if row.given_by != desk.by.account:
        raise Http404
    try:
        actions.take_back(hand_over=hand_over, by=desk.by, at=clock.now())
    except errors.NotNow:
        if row.state is not OverState.WITHDRAWN:
            messages.error(request, str(errors.NotNow()))
    else:
        messages.success(request, _("Taken back; the files lie with you again."))
    return redirect("desk:hand_over", hand_over=hand_over)


@requires(Permission.KEEP)
def minutes(request: HttpRequest, hand_over: int) -> HttpResponse:
    desk, row, files = _get(request, hand_over)
    try:
        content = print_minutes(row, files, desk.day)
    except BEYOND as beyond:
        raise Http404 from beyond
    return as_paper(content, f"bien-ban-giao-nhan-{row.id}.pdf")


urlpatterns = [
    path("files/hand-overs/", hand_overs, name="hand_overs"),
    path("files/hand-overs/new/", new, name="hand_over_new"),
    path("files/hand-overs/<int:hand_over>/", hand_over, name="hand_over"),
    path("files/hand-overs/<int:hand_over>/take-back/", take_back, name="hand_over_take_back"),
    path("files/hand-overs/<int:hand_over>/minutes.pdf", minutes, name="hand_over_minutes"),
]
