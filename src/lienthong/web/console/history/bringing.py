"""Old cases from a table: sent, mapped, tried as often as one likes, then taken in as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases.exchange import FileMap, Unknown, peek, read_history, read_mapping
from lienthong.domain.cases.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link

SHOWN: Final = 200
"""Rows of the report on the page; the command gives all of them."""
EXAMPLE: Final = """rows: cases
time: ["%d/%m/%Y %H:%M", "%d/%m/%Y"]
unknown_procedures: historic
columns:
  number: Mã hồ sơ
  unit: Đơn vị
  procedure: Mã thủ tục
  procedure_name: Tên thủ tục
  applicant: Người nộp
  channel: Hình thức
  received_at: Ngày nhận
  due_at: Ngày hẹn
  signed_at: Ngày ký
  given_at: Ngày trả
  status: Trạng thái
values:
  unit: {UBND TP Pleiku: GL-622}
  channel: {Trực tiếp: COUNTER, Trực tuyến: ONLINE, Bưu chính: POST}
  status: {Đã trả: GIVEN, Đang giải quyết: OPEN}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was refused, or that nothing is due by."""

    row: int
    number: str
    words: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class Report:
    """``rows`` are those that somebody should look at, as many as a page bears; ``more`` are left out."""

    new: int
    known: int
    refused: int
    procedures: Sequence[str]
    rows: Sequence[Row]
    more: int

    @property
    def is_ready(self) -> bool:
        return bool(self.new) and not self.refused


class MapForm(forms.Form):
    mapping = forms.CharField(
        label=gettext_lazy("What its columns and words mean"),
        help_text=gettext_lazy("A heading for each field, and our code for each word of the file."),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea({"rows": "22", "spellcheck": "false", "class": "code"}),
    )


@requires(Permission.IMPORT)
def history(request: HttpRequest) -> HttpResponse:
    answer = render_page(
        request,
        "console/history/history.html",
        current="history",
        title=_("Cases of another system"),
        lead=_("All cases of a file come in, or none; they count in the periods in which they occurred."),
        upload_url=settings.LIENTHONG_STREAM_ORIGIN + reverse("console:history_upload"),
        use=actions.HISTORY,
    )
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the file first."))
        return redirect("console:history")
    try:
        kept = actions.receive_history(
            content=cast(BinaryIO, file), name=file.name or "", by=actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
        return redirect("console:history")
    return redirect("console:history_sent", file=kept.id)


@requires(Permission.IMPORT)
def sent(request: HttpRequest, file: int) -> HttpResponse:
    """Its first rows, the mapping, and once that was tried what would become of each row."""
    kept, form = _kept(request, file), MapForm(request.POST or None, initial={"mapping": EXAMPLE})
    report = None
    if request.method == "POST" and form.is_valid():
        is_trial = request.POST.get("do") != "import"
        try:
            report = _bring(request, kept, form.cleaned_data["mapping"], is_trial=is_trial)
        except Refusal as refusal:
            form.add_error("mapping", str(refusal))
        else:
            if report.is_ready and not is_trial:
                messages.success(request, _taken_in(report.new))
                return redirect("console:history")
    head, *first = _peek(kept) or [[]]
    return render_page(
        request,
        "console/history/sent.html",
        current="history",
        title=_("Cases of another system: %(name)s") % {"name": kept.name},
        crumbs=[Link(kept.name)],
        head=head,
        first_rows=[list(zip(head, cells, strict=False)) for cells in first],
        form=form,
        report=report,
    )


def _taken_in(count: int) -> str:
    words = ngettext("%(count)d case was taken in.", "%(count)d cases were taken in.", count)
    return words % {"count": count}


def _bring(request: HttpRequest, kept: FileRow, mapping: str, *, is_trial: bool) -> Report:
    """Raises MapUnfit, FileUnfit."""
    wanted: FileMap = read_mapping(mapping.encode())
    with open_content(kept) as content:
        told = read_history(kept.name, content.read(), wanted)
    brought = actions.import_history(
        cases=told.cases,
        source=actions.Source(kept.name, kept.digest, makes_historic=wanted.unknown is Unknown.HISTORIC),
        by=actor_of(request),
        at=clock.now(),
        is_trial=is_trial or bool(told.faults),
    )
    rows = [Row(one.row, "", one.message, is_refused=True) for one in told.faults]
    for one in brought.results:
        if one.message:
            rows.append(Row(one.row, one.number, one.message, is_refused=True))
        elif one.has_no_day:
            rows.append(Row(one.row, one.number, _("No due day: counted as in time."), is_refused=False))
    rows.sort(key=lambda row: (not row.is_refused, row.row))
    counts = brought.counts
    return Report(
        new=counts["new"],
        known=counts["known"],
        refused=counts["refused"] + len(told.faults),
        procedures=brought.procedures,
        rows=rows[:SHOWN],
        more=max(len(rows) - SHOWN, 0),
    )


def _peek(kept: FileRow) -> Sequence[Sequence[str]]:
    with open_content(kept) as content:
        return peek(kept.name, content.read())


def _kept(request: HttpRequest, file: int) -> FileRow:
    """Only a file that this person sent. Raises Http404."""
    kept = get_file(file)
    mine = kept is not None and (kept.use, kept.put_by) == (actions.HISTORY.name, actor_of(request).account)
    if kept is None or not mine:
        raise Http404
    return kept


urlpatterns = [
    path("history/", history, name="history"),
    path("history/<int:file>/", sent, name="history_sent"),
]
uploads = [path("uploads/history/", upload, name="history_upload")]
