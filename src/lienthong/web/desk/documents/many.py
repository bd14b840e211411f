"""Many at once, with one PIN or one confirmation at the device: the leader signs, the clerk numbers and seals.

First they are shown with their names; then each is done for itself, and the page says of each what became of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.errors import DocumentNotFound
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import DocumentRow, Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.holders import TokenKind
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.documents import device, telephone
from lienthong.web.desk.documents.page import Desk, desk_of
from lienthong.web.desk.documents.signing import PinForm, key_in_use
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class One:
    """A marked document in the version that was read. ``refusal`` only after it was tried."""

    row: DocumentRow
    version: int
    begin: str
    refusal: str = ""

    @property
    def mark(self) -> str:
        return f"{self.row.id}-{self.version}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What signing and sealing differ in: ``act`` with a PIN, ``ask`` on the telephone."""

    holder: holders.Holder
    act: Callable[[str], list[actions.Outcome]]
    ask: Callable[[UUID], UUID]
    title: str
    question: Callable[[int], str]
    hint: str
    done: Callable[[int], str]
    button: str
    word: str


@require_POST
@requires(Permission.FOLLOW)
def sign_many(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    found = _marked(request, desk, "document_sign_begin")
    ones = [one for one in found if one.version and one.row.signer == desk.by.account]
    read = [actions.Read(one.row.id, one.version) for one in ones]
    batch = Batch(
        holder=holders.account(desk.by.account),
        act=lambda pin: actions.sign_many(
            read=read, pin=pin, helpers=current_helpers(), by=desk.by, at=clock.now()
        ),
        ask=lambda key: actions.ask(
            key=key, read=read, helpers=current_helpers(), by=desk.by, at=clock.now()
        ),
        title=_("Sign many"),
        question=_question_of_signing,
        hint=_("Each is signed in the version that you have read; what changed since is refused."),
        done=_signed,
        button=_("Sign them"),
        word=_("Signed"),
    )
    return _many(request, batch, ones, _("Mark the documents that you have read."))


@require_POST
@requires(Permission.REGISTER)
def issue_many(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    ones = [
        one
        for one in _marked(request, desk, "document_issue_begin")
        if documents.is_theirs(one.row, Verb.NUMBERED, by=desk.by)
    ]
    given = [one.row.id for one in ones]
    batch = Batch(
        holder=holders.agency(desk.by.agency),
        act=lambda pin: actions.issue_many(
            documents=given, pin=pin, helpers=current_helpers(), by=desk.by, at=clock.now()
        ),
        ask=lambda key: actions.ask_seal(
            key=key, documents=given, helpers=current_helpers(), by=desk.by, at=clock.now()
        ),
        title=_("Number and seal many"),
        question=_question_of_sealing,
        hint=_("Numbers are given in this order. What is numbered and not sealed is sealed by asking again."),
        done=_issued,
        button=_("Number and seal them"),
        word=pgettext("document state", "Issued"),
    )
    return _many(request, batch, ones, _("Mark the documents that are to be numbered."))


def _many(request: HttpRequest, batch: Batch, ones: list[One], nothing: str) -> HttpResponse:
    if not ones:
        messages.error(request, nothing)
        return redirect("desk:documents")
    form, is_done, fault = PinForm(request.POST if "pin" in request.POST else None), False, ""
    if asked := telephone.key_asked(request):
        try:
            asked = batch.ask(asked)
        except Refusal as refusal:
            fault = str(refusal)
        else:
            return redirect("desk:document_telephone", asked)
    if "pin" in request.POST and form.is_valid():
        try:
            outcomes = {one.document: str(one.refusal or "") for one in batch.act(form.cleaned_data["pin"])}
        except Refusal as refusal:
            form.add_error("pin", str(refusal))
        else:
            is_done = True
            ones = [One(one.row, one.version, one.begin, outcomes[one.row.id]) for one in ones]
    key = key_in_use(batch.holder)
    context = {
        "batch": batch,
        "heading": batch.done(sum(not one.refusal for one in ones)) if is_done else batch.question(len(ones)),
        "form": form,
        "ones": ones,
        "is_done": is_done,
        "bridge": device.bridge() if key and key.kind is TokenKind.BRIDGE else "",
        "handle": key.handle if key else "",
        "telephone": uuid4() if key and key.kind is TokenKind.REMOTE else "",
        "fault": fault,
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(batch.title)],
    }
    return render(request, "desk/documents/many.html", context)


def _marked(request: HttpRequest, desk: Desk, begin: str) -> list[One]:
    """Those of the marked ones that this person sees, each once."""
    told = dict(map(_read, request.POST.getlist("document")[:_MOST]))
    return list(_found(told.items(), desk, begin))


def _found(told: Iterable[tuple[int, int]], desk: Desk, begin: str) -> Iterable[One]:
    for document, version in told:
        try:
            row = documents.get_document(document, by=desk.by)
        except DocumentNotFound:
            continue
        yield One(row, version, reverse(f"desk:{begin}", args=[document]))


def _read(text: str) -> tuple[int, int]:
    document, _dash, version = text.partition("-")
    return number_in(document) or 0, number_in(version) or 0


def _question_of_signing(count: int) -> str:
    return ngettext("Sign %(count)s document?", "Sign %(count)s documents?", count) % {"count": count}


def _signed(count: int) -> str:
    return ngettext("%(count)s document signed", "%(count)s documents signed", count) % {"count": count}


def _question_of_sealing(count: int) -> str:
    words = ngettext("Number and seal %(count)s document?", "Number and seal %(count)s documents?", count)
    return words % {"count": count}


def _issued(count: int) -> str:
    return ngettext("%(count)s document issued", "%(count)s documents issued", count) % {"count": count}


urlpatterns = [
    path("sign-many/", sign_many, name="documents_sign_many"),
    path("issue-many/", issue_many, name="documents_issue_many"),
]
