"""Handing in: documents with their files, kept as a draft at every step, handed in once however often one presses.

The form goes to the upload process, which keeps files and words before anything is checked, and leads back here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import EVIDENCE_USE, Document
from lienthong.domain.plans.errors import EvidenceSecret, NotNow
from lienthong.domain.plans.permissions import Permission, can_submit
from lienthong.domain.plans.queries import HappeningRow, ObligationRow, Verb
from lienthong.domain.plans.queries.owed import Degree, get_draft, is_secret
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file
from lienthong.spine.files.rules import MB
from lienthong.web.desk.plans.duty import last_return, show_paper, story_of
from lienthong.web.desk.plans.page import OWN, DutyPage, duty_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField

MOST: Final = 12
WORDS: Final = ("number", "issued_on", "issuer", "abstract", "degree")
DEGREES: Final = (
    (Degree.OPEN, pgettext_lazy("degree", "Not secret")),
    (Degree.CONFIDENTIAL, pgettext_lazy("degree", "Mật")),
    (Degree.GRAVE, pgettext_lazy("degree", "Tối mật")),
    (Degree.UTMOST, pgettext_lazy("degree", "Tuyệt mật")),
)

type Content = dict[str, Any]
"""{"documents": [{"number", "issued_on", "issuer", "abstract", "degree", "outputs", "file", "fault"}], "note"}"""


class DocumentForm(forms.Form):
    """One document. ``left`` are the products still owed, as (place, words)."""

    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=60,
        help_text=gettext_lazy("As on the document, for example 187/BC-SKHCN."),
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    issued_on = DayField(
        label=gettext_lazy("Day of the document"),
        help_text=gettext_lazy("As 2/3/2026, 02-03-2026 or 02032026."),
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=200)
    abstract = forms.CharField(
        label=gettext_lazy("What it is about"), max_length=1_000, widget=forms.Textarea({"rows": "2"})
    )
    degree = forms.ChoiceField(
        label=gettext_lazy("Secrecy"),
        choices=DEGREES,
        required=False,
        help_text=gettext_lazy(
            "Secret documents may not come in here, neither their files nor their abstracts."
        ),
    )
    outputs = forms.MultipleChoiceField(
        label=gettext_lazy("Which product it is"), widget=forms.CheckboxSelectMultiple
    )
    file = forms.IntegerField(required=False, widget=forms.HiddenInput)
    upload = forms.FileField(label=gettext_lazy("File"), required=False)

    def __init__(self, left: Sequence[tuple[int, str]], fault: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fault = fault
        self.fields["upload"].help_text = _("%(endings)s, at most %(size)s MB.") % {
            "endings": EVIDENCE_USE.endings,
            "size": EVIDENCE_USE.max_bytes // MB,
        }
        self.fields["upload"].widget.attrs["accept"] = EVIDENCE_USE.endings
        if len(left) < 2:
            del self.fields["outputs"]
        else:
            self.fields["outputs"].choices = left  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file"):
            self.add_error("upload", self.fault or _("Choose the file of this document."))
        return given


@dataclass(frozen=True, slots=True)
class Shown:
    """One document of the form, with its kept file."""

    place: int
    form: DocumentForm
    file: FileRow | None


@requires(Permission.SUBMIT)
def hand_in(request: HttpRequest, duty: int) -> HttpResponse:
    page = _own(request, duty)
    if page.row.state not in OWN:
        return redirect(page.url)
    draft = get_draft(duty, page.desk.by.account)
    content = draft.content if draft else _empty(page)
    shown = list(_shown(page, content, is_checked="check" in request.GET))
    happenings = story_of(page.row, page.desk.day)
    context = {
        "page": page,
        "row": page.row,
        "documents": shown,
        "form": next((one.form for one in shown if one.form.errors), None),
        "note": content["note"],
        "draft": draft,
        "returned": last_return(happenings) if page.row.state == "RETURNED" else None,
        "replaced": _replaced(page.row, happenings),
        "action": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:evidence_upload", args=[duty]),
        "may_add": len(shown) < MOST,
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
    page = _own(request, duty)
    if page.row.state not in OWN:  # pressed twice: the first press handed it in
        actions.drop_draft(obligation=duty, by=page.desk.by)
        return redirect(page.url)
    content = _typed(request, page)
    wish = request.POST.get("do", "keep")
    if wish == "add" and len(content["documents"]) < MOST:
        content["documents"].append(_blank(page))
    elif wish.startswith("remove-"):
        _remove(page, content, wish.removeprefix("remove-"))
    _keep(page, content)
    if wish == "send" and not content.get("was_secret"):
        return _send(request, page, content)
    place = f"#document-{len(content['documents'])}" if wish == "add" else ""
    return redirect(reverse("desk:hand_in", args=[duty]) + place)


@require_POST
@requires(Permission.SUBMIT)
def keep(request: HttpRequest, duty: int) -> HttpResponse:
    """Called by the page itself while somebody types; files wait for a button."""
    page = _own(request, duty)
    if page.row.state in OWN:
        _keep(page, _typed(request, page))
    context = {"kept_at": clock.now(), "notes": [str(one) for one in messages.get_messages(request)]}
    return render(request, "desk/plans/hand_in.html#kept", context)


def _own(request: HttpRequest, duty: int) -> DutyPage:
    """Raises Http404 for a duty of another agency and for a past day."""
    page = duty_page(request, duty)
    if not can_submit(page.desk.by, page.row.agency) or not page.desk.may_change:
        raise Http404
    return page


def _typed(request: HttpRequest, page: DutyPage) -> Content:
    """The form as it was sent, files received; of a secret document nothing is taken."""
    given = request.POST.get("count", "")
    count = min(int(given), MOST) if given.isdigit() else 1
    documents, was_secret = [], False
    for place in range(max(count, 1)):
        words = {name: request.POST.get(f"d{place}-{name}", "")[:1_000] for name in WORDS}
        if is_secret(words["number"], words["degree"]):
            documents.append(_blank(page))
            was_secret = True
        else:
            outputs = request.POST.getlist(f"d{place}-outputs")
            documents.append({**words, "outputs": outputs, **_file(request, page.desk.by, place)})
    if was_secret:
        messages.error(request, str(EvidenceSecret()))
    return {"documents": documents, "note": request.POST.get("note", "")[:2_000], "was_secret": was_secret}


def _file(request: HttpRequest, by: Actor, place: int) -> dict[str, Any]:
    """The file sent now, else the one kept before; ``fault`` says why the one sent now was refused."""
    before = request.POST.get(f"d{place}-file", "")
    kept = _kept(int(before) if before.isdigit() else 0, by)
    sent = request.FILES.get(f"d{place}-upload")
    if sent is None:
        return {"file": kept.id if kept else None, "fault": ""}
    try:
        row = actions.receive_evidence(
            content=cast(BinaryIO, sent), name=sent.name or "", by=by, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, f"{sent.name}: {refusal}")
        return {"file": kept.id if kept else None, "fault": f"{sent.name}: {refusal}"}
    return {"file": row.id, "fault": ""}


def _kept(file: int, by: Actor) -> FileRow | None:
    """Only a file that this person sent as evidence."""
    row = get_file(file) if file else None
    return row if row and row.use == EVIDENCE_USE.name and row.put_by == by.account else None


def _keep(page: DutyPage, content: Content) -> None:
    kept = {name: content[name] for name in ("documents", "note")}
    actions.keep_draft(obligation=page.row.id, content=kept, by=page.desk.by, at=clock.now())


def _send(request: HttpRequest, page: DutyPage, content: Content) -> HttpResponse:
    again = redirect(reverse("desk:hand_in", args=[page.row.id]) + "?check=1")
    shown = list(_shown(page, content, is_checked=True))
    if not all(one.form.is_valid() for one in shown):
        return again
    try:
        actions.submit(
            obligation=page.row.id,
            documents=[_document(one.form) for one in shown],
            note=content["note"],
            by=page.desk.by,
            at=clock.now(),
        )
    except NotNow as refusal:
        return _pressed_twice(request, page, refusal)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return again
    messages.success(
        request, _("It is handed in. You need not do anything now; you are told what comes of it.")
    )
    return redirect(page.url)


def _pressed_twice(request: HttpRequest, page: DutyPage, refusal: NotNow) -> HttpResponse:
    """The quicker of two presses has handed it in already: the other finds what it made."""
    actions.drop_draft(obligation=page.row.id, by=page.desk.by)
    now = plans.get_obligation(page.row.id, as_of=page.desk.day)
    if now.state != "SUBMITTED":
        messages.error(request, str(refusal))
    return redirect(page.url)


def _document(form: DocumentForm) -> Document:
    given = form.cleaned_data
    return Document(
        number=given["number"],
        issued_on=given["issued_on"],
        issuer=given["issuer"],
        abstract=given["abstract"],
        file=given["file"],
        outputs=tuple(int(place) for place in given.get("outputs", ())),
    )


def _shown(page: DutyPage, content: Content, *, is_checked: bool) -> Iterator[Shown]:
    left = _left(page.row)
    for place, document in enumerate(content["documents"]):
        prefix, fault = f"d{place}", document.get("fault", "")
        kept = _kept(document.get("file") or 0, page.desk.by)
        values = {**document, "file": kept.id if kept else None}
        flat = {f"{prefix}-{name}": value for name, value in values.items()}
        form = (
            DocumentForm(left, fault, flat, prefix=prefix)
            if is_checked
            else DocumentForm(left, fault, initial=values, prefix=prefix)
        )
        yield Shown(place, form, kept)


def _left(row: ObligationRow) -> list[tuple[int, str]]:
    """Products that no accepted document meets yet."""
    return [(place, words) for place, words in enumerate(row.outputs) if place not in row.met]


def _empty(page: DutyPage) -> Content:
    return {"documents": [_blank(page)], "note": ""}


def _blank(page: DutyPage) -> dict[str, Any]:
    issuer = page.desk.agency_names([page.row.agency]).get(page.row.agency, "")
    return {"number": "", "issued_on": "", "issuer": issuer, "abstract": "", "degree": "", "outputs": []}


def _remove(page: DutyPage, content: Content, place: str) -> None:
    if place.isdigit() and int(place) < len(content["documents"]):
        del content["documents"][int(place)]
    content["documents"] = content["documents"] or [_blank(page)]


def _replaced(row: ObligationRow, happenings: Sequence[HappeningRow]) -> list[Any]:
    """What was handed in before and is to be replaced."""
    if row.state != "RETURNED":
        return []
    last = next((one for one in happenings if one.verb == Verb.SUBMITTED), None)
    return [show_paper(one) for one in last.evidence] if last else []


urlpatterns = [
    path("<int:duty>/hand-in/", hand_in, name="hand_in"),
    path("<int:duty>/hand-in/keep/", keep, name="keep_draft"),
]
uploads = [path("uploads/evidence/<int:duty>/", upload, name="evidence_upload")]
