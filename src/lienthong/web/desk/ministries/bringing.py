"""The other system's own file: sent, looked at line by line, then taken in as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.ministries import actions
from lienthong.domain.ministries.actions import FILES, Source, Taken
from lienthong.domain.ministries.exchange import read_file
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.ministries.queries import OUTCOME_LABELS, Outcome, Result
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.web.desk.ministries.page import Room, room_of
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Fact

SHOWN: Final = 200
ORDER: Final = (
    Outcome.REFUSED, Outcome.DIFFERS, Outcome.UNKNOWN, Outcome.ENTERED, Outcome.TOLD, Outcome.KNOWN,
)  # fmt: skip
TAGS: Final = {
    Outcome.REFUSED: "overdue",
    Outcome.DIFFERS: "returned",
    Outcome.UNKNOWN: "returned",
    Outcome.ENTERED: "done",
    Outcome.TOLD: "done",
    Outcome.KNOWN: "not_applicable",
}


class DaysForm(forms.Form):
    """Both days or none."""

    first = DayField(label=gettext_lazy("It holds everything from"), required=False)
    last = DayField(
        label=gettext_lazy("until"),
        required=False,
        help_text=gettext_lazy(
            "Leave both empty if it holds only some: then nothing is said to be missing there."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("first")) != bool(given.get("last")):
            self.add_error("last", _("Give both days, or none."))
        return given


@dataclass(frozen=True, slots=True)
class Report:
    """``lines`` are those to look at first, as many as a page bears; ``more`` are left out."""

    taken: Taken
    counts: Sequence[Fact]
    lines: Sequence[tuple[Result, str, str]]
    more: int

    @property
    def refused(self) -> int:
        return self.taken.counts[Outcome.REFUSED]


@requires(Permission.ENTER)
def send(request: HttpRequest, system: str) -> HttpResponse:
    room = room_of(request, system)
    context = {
        "room": room,
        "use": FILES,
        "most": FILES.max_bytes,
        "headings": [heading for heading in room.system.columns.values() if heading],
        "upload_url": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:system_upload", args=[system]),
        "tabs": room.tabs("system_import"),
        "crumbs": room.crumbs(),
    }
    answer = render(request, "desk/ministries/send.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.ENTER)
def upload(request: HttpRequest, system: str) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    room = room_of(request, system)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the file first."))
        return redirect("desk:system_import", system=system)
    try:
        kept = actions.receive_file(
            system=system,
            content=cast(BinaryIO, file),
            name=file.name or "",
            by=room.desk.by,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
        return redirect("desk:system_import", system=system)
    return redirect("desk:system_sent", file=kept.id)


@requires(Permission.ENTER)
def sent(request: HttpRequest, file: int) -> HttpResponse:
    """What would become of each line; pressed again it is taken in."""
    kept = _kept(request, file)
    room = room_of(request, actions.system_of(kept))
    form = DaysForm(request.POST or None)
    report, refusal = None, ""
    is_trial = request.POST.get("do") != "take"
    if request.method == "GET" or form.is_valid():
        try:
            report = _bring(room, kept, form, is_trial=is_trial)
        except Refusal as why:
            refusal = str(why)
        else:
            if report.taken.is_done:
                messages.success(request, _done(report.taken))
                return redirect("desk:system_balance", system=room.system.code)
    context = {
        "room": room,
        "kept": kept,
        "form": form,
        "report": report,
        "refusal": refusal,
        "crumbs": room.crumbs(_("Take a file in"), kept.name),
    }
    return render(request, "desk/ministries/sent.html", context)


def _done(taken: Taken) -> str:
    words = ngettext("%(count)d line was taken in.", "%(count)d lines were taken in.", len(taken.results))
    return words % {"count": len(taken.results)}


def _bring(room: Room, kept: FileRow, form: DaysForm, *, is_trial: bool) -> Report:
    """Raises FileUnfit, and what ``take_in`` refuses."""
    now = clock.now()
    with open_content(kept) as content:
        lines = read_file(kept.name, content.read(), room.system, now)
    given = form.cleaned_data if form.is_bound else {}
    days = (given["first"], given["last"]) if given.get("first") else None
    taken = actions.take_in(
        system=room.system.code,
        lines=lines,
        source=Source(kept.name, kept.digest, days),
        by=room.desk.by,
        at=now,
        is_trial=is_trial,
    )
    return _report(taken)


def _report(taken: Taken) -> Report:
    counts = [Fact(OUTCOME_LABELS[one], str(taken.counts[one])) for one in ORDER if taken.counts[one]]
    if taken.missing:
        counts.append(Fact(_("entered here, not in the file"), str(taken.missing)))
    ordered = sorted(taken.results, key=lambda one: (ORDER.index(one.outcome), one.line.row))
    shown = [(one, TAGS[one.outcome], _words(one)) for one in ordered[:SHOWN]]
    return Report(taken, counts, shown, max(len(ordered) - SHOWN, 0))


def _words(result: Result) -> str:
    if result.line.fault:
        return result.line.fault
    label = str(OUTCOME_LABELS[result.outcome])
    return (
        _("%(what)s; here stands %(here)s") % {"what": label, "here": result.here} if result.here else label
    )


def _kept(request: HttpRequest, file: int) -> FileRow:
    """Only a file that this person sent for this. Raises Http404."""
    kept = get_file(file)
    mine = kept is not None and bool(actions.system_of(kept)) and kept.put_by == actor_of(request).account
    if kept is None or not mine:
        raise Http404
    return kept


urlpatterns = [
    path("systems/<slug:system>/import/", send, name="system_import"),
    path("systems/files/<int:file>/", sent, name="system_sent"),
]
uploads = [path("uploads/ministry-files/<slug:system>/", upload, name="system_upload")]
