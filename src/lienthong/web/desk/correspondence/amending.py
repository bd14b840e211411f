"""What was told of a sent document is put right: the clerk's form, and what recipients read and say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.domain.correspondence import actions, errors
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.actions import Amended
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import AmendmentRow, SendingRow, Status
from lienthong.domain.documents.queries import URGENCIES, DocumentRow, Urgency, get_issued
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.correspondence.page import clerks_desk
from lienthong.web.desk.hats import key_of, urgencies
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day, write_moment

FIELDS: Final[dict[type[Refusal], str]] = {
    errors.AbstractMissing: "subject",
    errors.DueBeforeToday: "due",
    errors.ReasonMissing: "reason",
}
ANSWERS: Final[dict[Status | None, tuple[str, str | Promise]]] = {
    Status.AGREED: ("done", pgettext_lazy("amendment", "Noted there")),
    Status.DECLINED: ("returned", pgettext_lazy("amendment", "Not noted there")),
    None: ("in_progress", pgettext_lazy("amendment", "No word yet")),
}


class AmendForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("Abstract as it should read"),
        max_length=500,
        widget=forms.Textarea({"rows": "2", "lang": "vi"}),
    )
    urgency = urgencies()
    due = DayField(label=gettext_lazy("To be done by"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        max_length=500,
        widget=forms.Textarea({"rows": "2", "lang": "vi"}),
    )

    def amended(self) -> Amended:
        given = dict(self.cleaned_data)
        return Amended(**given | {"urgency": Urgency(given["urgency"])})


@requires(Permission.REGISTER)
def amend(request: HttpRequest, document: int) -> HttpResponse:
    """Only what was told beside it: a wrong document is replaced, a wrong form corrected by a letter."""
    desk = clerks_desk(request)
    row = get_issued(document, desk.by.agency)
    sendings = correspondence.list_sendings(document)
    if row is None or not sendings:
        raise Http404
    key, back = key_of(request), reverse("desk:document_sent", args=[document])
    form = AmendForm(request.POST) if request.method == "POST" else AmendForm(initial=_told(row, sendings))
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.amend(
                document=document, key=key, amended=form.amended(), by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
        else:
            messages.success(request, _said(count))
            return redirect(back)
    title = _("Put right what was told of it")
    context = {
        "row": row,
        "form": form,
        "title": title,
        "key": key,
        "back": back,
        "crumbs": [
            Link(_("Documents"), reverse("desk:documents")),
            Link(row.title, reverse("desk:document", args=[document])),
            Link(title),
        ],
    }
    return render(request, "desk/correspondence/amending.html", context)


def _told(row: DocumentRow, sendings: Sequence[SendingRow]) -> dict[str, Any]:
    """What recipients know by now: a second word takes back nothing of the first."""
    amended = correspondence.list_amendments([one.id for one in sendings])
    last = max((one for rows in amended.values() for one in rows), key=lambda one: one.id, default=None)
    if last is None:
        return {"subject": row.subject, "urgency": row.urgency.value}
    return {"subject": last.subject, "urgency": last.urgency.value, "due": last.due}


def _said(count: int) -> str:
    if not count:
        return _("They were told already; nothing was told twice.")
    words = ngettext("%(count)s agency is told.", "%(count)s agencies are told.", count)
    return words % {"count": count}


@dataclass(frozen=True, slots=True)
class Line:
    """One amendment as pages show it."""

    when: str
    words: str
    reason: str
    tag: str
    word: str | Promise
    answer: str


def lines_of(rows: Sequence[AmendmentRow]) -> list[Line]:
    """The newest first."""
    return [
        Line(
            write_moment(clock.local(row.occurred_at)),
            _words(row),
            row.reason,
            *ANSWERS[row.answer],
            row.answer_reason,
        )
        for row in reversed(rows)
    ]


def _words(row: AmendmentRow) -> str:
    """In Vietnamese, as its sender told it."""
    parts = [row.subject, str(URGENCIES[row.urgency] or "")]
    parts += [f"hạn {write_day(row.due)}"] if row.due else []
    return "; ".join(part for part in parts if part)


urlpatterns = [path("<int:document>/amend/", amend, name="document_amend")]
