"""A copy is asked for on the page of the document: which kind, in which form, for whom, what for, who orders it."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.copies import actions, errors
from lienthong.domain.copies import queries as copies
from lienthong.domain.copies.actions import Wanted
from lienthong.domain.copies.queries import KINDS, Kind, Medium, Source, State
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures.errors import ContentRefused, PagesMissing
from lienthong.web.desk.copies.page import MEDIA, Desk, base_crumbs, desk_of, source_url
from lienthong.web.desk.hats import key_of, lines
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import in_vietnamese

FIELDS: Final[dict[type[Refusal], str]] = {
    errors.AlreadyElectronic: "medium",
    errors.CopiedFromCopy: "kind",
    errors.OwnIsNoCopy: "kind",
    errors.PagesUnclear: "pages",
    errors.FirstPageMissing: "pages",
    PagesMissing: "pages",
    errors.PurposeMissing: "purpose",
    errors.RecipientsMissing: "recipients",
    errors.SheetsUnclear: "sheets",
    errors.SignatoryUnfit: "signer",
}
"""Which field a refusal speaks of."""
KEPT: Final = "- Lưu: VT."
WHAT: Final = {
    Kind.TRUE: gettext_lazy("whole, of the original"),
    Kind.OF_A_COPY: gettext_lazy("whole, of a copy that came in"),
    Kind.EXCERPT: gettext_lazy("some pages"),
}


class CopyForm(forms.Form):
    """Knows what is to be copied, and who may order it on this day."""

    kind = forms.ChoiceField(label=pgettext_lazy("copy", "Kind"))
    pages = forms.CharField(
        label=gettext_lazy("Pages of the excerpt"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "For example 1, 3-5. Page 1 comes first; add the page with the signature. For an excerpt only."
        ),
        widget=forms.TextInput({"size": "14", "autocomplete": "off"}),
    )
    file = forms.ChoiceField(label=gettext_lazy("File"), required=False)
    medium = forms.ChoiceField(
        label=pgettext_lazy("copy", "Form"), choices=[(one.value, words) for one, words in MEDIA.items()]
    )
    sheets = forms.IntegerField(
        label=gettext_lazy("How many are printed"),
        min_value=1,
        max_value=999,
        initial=1,
        help_text=gettext_lazy("Of a copy on paper."),
        widget=forms.TextInput({"size": "4", "inputmode": "numeric", "autocomplete": "off"}),
    )
    recipients = lines(
        gettext_lazy("Recipients"), help_text=gettext_lazy("One a line; the last is what is kept.")
    )
    purpose = lines(gettext_lazy("What the copy is for"))
    signer = forms.ChoiceField(label=gettext_lazy("Who orders and signs it"))

    def __init__(self, desk: Desk, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [one for one in Kind if not (one is Kind.OF_A_COPY and source.document)]
        people = copies.list_signatories(desk.by.agency, desk.day)
        offered = {
            "kind": [(one.value, f"{KINDS[one].name}: {WHAT[one]}") for one in kinds],
            "signer": [(one.account, f"{one.name}, {one.block}") for one in people],
            "file": [(str(one.id), one.name) for one in source.files],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(source.files) < 2:
            del self.fields["file"]

    def wanted(self, key: UUID, source: Source) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            key=key,
            kind=Kind(given["kind"]),
            medium=Medium(given["medium"]),
            purpose=given["purpose"],
            recipients=given["recipients"],
            signer=given["signer"],
            document=source.document or 0,
            incoming=source.incoming or 0,
            file=int(given.get("file") or 0),
            pages=given["pages"] if given["kind"] == Kind.EXCERPT else "",
            sheets=given["sheets"],
        )


@requires(Permission.FOLLOW)
def of_document(request: HttpRequest, document: int) -> HttpResponse:
    return _ask(request, document=document)


@requires(Permission.FOLLOW)
def of_incoming(request: HttpRequest, incoming: int) -> HttpResponse:
    return _ask(request, incoming=incoming)


def _ask(request: HttpRequest, *, document: int = 0, incoming: int = 0) -> HttpResponse:
    """The form for one document, or the asking. Raises Http404 for what this person may not have copied."""
    desk = desk_of(request)
    source = copies.find_source(document=document, incoming=incoming, by=desk.by, day=desk.day)
    if source is None or not source.files:
        raise Http404
    key = key_of(request)
    given = [request.POST] if request.method == "POST" else []
    form = CopyForm(desk, source, *given, initial={"recipients": KEPT})
    if request.method == "POST" and form.is_valid():
        try:
            copy = actions.ask(wanted=form.wanted(key, source), by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(_field(refusal, form), str(refusal))
        else:
            row = copies.get_copy(copy, by=desk.by)
            is_ordered = row.state is State.ORDERED
            done = _("Ordered. The clerk numbers and makes it.")
            asked = _("Asked for; %(name)s is told.") % {"name": row.signer_name}
            messages.success(request, done if is_ordered else asked)
            return redirect("desk:copy", copy)
    title = pgettext("document", "Ask for a copy")
    context = {
        "source": source,
        "source_url": source_url(source.document, source.incoming),
        "form": form,
        "key": str(key),
        "title": title,
        "crumbs": [
            *base_crumbs()[:1],
            Link(in_vietnamese(source.title), source_url(source.document, source.incoming)),
            Link(title),
        ],
    }
    return render(request, "desk/copies/asking.html", context)


def _field(refusal: Refusal, form: CopyForm) -> str | None:
    if isinstance(refusal, ContentRefused) and type(refusal) not in FIELDS:
        return "file" if "file" in form.fields else None
    return FIELDS.get(type(refusal))


urlpatterns = [
    path("new/document/<int:document>/", of_document, name="copy_of_document"),
    path("new/incoming/<int:incoming>/", of_incoming, name="copy_of_incoming"),
]
