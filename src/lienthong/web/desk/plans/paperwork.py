"""The form that hands in: documents with their files, as somebody left it, typed it now, or sent it to be checked.

What was typed is kept whole before anything is checked; of a secret document nothing is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import actions
from lienthong.domain.plans.actions import EVIDENCE_USE, Document
from lienthong.domain.plans.errors import EvidenceFromTheFuture
from lienthong.domain.plans.queries import ObligationRow
from lienthong.domain.plans.queries.owed import Degree, is_secret, list_own_files
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB
from lienthong.web.desk.plans.page import Desk, number_in
from lienthong.web.ui.forms import DayField, FilesField, FilesInput
from lienthong.web.ui.words import write_day

MOST: Final = 12
MOST_FILES: Final = 6
WORDS: Final = ("number", "issued_on", "issuer", "abstract", "degree")
DEGREES: Final = (
    (Degree.OPEN, pgettext_lazy("degree", "Not secret")),
    (Degree.CONFIDENTIAL, pgettext_lazy("degree", "Confidential")),
    (Degree.GRAVE, pgettext_lazy("degree", "Secret")),
    (Degree.UTMOST, pgettext_lazy("degree", "Top secret")),
)

type Content = dict[str, Any]
"""{"documents": [{"number", "issued_on", "issuer", "abstract", "degree", "outputs", "files", "faults"}], "note"}"""


class DegreeField(forms.ChoiceField):
    """Its empty choice is an answer: not secret."""

    empty_values = (None,)


class DocumentForm(forms.Form):
    """One document. ``left`` are the products still owed, as (place, words); ``faults`` say why files were refused."""

    number = forms.CharField(
        label=pgettext_lazy("document", "Number"),
        max_length=60,
        help_text=gettext_lazy("As on the document, for example 123/BC-SNV."),
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    issued_on = DayField(
        label=pgettext_lazy("document", "Day of the document"),
        help_text=gettext_lazy("As 2/3/2026, 02-03-2026 or 02032026."),
    )
    issuer = forms.CharField(label=pgettext_lazy("document", "Issued by"), max_length=200)
    abstract = forms.CharField(
        label=pgettext_lazy("document", "What it is about"),
        max_length=1_000,
        widget=forms.Textarea({"rows": "2"}),
    )
    outputs = forms.MultipleChoiceField(
        label=gettext_lazy("Which product it is"), widget=forms.CheckboxSelectMultiple
    )
    degree = DegreeField(
        label=gettext_lazy("Secrecy"),
        choices=DEGREES,
        help_text=gettext_lazy(
            "Secret documents may not come in here, neither their files nor their abstracts."
        ),
    )
    upload = FilesField(
        label=gettext_lazy("Files"), error_messages={"no_file": gettext_lazy("Choose the document's file.")}
    )

    def __init__(
        self, left: Sequence[tuple[int, str]], faults: Sequence[str], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.faults = faults
        self.fields["upload"].widget = _files_input()
        self.fields["upload"].help_text = _(
            "%(endings)s, each at most %(size)s MB; the document first, then its annexes."
        ) % {"endings": EVIDENCE_USE.endings, "size": EVIDENCE_USE.max_bytes // MB}
        if len(left) < 2:
            del self.fields["outputs"]
        else:
            self.fields["outputs"].choices = left  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day = given.get("issued_on")
        if day and day > clock.today():
            future = EvidenceFromTheFuture(number=given.get("number", ""), day=write_day(day))
            self.add_error("issued_on", str(future))
        if self.faults:
            self.errors.pop("upload", None)
        for fault in self.faults:
            self.add_error("upload", fault)
        return given


def _files_input() -> FilesInput:
    """Says by itself, before anything travels, which file is too large."""
    too_large = _("%(name)s is larger than %(size)s MB. Choose a smaller file.") % {
        "name": "%s",
        "size": EVIDENCE_USE.max_bytes // MB,
    }
    return FilesInput(
        {
            "multiple": True,
            "accept": EVIDENCE_USE.endings,
            "data-most": EVIDENCE_USE.max_bytes,
            "data-too-large": too_large,
        }
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One document of the form, with its kept files."""

    place: int
    form: DocumentForm
    files: Sequence[FileRow]


def show(row: ObligationRow, by: Actor, content: Content, *, is_checked: bool) -> Iterator[Shown]:
    """Each document as a form: with its faults when ``is_checked``, else as it was left."""
    left = [(place, words) for place, words in enumerate(row.outputs) if place not in row.met]
    own = list_own_files(files_in(content), by)
    for place, document in enumerate(content["documents"]):
        files = [own[file] for file in document["files"] if file in own]
        faults, prefix = document.get("faults", ()), f"d{place}"
        if is_checked:
            values = {**document, "upload": [file.id for file in files]}
            flat = {f"{prefix}-{name}": value for name, value in values.items()}
            form = DocumentForm(left, faults, flat, prefix=prefix)
        else:
            form = DocumentForm(left, faults, initial=document, prefix=prefix)
        yield Shown(place, form, files)


def files_in(content: Content) -> set[int]:
    return {file for document in content["documents"] for file in document["files"]}


def document_of(form: DocumentForm) -> Document:
    """Of a form that was found whole."""
    given = form.cleaned_data
    first, *annexes = given["upload"]
    return Document(
        number=given["number"],
        issued_on=given["issued_on"],
        issuer=given["issuer"],
        abstract=given["abstract"],
        file=first,
        outputs=tuple(int(place) for place in given.get("outputs", ())),
        annexes=tuple(annexes),
    )


def empty(desk: Desk, row: ObligationRow) -> Content:
    return {"documents": [blank(desk, row)], "note": ""}


def blank(desk: Desk, row: ObligationRow) -> dict[str, Any]:
    """A document nobody has typed yet: most are the agency's own."""
    agency = organisations.get_agency(row.agency, desk.day)
    words = dict.fromkeys(WORDS, "")
    return {**words, "issuer": agency.name if agency else "", "outputs": [], "files": []}


def typed(request: HttpRequest, desk: Desk, row: ObligationRow) -> tuple[Content, bool]:
    """The form as sent, files received; and whether a document in it was secret: of that one nothing is taken."""
    count = number_in(request.POST.get("count", "")) or 1
    documents, was_secret = [], False
    for place in range(min(max(count, 1), MOST)):
        words = {name: request.POST.get(f"d{place}-{name}", "")[:1_000] for name in WORDS}
        if is_secret(words["number"], words["degree"]):
            documents.append(blank(desk, row))
            was_secret = True
        else:
            outputs = request.POST.getlist(f"d{place}-outputs")
            documents.append({**words, "outputs": outputs, **_files(request, desk.by, place)})
    return {"documents": documents, "note": request.POST.get("note", "")[:2_000]}, was_secret


def _files(request: HttpRequest, by: Actor, place: int) -> dict[str, Any]:
    """Those kept before, then those sent now; ``faults`` say why some of the latter were refused."""
    before = [number_in(text) for text in request.POST.getlist(f"d{place}-file")]
    kept = list(list_own_files([file for file in before if file], by))
    sent = request.FILES.getlist(f"d{place}-upload")
    room = MOST_FILES - len(kept)
    faults = [
        _("%(name)s: a document has at most %(most)s files.") % {"name": one.name, "most": MOST_FILES}
        for one in sent[room:]
    ]
    for one in sent[:room]:
        try:
            row = actions.receive_evidence(
                content=cast(BinaryIO, one), name=one.name or "", by=by, at=clock.now()
            )
        except Refusal as refusal:
            faults.append(f"{one.name}: {refusal}")
        else:
            kept.append(row.id)
    return {"files": kept, "faults": faults}
