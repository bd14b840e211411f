"""Scans of a case: attached paper by paper, opened with every look noted, taken away with a reason."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases.permissions import Permission, can_scan
from lienthong.domain.cases.queries import ScanRow, list_scans
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import UnknownParty
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.rules import MB
from lienthong.web.desk.cases.page import CasePage, case_page, number_in
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download
from lienthong.web.ui.parts import Link


class RemoveForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is taken away"), max_length=300)


@dataclass(frozen=True, slots=True)
class OfPaper:
    """One paper of the list with its scans; ``place`` 0 for what the list does not name."""

    place: int
    name: str
    scans: list[tuple[ScanRow, str]]


def scans_of(page: CasePage) -> list[OfPaper]:
    """For each paper of the list, then for others."""
    found: dict[int, list[tuple[ScanRow, str]]] = {}
    for one in [] if page.is_only_asked else list_scans(page.row.id):
        found.setdefault(one.place, []).append((one, reverse("desk:scan", args=[page.row.id, one.id])))
    papers = enumerate((paper.name for paper in page.handling.papers), 1)
    return [OfPaper(place, name, found.get(place, [])) for place, name in [*papers, (0, _("Another paper"))]]


def may_scan(page: CasePage) -> bool:
    row = page.row
    is_open = row.ended_at is None and not row.is_erased
    return is_open and not page.is_only_asked and can_scan(page.desk.by, owner=row.owner, seat=row.seat)


@requires(Permission.FOLLOW)
def scans(request: HttpRequest, case: int) -> HttpResponse:
    page = _page(request, case)
    context = {
        "page": page,
        "papers": scans_of(page),
        "may_scan": may_scan(page),
        "upload_url": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:scan_upload", args=[case]),
        "use": actions.SCAN,
        "megabytes": actions.SCAN.max_bytes // MB,
        "at_once": settings.LIENTHONG_FORM_WITH_FILES_BYTES // MB,
        "crumbs": [*page.crumbs(), Link(_("Scans"))],
    }
    answer = render(request, "desk/cases/scans.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.RECEIVE, Permission.HANDLE)
def upload(request: HttpRequest, case: int) -> HttpResponse:
    """Called in the upload process when all files are here; each is told for itself."""
    page = _page(request, case)
    place, files = number_in(request.POST.get("place", "")), request.FILES.getlist("files")
    if not files or place is None:
        messages.error(request, _("Choose the paper and its scans first."))
        return redirect("desk:scans", case=case)
    kept = 0
    for file in files:
        try:
            actions.add_scan(
                case=case,
                place=place,
                content=cast(BinaryIO, file),
                name=file.name or "",
                by=page.desk.by,
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, f"{file.name}: {refusal}")
        else:
            kept += 1
    if kept:
        told = ngettext("%(count)s scan is attached.", "%(count)s scans are attached.", kept)
        messages.success(request, told % {"count": kept})
    return redirect("desk:scans", case=case)


@requires(Permission.FOLLOW)
def scan(request: HttpRequest, case: int, scan: int) -> HttpResponse:
    """Raises Http404 for somebody who may not read how the applicant is reached, which stands in these papers."""
    page = _page(request, case)
    found = next((one for one in list_scans(case) if one.id == scan), None)
    if found is None:
        raise Http404
    try:
        parties.read(
            party=page.row.applicant,
            parts=[parties.Part.CONTACTS],
            reason=found.name,
            by=page.desk.by,
            at=clock.now(),
        )
    except UnknownParty as unread:
        raise Http404 from unread
    return cast(HttpResponse, download(found.file, may_read=lambda row: row.use == actions.SCAN.name))


@require_POST
@requires(Permission.RECEIVE, Permission.HANDLE)
def remove(request: HttpRequest, case: int, scan: int) -> HttpResponse:
    page = _page(request, case)
    form = RemoveForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.remove_scan(case=case, scan=scan, reason=reason, by=page.desk.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The scan is taken away."))
    return redirect("desk:scans", case=case)


def _page(request: HttpRequest, case: int) -> CasePage:
    page = case_page(request, case)
    if page.is_only_asked:
        raise Http404
    return page


urlpatterns = [
    path("<int:case>/scans/", scans, name="scans"),
    path("<int:case>/scans/<int:scan>/", scan, name="scan"),
    path("<int:case>/scans/<int:scan>/remove/", remove, name="scan_remove"),
]
uploads = [path("uploads/cases/<int:case>/scans/", upload, name="scan_upload")]
