"""Writing a document: what it is, what it says, who signs it. Each save is a version, set on paper at once."""

from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.cases.actions import draft_document
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries import CaseRow, Purpose, about_of, get_case
from lienthong.domain.correspondence.actions import reply
from lienthong.domain.correspondence.queries import IncomingRow
from lienthong.domain.correspondence.queries import Verb as IncomingVerb
from lienthong.domain.correspondence.queries import about_of as about_incoming
from lienthong.domain.documents import actions, errors
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission, can_see
from lienthong.domain.documents.queries import (
    KINDS,
    NUMBERED,
    Content,
    DocumentRow,
    Kind,
    Mending,
    Parts,
    Urgency,
    Verb,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.rules import MB
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.correspondence.page import incoming_page
from lienthong.web.desk.documents.page import Desk, DocumentPage, come_late, desk_of, document_page
from lienthong.web.desk.hats import key_of, urgencies
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

FIELDS: Final[dict[type[Refusal], str]] = {
    errors.SubjectMissing: "subject",
    errors.UnitMissing: "unit",
    errors.AddresseeMissing: "addressees",
    errors.BodyMissing: "body",
    errors.RecipientsMissing: "recipients",
    errors.SignatoryUnfit: "signer",
    errors.ReplacedByItsKind: "kind",
    errors.CorrectionIsLetter: "kind",
}
"""Which field a refusal speaks of."""


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": str(rows)})


class DocumentForm(forms.Form):
    """``desk`` says who may sign there."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("document", "Kind of document"),
        choices=[(kind.value, row.name) for kind, row in KINDS.items()],
        initial=Kind.LETTER.value,
        widget=forms.Select({"lang": "vi"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Sign of the drafting unit"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Of a letter only, for example CCHC."),
        widget=forms.TextInput({"size": "10", "autocomplete": "off"}),
    )
    subject = forms.CharField(
        label=pgettext_lazy("document", "What it is about"),
        max_length=500,
        help_text=gettext_lazy("One sentence, as it stands under the number or the kind."),
        widget=_lines(2),
    )
    addressees = forms.CharField(
        label=gettext_lazy("Addressed to"),
        max_length=2_000,
        required=False,
        help_text=gettext_lazy("One a line; of a letter, submission, telegram or invitation."),
        widget=_lines(2),
    )
    bases = forms.CharField(
        label=gettext_lazy("Legal bases"),
        max_length=4_000,
        required=False,
        help_text=gettext_lazy("One a line, as they are to stand on the paper: “Căn cứ Luật …;”"),
        widget=_lines(3),
    )
    body = forms.CharField(
        label=pgettext_lazy("document", "Content"),
        max_length=60_000,
        help_text=gettext_lazy(
            "A paragraph a line. “I. …” becomes a heading; a decision begins with “Điều 1. …”."
        ),
        widget=_lines(14),
    )
    recipients = forms.CharField(
        label=gettext_lazy("Recipients"),
        max_length=3_000,
        help_text=gettext_lazy("One a line; last what is kept, for example “Lưu: VT, CCHC”."),
        widget=_lines(4),
    )
    signer = forms.ChoiceField(
        label=gettext_lazy("Who signs"),
        help_text=gettext_lazy("The head, and who has a mandate in force today."),
    )
    urgency = urgencies()

    def __init__(self, desk: Desk, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self.data.get("kind") or self.initial.get("kind") or Kind.LETTER.value
        known = Kind(kind) if kind in set(Kind) else Kind.LETTER
        found = documents.list_signatories(desk.by.agency, known, desk.day)
        self.fields["signer"].choices = [(one.account, f"{one.name} ({one.block})") for one in found]  # type: ignore[attr-defined]

    def content(self) -> Content:
        given = dict(self.cleaned_data)
        return Content(**given | {"kind": Kind(given["kind"]), "urgency": Urgency(given["urgency"])})


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The incoming document that a new one answers, where somebody came from there."""

    row: IncomingRow

    @property
    def url(self) -> str:
        return reverse("desk:incoming_one", args=[self.row.id])

    @property
    def told(self) -> str:
        return _("Reply to %(title)s of %(sender)s.") % {"title": self.row.title, "sender": self.row.sender}

    def initial(self) -> dict[str, str]:
        subject = f"trả lời {self.row.kind_name} số {self.row.symbol} của {self.row.sender}"
        return {
            "subject": subject[:500],
            "addressees": self.row.sender,
            "recipients": "Như trên\nLưu: VT",
            "bases": "",
        }

    def begun(self) -> list[DocumentRow]:
        return documents.list_about([about_incoming(self.row.id)])

    def draft(self, key: UUID, content: Content, desk: Desk) -> int:
        return reply(incoming=self.row.id, key=key, content=content, by=desk.by, at=clock.now())


_FILES_STAY: Final = gettext_lazy(
    "The files that went with it do not come along: attach those that still hold, once the page is set."
)


@dataclass(frozen=True, slots=True)
class Mends:
    """The issued document that a new one replaces or corrects."""

    row: DocumentRow
    mending: Mending

    @property
    def url(self) -> str:
        return reverse("desk:document", args=[self.row.id])

    @property
    def told(self) -> str:
        words = {
            Mending.REPLACES: _("It replaces %(title)s, whose content is wrong."),
            Mending.CORRECTS: _("It corrects the form of %(title)s."),
        }
        told = words[self.mending] % {"title": self.row.title}
        return f"{told} {_FILES_STAY}" if self.row.attached and self.mending is Mending.REPLACES else told

    def initial(self) -> dict[str, str]:
        row = self.row
        content = documents.get_version(row.id, row.version).content
        if self.mending is Mending.REPLACES:
            return content.told()
        return {
            "kind": Kind.LETTER.value,
            "unit": content.unit,
            "subject": f"đính chính {row.title} ngày {row.dated:%d/%m/%Y}",
            "addressees": content.addressees or row.recipients.replace("; ", "\n"),
            "recipients": content.recipients,
            "signer": content.signer,
        }

    def begun(self) -> list[DocumentRow]:
        return [row for _mending, row in documents.list_mending(self.row.id)]

    def draft(self, key: UUID, content: Content, desk: Desk) -> int:
        return actions.mend(
            document=self.row.id, mending=self.mending, key=key, content=content, by=desk.by, at=clock.now()
        )


type Origin = OfCase | ReplyTo | Mends


@dataclass(frozen=True, slots=True)
class OfCase:
    """What a new document is for, where somebody came from a case."""

    row: CaseRow
    purpose: Purpose

    @property
    def url(self) -> str:
        return reverse("desk:case", args=[self.row.id])

    @property
    def told(self) -> str:
        return _("For the case %(number)s.") % {"number": self.row.number}

    def begun(self) -> list[DocumentRow]:
        return documents.list_about([about_of(self.row.id, purpose) for purpose in Purpose])

    def draft(self, key: UUID, content: Content, desk: Desk) -> int:
        return draft_document(
            case=self.row.id, purpose=self.purpose, key=key, content=content, by=desk.by, at=clock.now()
        )

    def initial(self) -> dict[str, str]:
        row = self.row
        subject = {
            Purpose.RESULT: f"kết quả giải quyết hồ sơ {row.number}: {row.title}",
            Purpose.APOLOGY: f"xin lỗi và hẹn lại ngày trả kết quả hồ sơ {row.number}",
        }[self.purpose]
        people = f"Như trên\nLưu: VT, hồ sơ {row.number}"
        return {"subject": subject[:500], "addressees": row.applicant_name, "recipients": people}


@requires(Permission.DRAFT)
def new(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not desk.may_draft:
        raise Http404
    origin = _of_case(request, desk) or _reply_to(request) or _mends(request, desk)
    form, key = _empty(request, desk, origin), key_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = _draft(key, form.content(), origin, desk)
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
        else:
            messages.success(request, _("Drafted. Read the page as it is set, then submit it."))
            return redirect("desk:document", document=made)
    return _page(request, form, key, origin, desk)


def _page(
    request: HttpRequest,
    form: DocumentForm,
    key: UUID,
    origin: Origin | None,
    desk: Desk,
    *,
    fault: str = "",
    taken: actions.Taken | None = None,
) -> HttpResponse:
    title = _("Write a document")
    back = origin.url if origin else reverse("desk:documents")
    context = {
        "form": form,
        "title": title,
        "key": key,
        "told": origin.told if origin else "",
        "begun": _begun(origin, desk) if origin else [],
        "fault": fault,
        "taken": taken,
        "word": actions.WORD,
        "megabytes": actions.WORD.max_bytes // MB,
        "take": _upload_url(request),
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(title)],
        "back": back,
    }
    answer = render(request, "desk/documents/writing.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.DRAFT)
def take(request: HttpRequest) -> HttpResponse:
    """Called in the upload process: the words of a Word file join what was typed, which stays as it is. The page stands
    there then, so that what is written comes here too.
    """
    if "take" not in request.POST:
        return new(request)
    desk = desk_of(request)
    if not desk.may_draft:
        raise Http404
    origin = _of_case(request, desk) or _reply_to(request) or _mends(request, desk)
    sent = request.FILES.get("word")
    typed = {name: request.POST.get(name, "") for name in DocumentForm.base_fields}
    form = DocumentForm(desk, initial=typed)
    if sent is None:
        return _page(
            request, form, key_of(request), origin, desk, fault=_("Choose the Word file first (.docx).")
        )
    try:
        taken = actions.take_word(
            content=cast(BinaryIO, sent), name=sent.name or "", by=desk.by, at=clock.now()
        )
    except errors.SecretDocument as refusal:
        return _page(request, DocumentForm(desk), uuid4(), origin, desk, fault=str(refusal))
    except Refusal as refusal:
        return _page(request, form, key_of(request), origin, desk, fault=f"{sent.name}: {refusal}")
    form = DocumentForm(desk, initial=_joined(typed, taken.parts))
    return _page(request, form, key_of(request), origin, desk, taken=taken)


def _upload_url(request: HttpRequest) -> str:
    """With what the document is for."""
    asked = request.GET.urlencode()
    return settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:word_upload") + (f"?{asked}" if asked else "")


def _joined(typed: dict[str, str], parts: Parts) -> dict[str, str]:
    """Words that were typed win over those of the file; of the content both stay, the typed first."""
    told = {"subject": parts.subject, "addressees": parts.addressees, "bases": parts.bases}
    told["recipients"] = parts.recipients
    made = typed | {name: words for name, words in told.items() if words and not typed[name].strip()}
    made["body"] = "\n".join(part for part in (typed["body"].strip(), parts.body) if part)
    return made | ({"kind": parts.kind.value} if parts.kind else {})


def _draft(key: UUID, content: Content, origin: Origin | None, desk: Desk) -> int:
    if origin is None:
        return actions.draft(draft=actions.Draft(key, content), by=desk.by, at=clock.now())
    return origin.draft(key, content, desk)


def _empty(request: HttpRequest, desk: Desk, origin: Origin | None) -> DocumentForm:
    if request.method == "POST":
        return DocumentForm(desk, request.POST)
    return DocumentForm(desk, initial=origin.initial() if origin else {})


def _begun(origin: Origin, desk: Desk) -> list[DocumentRow]:
    """Documents for the same, of those that this person sees."""
    return [
        row
        for row in origin.begun()
        if can_see(desk.by, agency=row.agency, people=row.people, is_issued=row.state in NUMBERED)
    ]


def _reply_to(request: HttpRequest) -> ReplyTo | None:
    """From the address. Raises Http404 for what is not this person's to answer."""
    if "incoming" not in request.GET:
        return None
    incoming = number_in(request.GET["incoming"])
    if incoming is None:
        raise Http404
    return ReplyTo(incoming_page(request, incoming, IncomingVerb.REPLYING).row)


def _mends(request: HttpRequest, desk: Desk) -> Mends | None:
    """From the address. Raises Http404 for what this agency did not issue."""
    mending = next((one for one in Mending if one.value in request.GET), None)
    if mending is None:
        return None
    row = documents.get_issued(number_in(request.GET[mending.value]) or 0, desk.by.agency)
    if row is None:
        raise Http404
    return Mends(row, mending)


def _of_case(request: HttpRequest, desk: Desk) -> OfCase | None:
    """From the address. Raises Http404 for a case that is none of one's business."""
    if "case" not in request.GET:
        return None
    case, purpose = number_in(request.GET["case"]), request.GET.get("purpose", "")
    if case is None or purpose not in set(Purpose):
        raise Http404
    try:
        return OfCase(get_case(case, by=desk.by, now=desk.now), Purpose(purpose))
    except CaseNotFound as absent:
        raise Http404 from absent


@requires(Permission.DRAFT)
def write(request: HttpRequest, document: int) -> HttpResponse:
    page = document_page(request, document, Verb.WRITTEN)
    done = _("Kept as a version of its own.")
    if Verb.WRITTEN not in page.moves:
        return come_late(request, page, {Verb.WRITTEN}, done)
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                document=document,
                version=number_in(request.POST.get("version", "")) or 0,
                content=form.content(),
                by=page.desk.by,
                at=clock.now(),
            )
        except errors.NotNow:
            return come_late(request, page, {Verb.WRITTEN}, done)
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
        else:
            messages.success(request, done)
            return redirect(page.url)
    title = _("Go on writing")
    context = {
        "form": form,
        "title": title,
        "version": page.row.version,
        "returned": _returned(page),
        "crumbs": page.crumbs(title),
        "back": page.url,
    }
    return render(request, "desk/documents/writing.html", context)


def _form(request: HttpRequest, page: DocumentPage) -> DocumentForm:
    if request.method == "POST":
        return DocumentForm(page.desk, request.POST)
    return DocumentForm(page.desk, initial=page.version.content.told())


def _returned(page: DocumentPage) -> str:
    """Why it came back, while nothing was written since."""
    newest = page.last(Verb.RETURNED, Verb.WRITTEN, Verb.SUBMITTED)
    return str(newest.data["reason"]) if newest and newest.verb is Verb.RETURNED else ""


urlpatterns = [
    path("new/", new, name="document_new"),
    path("<int:document>/write/", write, name="document_write"),
]
uploads = [path("uploads/documents/word/", take, name="word_upload")]
