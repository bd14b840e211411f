"""Handing in: documents with their files, kept as a draft at every step, handed in once however often one presses.

The form goes to the upload process, which keeps files and words before anything is checked, and leads back here.
"""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.documents.queries import list_issued
from lienthong.domain.plans import actions
from lienthong.domain.plans.errors import EvidenceSecret, NotNow
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Verb
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.deed import come_late
from lienthong.web.desk.plans.duty import products_of, why
from lienthong.web.desk.plans.from_register import take
from lienthong.web.desk.plans.page import DutyPage, duty_page, number_in, tag_of
from lienthong.web.desk.plans.paperwork import (
    MOST,
    Content,
    blank,
    document_of,
    empty,
    files_in,
    show,
    typed,
)
from lienthong.web.entrance.access import requires


@requires(Permission.SUBMIT)
def hand_in(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.SUBMITTED)
    if not page.is_open(Verb.SUBMITTED):
        return redirect(page.url)
    draft = get_draft(duty, page.desk.by.account)
    content = draft.content if draft else empty(page.desk, page.row)
    shown = list(show(page.row, page.desk.by, content, is_checked="check" in request.GET))
    is_returned = page.row.state == "RETURNED"
    context = {
        "page": page,
        "row": page.row,
        "tag": tag_of(page.row.status),
        "sum": why(page),
        "products": products_of(page.row),
        "documents": shown,
        "form": next((one.form for one in shown if one.form.errors), None),
        "note": content["note"],
        "draft": draft,
        "returned": page.last(Verb.RETURNED, Verb.REOPENED) if is_returned else None,
        "replaced": page.papers() if is_returned else [],
        "action": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:evidence_upload", args=[duty]),
        "may_add": len(shown) < MOST,
        "issued": list_issued(page.desk.by.agency) if "register" in request.GET else None,
        "crumbs": page.crumbs(_("Hand in")),
    }
    answer = render(request, "desk/plans/hand_in.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.SUBMIT)
def upload(request: HttpRequest, duty: int) -> HttpResponse:
    """Called in the upload process when the whole form is here: everything is kept first, then done what was wished."""
    page = duty_page(request, duty, Verb.SUBMITTED)
    wish = request.POST.get("do", "keep")
    if not page.is_open(Verb.SUBMITTED):
        return _come_late(request, page)
    if wish == "drop":
        actions.drop_draft(obligation=duty, by=page.desk.by, at=clock.now())
        messages.success(request, _("The draft and its files are gone."))
        return redirect(page.url)
    content, was_secret = typed(request, page.desk, page.row)
    place = take(request, page, content) if wish == "register" else _change(page, content, wish)
    try:
        _keep(request, page, content, was_secret=was_secret)
        if wish == "send" and not was_secret:
            return _send(request, page, content)
    except NotNow:
        actions.discard_evidence(files=files_in(content), by=page.desk.by, at=clock.now())
        return _come_late(request, page)
    if wish != "send":
        _say_faults(request, content)
    return redirect(reverse("desk:hand_in", args=[duty]) + place)


@require_POST
@requires(Permission.SUBMIT)
def keep(request: HttpRequest, duty: int) -> HttpResponse:
    """Called by the page itself while somebody types; files wait for a button."""
    page = duty_page(request, duty, Verb.SUBMITTED)
    content, was_secret = typed(request, page.desk, page.row)
    draft = get_draft(duty, page.desk.by.account)
    is_newest = draft is None or was_secret or _is_of(draft.content, content)
    if page.is_open(Verb.SUBMITTED) and is_newest:
        with suppress(NotNow):  # handed in while these words were on their way: nothing is left to keep
            _keep(request, page, content, was_secret=was_secret)
        draft = get_draft(duty, page.desk.by.account)
    context = {"draft": draft, "notes": [str(one) for one in messages.get_messages(request)]}
    return render(request, "desk/plans/hand_in.html#kept", context)


def _is_of(kept: Content, typed: Content) -> bool:
    """False for words that were on their way while a button added or took documents or files: the button counts."""
    return [one["files"] for one in kept["documents"]] == [one["files"] for one in typed["documents"]]


def _change(page: DutyPage, content: Content, wish: str) -> str:
    """Adds a document, or leaves a document or one of its files out; returns the place on the page to go on at."""
    documents = content["documents"]
    verb, _dash, rest = wish.partition("-")
    place, _dash, file = rest.partition("-")
    number = number_in(place)
    if verb == "add" and len(documents) < MOST:
        documents.append(blank(page.desk, page.row))
        return f"#document-{len(documents)}"
    if number is None or number >= len(documents):
        return ""
    if verb == "remove":
        del documents[number]
        content["documents"] = documents or [blank(page.desk, page.row)]
    elif verb == "without":
        left = number_in(file)
        documents[number]["files"] = [one for one in documents[number]["files"] if one != left]
    return f"#document-{min(number + 1, len(content['documents']))}"


def _keep(request: HttpRequest, page: DutyPage, content: Content, *, was_secret: bool) -> None:
    """Keeps the form; files that were in it before and are not any more go out of the store. Raises NotNow."""
    by, at, duty = page.desk.by, clock.now(), page.row.id
    before = get_draft(duty, by.account)
    actions.keep_draft(obligation=duty, content=content, by=by, at=at)
    if before:
        actions.discard_evidence(files=files_in(before.content) - files_in(content), by=by, at=at)
    if was_secret:
        messages.error(request, str(EvidenceSecret()))


def _say_faults(request: HttpRequest, content: Content) -> None:
    for document in content["documents"]:
        for fault in document.get("faults", ()):
            messages.error(request, fault)


def _send(request: HttpRequest, page: DutyPage, content: Content) -> HttpResponse:
    """Raises NotNow."""
    again = redirect(reverse("desk:hand_in", args=[page.row.id]) + "?check=1")
    shown = list(show(page.row, page.desk.by, content, is_checked=True))
    if not all(one.form.is_valid() for one in shown):
        return again
    try:
        actions.submit(
            obligation=page.row.id,
            documents=[document_of(one.form) for one in shown],
            note=content["note"],
            by=page.desk.by,
            at=clock.now(),
        )
    except NotNow:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return again
    messages.success(request, _done())
    return redirect(page.url)


def _come_late(request: HttpRequest, page: DutyPage) -> HttpResponse:
    """The quicker of two presses has handed it in already: the other finds what it made."""
    actions.drop_draft(obligation=page.row.id, by=page.desk.by, at=clock.now())
    return come_late(request, page, Verb.SUBMITTED, _done())


def _done() -> str:
    return _("It is handed in. You need not do anything now; you are told what comes of it.")


urlpatterns = [
    path("<int:duty>/hand-in/", hand_in, name="hand_in"),
    path("<int:duty>/hand-in/keep/", keep, name="keep_draft"),
]
uploads = [path("uploads/evidence/<int:duty>/", upload, name="evidence_upload")]
