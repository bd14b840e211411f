"""A staff list from a workbook: template, dry run that gives the same file back, all or nobody taken on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.permissions import Permission
from lienthong.domain.accounts.queries import name_fault
from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import can_appoint, can_give_role, list_roles
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.web.console.page import render_page
from lienthong.web.console.people import workbook
from lienthong.web.console.people.workbook import NotAStaffList, Written
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, checked; who has no ``faults`` can be taken on."""

    row: int
    newcomer: actions.Newcomer | None
    name: str
    agency: str
    faults: list[str]


@requires(Permission.MANAGE)
def staff_list(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {
        "upload_url": settings.LIENTHONG_STREAM_ORIGIN + reverse("console:staff_list_upload"),
        "use": actions.STAFF_LIST,
    }
    title = _("Staff list from a file")
    lead = _("All people of the list are taken on, or nobody; each gets a letter of invitation.")
    answer = render_page(
        request,
        "console/people/staff_list.html",
        current="people",
        title=title,
        lead=lead,
        crumbs=[Link(title)],
        **context,
    )
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@requires(Permission.MANAGE)
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook, with the agencies and roles that this person may give."""
    by = actor_of(request)
    agencies = [
        workbook.choice(row.agency.short_name, row.agency.code)
        for row in queries.get_tree(clock.today())
        if can_appoint(by, row.agency.code)
    ]
    roles = [str(role.label) for role in list_roles() if can_give_role(by, role.name)]
    return _workbook(workbook.write_template(agencies, roles), "danh-sach-nhan-su.xlsx")


@require_POST
@requires(Permission.MANAGE)
def upload(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the staff list first."))
        return redirect("console:staff_list")
    try:
        kept = actions.receive_staff_list(
            content=cast(BinaryIO, file), name=file.name or "", by=actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
        return redirect("console:staff_list")
    return redirect("console:staff_list_review", file=kept.id)


@requires(Permission.MANAGE)
def review(request: HttpRequest, file: int) -> HttpResponse:
    kept, by = _kept(request, file), actor_of(request)
    try:
        lines = _checked(kept, by)
    except NotAStaffList:
        messages.error(request, _("This file is not the template of a staff list: its heads differ."))
        return redirect("console:staff_list")
    if request.method == "POST":
        return _take_on(request, kept, lines)
    faulty = sum(bool(line.faults) for line in lines)
    title = ngettext("%(count)d person in the list", "%(count)d people in the list", len(lines))
    crumbs = [Link(_("Staff list from a file"), reverse("console:staff_list")), Link(kept.name)]
    return render_page(
        request,
        "console/people/review.html",
        current="people",
        title=title % {"count": len(lines)},
        crumbs=crumbs,
        file=kept,
        lines=lines,
        faulty=faulty,
        ready=bool(lines) and not faulty,
    )


@requires(Permission.MANAGE)
def errors(request: HttpRequest, file: int) -> HttpResponse:
    """The same file with a column of errors."""
    kept = _kept(request, file)
    try:
        faults = {line.row: line.faults for line in _checked(kept, actor_of(request))}
        with open_content(kept) as content:
            return _workbook(workbook.write_errors(content, faults), kept.name)
    except NotAStaffList as fault:
        raise Http404 from fault


def _take_on(request: HttpRequest, kept: FileRow, lines: list[Line]) -> HttpResponse:
    newcomers = [line.newcomer for line in lines if line.newcomer]
    if not newcomers or len(newcomers) < len(lines):
        return redirect("console:staff_list_review", file=kept.id)
    try:
        actions.take_on_all(newcomers=newcomers, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("console:staff_list_review", file=kept.id)
    done = ngettext(
        "%(count)d person is taken on; the letter is on its way.",
        "%(count)d people are taken on; their letters are on their way.",
        len(newcomers),
    )
    messages.success(request, done % {"count": len(newcomers)})
    return redirect("console:people")


def _checked(kept: FileRow, by: Actor) -> list[Line]:
    """Every line with what is wrong in it. Raises NotAStaffList."""
    with open_content(kept) as content:
        written = workbook.read_lines(content)
    twice = Counter(line.cells[field].lower() for line in written for field in ("username", "email"))
    return [_check(line, by, twice) for line in written]


def _check(line: Written, by: Actor, twice: Counter[str]) -> Line:
    cells = line.cells
    agency, role = workbook.code_of(cells["agency"]), _role(cells["role"])
    faults = [*_missing(line), *_faults_of_names(cells, twice), *_faults_of_place(agency, role, line, by)]
    newcomer = None
    if not faults and line.on:
        newcomer = actions.Newcomer(
            username=cells["username"],
            full_name=cells["full_name"],
            email=cells["email"],
            agency=agency,
            title=cells["title"],
            role=role,
            on=line.on,
        )
    return Line(line.row, newcomer, cells["full_name"], cells["agency"], faults)


def _missing(line: Written) -> Iterable[str]:
    for field, label, _width in workbook.HEADS:
        if not line.cells[field]:
            yield _("“%(label)s” is empty.") % {"label": label}
    if line.cells["on"] and not line.on:
        yield _("“%(text)s” is not a day: write 15/10/2021.") % {"text": line.cells["on"]}


def _faults_of_names(cells: dict[str, str], twice: Counter[str]) -> Iterable[str]:
    username, email = cells["username"].lower(), cells["email"].lower()
    for text in (username, email):
        if text and twice[text] > 1:
            yield _("“%(text)s” stands in the list more than once.") % {"text": text}
    if username and (fault := name_fault(username, email)):
        yield str(fault)
    if email and not _is_email(email):
        yield _("“%(text)s” is not an e-mail address.") % {"text": email}


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _faults_of_place(agency: str, role: str, line: Written, by: Actor) -> Iterable[str]:
    if line.cells["agency"] and not can_appoint(by, agency):
        yield _("You may not appoint in “%(agency)s”.") % {"agency": line.cells["agency"]}
    elif agency and line.on and queries.get_agency(agency, line.on) is None:
        yield _("“%(agency)s” is not in force on that day.") % {"agency": line.cells["agency"]}
    if line.cells["role"] and not can_give_role(by, role):
        yield _("“%(role)s” is not a role that you may give.") % {"role": line.cells["role"]}


def _role(text: str) -> str:
    """The name of the role that is labelled so, or the text itself."""
    return next((role.name for role in list_roles() if str(role.label) == text), text)


def _kept(request: HttpRequest, file: int) -> FileRow:
    """Only the list that this person sent. Raises Http404."""
    kept = get_file(file)
    mine = kept is not None and (kept.use, kept.put_by) == (
        actions.STAFF_LIST.name,
        actor_of(request).account,
    )
    if kept is None or not mine:
        raise Http404
    return kept


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


urlpatterns = [
    path("people/staff-list/", staff_list, name="staff_list"),
    path("people/staff-list/template/", template, name="staff_list_template"),
    path("people/staff-list/<int:file>/", review, name="staff_list_review"),
    path("people/staff-list/<int:file>/errors/", errors, name="staff_list_errors"),
]
uploads = [path("uploads/staff-lists/", upload, name="staff_list_upload")]
