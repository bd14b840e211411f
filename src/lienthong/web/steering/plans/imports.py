"""Reading a plan from a file: choose it, see how it was read beside its own words, take it into review.

The file goes to the upload process, which keeps it and leads back here; nothing is a plan before that.
"""

from collections import OrderedDict
from datetime import date
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import SOURCE_USE, Decision, accept_import, amend_import, receive_source
from lienthong.domain.plans.errors import DocumentUnknown, NotAPlan, PlanAlreadyImported, VersionUnderReview
from lienthong.domain.plans.exchange import PlanReading, read_known
from lienthong.domain.plans.exchange.preview import Preview, preview_cautions, preview_tasks
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.spine.files.rules import MB
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.drafts import import_steps
from lienthong.web.steering.plans.reading import codes_of, show_warning, shown
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link

PAGE = 40
READINGS = 4
"""How many readings a page worker remembers; one of 4,000 tasks takes some 20 MB."""

_READINGS: OrderedDict[tuple[str, str, str, date], PlanReading] = OrderedDict()


@requires(Permission.IMPORT)
def choose(request: HttpRequest) -> HttpResponse:
    context = {
        "action": settings.LIENTHONG_STREAM_ORIGIN + reverse("steering:plan_upload"),
        "endings": SOURCE_USE.endings,
        "megabytes": SOURCE_USE.max_bytes // MB,
        "crumbs": _crumbs(),
        "steps": import_steps(0),
    }
    answer = render(request, "steering/plans/imports/choose.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the plan's file first."))
        return redirect("steering:plan_import")
    try:
        kept = receive_source(
            content=cast(BinaryIO, file),
            name=file.name or "",
            agency=_agency(),
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
        return redirect("steering:plan_import")
    return redirect("steering:plan_import_review", file=kept.id)


@requires(Permission.IMPORT)
def review(request: HttpRequest, file: int) -> HttpResponse:
    kept = _kept(request, file)
    imported = plans.find_import(kept.digest)
    if request.method == "POST":
        return redirect(_place(imported)) if imported else _accept(request, kept)
    return _show(request, kept, imported)


def _accept(request: HttpRequest, kept: FileRow) -> HttpResponse:
    """Pressed twice at once, the second press finds what the first one made."""
    slug: str | None
    try:
        slug = _keep(request, kept)
    except Refusal as refusal:
        twice = isinstance(refusal, PlanAlreadyImported | VersionUnderReview)
        slug = plans.find_import(kept.digest) if twice else None
        if slug is None:
            return _show(request, kept, None, refusal=refusal)
    return redirect(_place(slug))


def _keep(request: HttpRequest, kept: FileRow) -> str:
    """A plan of its own, or the amendment of one; returns the plan's address. Raises a refusal."""
    reading, by, at = read_once(kept), actor_of(request), clock.now()
    amended = _amended(request, kept)
    if amended is None:
        return accept_import(
            reading=reading,
            agency=kept.agency,
            source_name=kept.name,
            source_digest=kept.digest,
            source_file=kept.id,
            by=by,
            at=at,
        )
    if reading.document.issued_on is None:
        raise DocumentUnknown(missing="issued_on")
    amend_import(
        plan=amended.id,
        decision=Decision(reading.document.number or "", reading.document.issued_on),
        reading=reading,
        source_name=kept.name,
        source_digest=kept.digest,
        source_file=kept.id,
        by=by,
        at=at,
    )
    return amended.slug


def _amended(request: HttpRequest, kept: FileRow) -> plans.PlanRow | None:
    chosen = request.POST.get("amends", "")
    return next((row for row in _amendable(kept) if row.slug == chosen), None)


def _amendable(kept: FileRow) -> list[plans.PlanRow]:
    """Plans in force of the agency the file is for."""
    return [row for row in plans.list_plans(as_of=clock.today()) if row.agency == kept.agency][:20]


def _place(slug: str) -> str:
    """Where a plan is: under review while it has a draft, else its own page."""
    is_draft = any(row.slug == slug for row in plans.list_drafts())
    return reverse("steering:plan_review" if is_draft else "steering:plan", args=(slug,))


def _show(
    request: HttpRequest, kept: FileRow, imported: str | None, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "file": kept,
        "crumbs": _crumbs(kept),
        "steps": import_steps(4 if imported else 2),
        "imported": _place(imported) if imported else "",
        "amendable": [] if imported else _amendable(kept),
        "refusal": refusal,
    }
    try:
        context |= _reading(request, read_once(kept))
    except NotAPlan as absent:
        context |= {"refusal": absent, "steps": import_steps(1)}
    return render(request, "steering/plans/imports/review.html", context, status=409 if refusal else 200)


def _reading(request: HttpRequest, reading: PlanReading) -> dict[str, Any]:
    tasks = preview_tasks(reading)
    doubtful = Paginator([task for task in tasks if task.cautions], PAGE).get_page(request.GET.get("page"))
    cautions = preview_cautions(reading)
    return {
        "document": reading.document,
        "counts": {
            "areas": len(reading.areas),
            "tasks": len(tasks),
            "deadlines": sum(len(task.task.deadlines) for task in tasks),
            "citations": len(reading.citations),
            "cautions": len(cautions) + sum(len(task.cautions) for task in tasks),
        },
        "cautions": [show_warning(one) for one in cautions],
        "rows": _rows(reading, list(doubtful.object_list)),
        "ways": paging(request, doubtful),
    }


def _rows(reading: PlanReading, previews: list[Preview]) -> list[dict[str, Any]]:
    day = reading.document.issued_on or clock.today()
    names = organisations.get_names(codes_of(one.task for one in previews), day)
    names |= {group.code: group.name for group in organisations.list_groups()}
    return [
        {
            "task": shown(one.task, names),
            "source": one.source,
            "warnings": [show_warning(caution) for caution in one.cautions],
        }
        for one in previews
    ]


def read_once(kept: FileRow) -> PlanReading:
    """The reading of a file, kept by its digest and the day: looking at it again does not read it again.

    Raises NotAPlan.
    """
    key = (kept.digest, kept.name, kept.agency, clock.today())
    if key not in _READINGS:
        with open_content(kept) as content:
            reading = read_known(kept.name, content.read(), province=kept.agency, today=clock.today())
        while len(_READINGS) >= READINGS:
            _READINGS.popitem(last=False)
        _READINGS[key] = reading
    return _READINGS[key]


def _kept(request: HttpRequest, file: int) -> FileRow:
    """Only a file that was sent as a plan, for an agency where this person may import."""
    kept = get_file(file)
    if (
        kept is None
        or kept.use != SOURCE_USE.name
        or not actor_of(request).may(Permission.IMPORT, kept.agency)
    ):
        raise Http404
    return kept


def _agency() -> str:
    code: str = settings.LIENTHONG_PROVINCE
    return code


def _crumbs(kept: FileRow | None = None) -> list[Link]:
    trail = [Link(_("Plans"), reverse("steering:plans")), Link(_("Import a plan from a document"))]
    if kept is None:
        return trail
    return [trail[0], Link(trail[1].label, reverse("steering:plan_import")), Link(kept.name)]


urlpatterns = [
    path("imports/", choose, name="plan_import"),
    path("imports/<int:file>/", review, name="plan_import_review"),
]
uploads = [path("uploads/plans/", upload, name="plan_upload")]
