"""The list of files of a year: drafted line by line or in a workbook, carried over, submitted, approved, printed."""

from typing import Any, BinaryIO, Final, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.workfiles import actions, errors
from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.exchange import print_list, read_list, write_list
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import Foreseen, LineRow, ListingRow, ListState, write_years
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import open_content
from lienthong.spine.files.rules import MB
from lienthong.web.desk.hats import ReasonForm
from lienthong.web.desk.registers import send_sheet
from lienthong.web.desk.workfiles.opening import FIELDS, RETENTIONS, CoverForm
from lienthong.web.desk.workfiles.page import BEYOND, LIST_TAGS, Desk, as_paper, base_crumbs, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, Tab
from lienthong.web.ui.words import write_counter

BUTTONS: Final[dict[str, str | Promise]] = {
    "submit": pgettext_lazy("list of files", "Submit the list"),
    "approve": pgettext_lazy("list of files", "Approve the list"),
    "send-back": pgettext_lazy("list of files", "Send the list back"),
    "carry-over": pgettext_lazy("list of files", "Carry last year's list over"),
}
DONE: Final[dict[str, str | Promise]] = {
    "submit": gettext_lazy("Submitted; who approves is told."),
    "approve": gettext_lazy("Approved. Who keeps the files can open them."),
    "send-back": gettext_lazy("Sent back with your reason."),
    "carry-over": gettext_lazy("Last year's lines stand in the draft; go through them."),
}
LEADS: Final[dict[str, str | Promise]] = {
    "submit": gettext_lazy("Nothing is changed while the list lies before who approves."),
    "approve": gettext_lazy("The list then stands for the year; a file outside it can still be opened."),
    "send-back": gettext_lazy("It becomes a draft again, and who joined it reads your reason."),
    "carry-over": gettext_lazy("Lines whose number and symbol the draft has already stay as they are."),
}


class LineForm(CoverForm):
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=300, required=False)

    def foreseen(self) -> Foreseen:
        return Foreseen(**self.cleaned_data)


@requires(Permission.KEEP)
def file_list(request: HttpRequest, year: int) -> HttpResponse:
    return _page(request, desk_of(request), year, [])


def _page(
    request: HttpRequest, desk: Desk, year: int, faults: list[tuple[int, str]], refusal: str = ""
) -> HttpResponse:
    if year not in (years := workfiles.list_years(desk.by.agency, desk.day.year)):
        raise Http404
    row = workfiles.find_listing(desk.by.agency, year)
    found = workfiles.list_lines(row.id) if row else []
    may_draft = _may_draft(desk, row, year)
    tag, word = LIST_TAGS[row.state if row else ListState.DRAFT]
    context = {
        "year": str(year),
        "row": row,
        "agency": desk.agency_name,
        "tag": tag,
        "word": word,
        "groups": _groups(found, desk, may_draft=may_draft),
        "count": len(found),
        "lead": _lead(found),
        "may_draft": may_draft,
        "steps": [_step(year, one) for one in _steps(desk, row, year, has_lines=bool(found))],
        "years": [Tab(str(one), reverse("desk:file_list", args=[one]), current=one == year) for one in years],
        "faults": faults,
        "refusal": refusal,
        "upload_url": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:file_list_upload", args=[year]),
        "megabytes": actions.WORKBOOK.max_bytes // MB,
        "crumbs": base_crumbs(_("List of files %(year)s") % {"year": year}),
    }
    answer = render(request, "desk/workfiles/list.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def _may_draft(desk: Desk, row: ListingRow | None, year: int) -> bool:
    return year >= desk.day.year and (row is None or row.state is ListState.DRAFT)


def _groups(
    found: list[LineRow], desk: Desk, *, may_draft: bool
) -> list[tuple[str, list[tuple[LineRow, bool]]]]:
    """By unit; whether this person may change a line."""
    groups: dict[str, list[tuple[LineRow, bool]]] = {}
    for line in found:
        may = may_draft and workfiles.may_change(line, desk.by)
        groups.setdefault(line.unit, []).append((line, may))
    return list(groups.items())


def _lead(found: list[LineRow]) -> str:
    for_good = sum(line.years is None for line in found)
    words = ngettext("%(count)s file is foreseen,", "%(count)s files are foreseen,", len(found)) % {
        "count": write_counter(len(found))
    }
    return words + " " + _("%(count)s of them kept for good.") % {"count": write_counter(for_good)}


def _steps(desk: Desk, row: ListingRow | None, year: int, *, has_lines: bool) -> list[str]:
    state = row.state if row else ListState.DRAFT
    if state is ListState.SUBMITTED:
        return ["approve", "send-back"] if desk.may_approve else []
    if state is not ListState.DRAFT or not desk.may_archive or year < desk.day.year:
        return []
    before = workfiles.find_listing(desk.by.agency, year - 1)
    carries = ["carry-over"] if before and before.state is ListState.APPROVED else []
    return [*(["submit"] if has_lines else []), *carries]


def _step(year: int, step: str) -> Link:
    return Link(BUTTONS[step], reverse("desk:file_list_step", args=[year, step]))


@requires(Permission.KEEP)
def step(request: HttpRequest, year: int, stage: str) -> HttpResponse:
    """Submitting, approving, sending back, carrying over: a page that says what it means, then the act."""
    desk, url = desk_of(request), reverse("desk:file_list", args=[year])
    may = desk.may_approve if stage in {"approve", "send-back"} else desk.may_archive
    if stage not in BUTTONS or not may:
        raise Http404
    form = ReasonForm(request.POST or None) if stage == "send-back" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _act(stage, year, form.cleaned_data["reason"] if form else "", desk)
        except errors.NotNow:
            return _late(request, desk, year, stage)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(DONE[stage]))
        return redirect(url)
    row = workfiles.find_listing(desk.by.agency, year)
    if stage not in _steps(desk, row, year, has_lines=bool(row)):
        return redirect(url) if row else redirect("desk:workfiles")
    title = str(BUTTONS[stage])
    crumbs = [*base_crumbs()]
    crumbs += [Link(_("List of files %(year)s") % {"year": year}, url), Link(title)]
    context = {
        "title": title,
        "about": _("List of files %(year)s") % {"year": year},
        "lead": LEADS[stage],
        "form": form,
        "back": url,
        "crumbs": crumbs,
    }
    return render(request, "desk/workfiles/deed.html", context)


def _late(request: HttpRequest, desk: Desk, year: int, step: str) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did."""
    row = workfiles.find_listing(desk.by.agency, year)
    is_done = row is not None and row.state is {
        "submit": ListState.SUBMITTED,
        "approve": ListState.APPROVED,
        "send-back": ListState.DRAFT,
    }.get(step)
    if is_done:
        messages.success(request, str(DONE[step]))
    else:
        messages.error(request, str(errors.NotNow()))
    return redirect("desk:file_list", year=year)


def _act(step: str, year: int, reason: str, desk: Desk) -> None:
    by, at = desk.by, clock.now()
    if step == "submit":
        actions.submit_list(year=year, by=by, at=at)
    elif step == "approve":
        actions.approve_list(year=year, by=by, at=at)
    elif step == "carry-over":
        actions.carry_over(year=year, by=by, at=at)
    else:
        actions.send_list_back(year=year, reason=reason, by=by, at=at)


@requires(Permission.KEEP)
def line(request: HttpRequest, year: int, line: int = 0) -> HttpResponse:
    """A new line, another text of one, or none any more."""
    desk, url = desk_of(request), reverse("desk:file_list", args=[year])
    row = _line(desk, line) if line else None
    listing = workfiles.find_listing(desk.by.agency, year)
    if not _may_draft(desk, listing, year) or year > desk.day.year + 1:
        messages.error(request, str(errors.NotNow()))
        return redirect(url if listing else "desk:workfiles")
    if request.method == "POST" and "drop" in request.POST and row:
        return _drop(request, desk, row, url)
    given = {"data": request.POST} if request.method == "POST" else {"initial": _told(row) if row else {}}
    form = LineForm(desk, **given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_line(
                year=year, line=line or None, foreseen=form.foreseen(), by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            field = FIELDS.get(type(refusal), "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The line stands in the draft."))
            return redirect(url)
    title = _("Mend the line") if row else _("Add a line")
    crumbs = [*base_crumbs(), Link(_("List of files %(year)s") % {"year": year}, url), Link(title)]
    context = {
        "title": title,
        "form": form,
        "may_drop": row is not None,
        "retentions": RETENTIONS,
        "crumbs": crumbs,
        "back": url,
    }
    return render(request, "desk/workfiles/opening.html", context)


def _drop(request: HttpRequest, desk: Desk, row: LineRow, url: str) -> HttpResponse:
    try:
        actions.drop_line(line=row.id, by=desk.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The line is taken off the draft."))
    return redirect(url)


def _line(desk: Desk, line: int) -> LineRow:
    row = workfiles.get_line(line, desk.by.agency)
    if row is None or not workfiles.may_change(row, desk.by):
        raise Http404
    return row


def _told(row: LineRow) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("unit", "code", "title", "keeper", "note")}
    return told | {"years": write_years(row.years)}


def _lines(request: HttpRequest, year: int) -> tuple[Desk, ListingRow, list[LineRow]]:
    """Raises Http404 where there is no list of that year."""
    desk = desk_of(request)
    row = workfiles.find_listing(desk.by.agency, year)
    if row is None:
        raise Http404
    return desk, row, workfiles.list_lines(row.id)


@requires(Permission.KEEP)
def workbook(request: HttpRequest, year: int) -> HttpResponse:
    _desk, _row, found = _lines(request, year)
    return send_sheet(write_list(found), f"danh-muc-ho-so-{year}.xlsx")


@requires(Permission.KEEP)
def printed(request: HttpRequest, year: int) -> HttpResponse:
    desk, row, found = _lines(request, year)
    try:
        content = print_list(row, found, desk.day)
    except BEYOND as beyond:
        raise Http404 from beyond
    return as_paper(content, f"danh-muc-ho-so-{year}.pdf")


@require_POST
@requires(Permission.KEEP)
def upload(request: HttpRequest, year: int) -> HttpResponse:
    """Called in the upload process when the whole workbook is here. Wrong rows are named, and nothing is taken over."""
    desk, file = desk_of(request), request.FILES.get("file")
    if file is None:
        return _page(request, desk, year, [], _("Choose the workbook first."))
    try:
        count = _take_over(desk, year, cast(BinaryIO, file), file.name or "")
    except errors.RowsWrong as wrong:
        return _page(request, desk, year, wrong.faults, str(wrong))
    except Refusal as refusal:
        return _page(request, desk, year, [], f"{file.name}: {refusal}")
    told = ngettext("%(count)s line was taken over.", "%(count)s lines were taken over.", count)
    messages.success(request, told % {"count": write_counter(count)})
    return redirect("desk:file_list", year=year)


def _take_over(desk: Desk, year: int, content: BinaryIO, name: str) -> int:
    by, at = desk.by, clock.now()
    kept = actions.receive_workbook(year=year, content=content, name=name, by=by, at=at)
    with open_content(kept) as opened:
        lines = read_list(opened, dict(workfiles.list_keepers(by.agency, desk.day)))
    return actions.take_over(year=year, lines=lines, by=by, at=at)


urlpatterns = [
    path("files/lists/<int:year>/", file_list, name="file_list"),
    path("files/lists/<int:year>/list.xlsx", workbook, name="file_list_workbook"),
    path("files/lists/<int:year>/list.pdf", printed, name="file_list_printed"),
    path("files/lists/<int:year>/lines/new/", line, name="file_line_new"),
    path("files/lists/<int:year>/lines/<int:line>/", line, name="file_line"),
    path("files/lists/<int:year>/<slug:stage>/", step, name="file_list_step"),
]
uploads = [path("uploads/files/lists/<int:year>/", upload, name="file_list_upload")]
