"""Sending an issued document to agencies of the house and of others, and how it fares with each: the clerk's page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.axis import queries as axis
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import SendingRow, Status
from lienthong.domain.documents.queries import DocumentRow, get_issued
from lienthong.domain.organisations.queries import find_agencies
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.correspondence.amending import lines_of
from lienthong.web.desk.correspondence.page import STATUS_TAGS, Desk, clerks_desk, sending_of
from lienthong.web.desk.hats import ReasonForm
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.picking import Offer, PickManyField
from lienthong.web.ui.words import write_moment


def find(text: str) -> Sequence[Offer]:
    """Agencies of today that a text names."""
    code = text.rpartition("(")[2].rstrip(")") if text.endswith(")") else text
    return [
        Offer(one.agency.code, f"{one.agency.short_name} ({one.agency.code})", is_exact=one.is_exact)
        for one in find_agencies(code, clock.today(), limit=12)
    ]


def find_outside(text: str) -> Sequence[Offer]:
    """Agencies of other houses on the axis, by name or by either of their codes."""
    code = text.rpartition("(")[2].rstrip(")") if text.endswith(")") else text
    rows = axis.list_organs(code)
    wanted = code.strip().casefold()
    return [
        Offer(
            row.code,
            f"{row.name} ({row.code})",
            row.other,
            is_exact=wanted in {row.code.casefold(), row.other.casefold(), row.name.casefold()},
        )
        for row in rows
    ]


class SendForm(forms.Form):
    """``named`` are the agencies that the document itself names."""

    named = forms.MultipleChoiceField(
        label=gettext_lazy("Named in the document"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = PickManyField(
        label=gettext_lazy("Other agencies"),
        required=False,
        find=find,
        help_text=gettext_lazy("By name or code, with semicolons between."),
    )

    outside = PickManyField(
        label=gettext_lazy("Agencies outside, by the document axis"),
        required=False,
        find=find_outside,
        help_text=gettext_lazy(
            "Ministries, other provinces: part of the name, or the code; semicolons between."
        ),
    )

    def __init__(self, named: Sequence[tuple[str, str]], data: Any = None, *, reaches_out: bool) -> None:
        super().__init__(data, initial={"named": [code for code, _name in named]})
        if not reaches_out:
            del self.fields["outside"]
        self.fields["named"].choices = named  # type: ignore[attr-defined]
        if not named:
            del self.fields["named"]

    def recipients(self) -> list[str]:
        return [*self.cleaned_data.get("named", []), *self.cleaned_data["others"]]

    def outsiders(self) -> dict[str, str]:
        """Names by code."""
        chosen = self.cleaned_data.get("outside", [])
        known = axis.get_organs(chosen)
        return {code: known[code].name for code in chosen if code in known}


@requires(Permission.REGISTER)
def sent(request: HttpRequest, document: int) -> HttpResponse:
    desk = clerks_desk(request)
    row = get_issued(document, desk.by.agency)
    if row is None:
        raise Http404
    sendings = correspondence.list_sendings(document)
    form = _form(request, row, sendings, desk)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.send(
                document=document,
                recipients=form.recipients(),
                outside=form.outsiders(),
                by=desk.by,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(count))
            return redirect("desk:document_sent", document=document)
    title = _("Sending and what became of it")
    context = {
        "row": row,
        "title": title,
        "form": form,
        "lines": _lines(sendings, desk),
        "lead": _lead(sendings),
        "amend": reverse("desk:document_amend", args=[document]) if _may_amend(sendings) else "",
        "crumbs": [
            Link(_("Documents"), reverse("desk:documents")),
            Link(row.title, reverse("desk:document", args=[document])),
            Link(title),
        ],
    }
    return render(request, "desk/correspondence/sending.html", context)


def _may_amend(sendings: list[SendingRow]) -> bool:
    return any(one.status in correspondence.RECALLABLE for one in sendings)


def _said(count: int) -> str:
    if not count:
        return _("All of them have it already; nothing was sent twice.")
    words = ngettext("Sent to %(count)s agency.", "Sent to %(count)s agencies.", count)
    return words % {"count": count}


def _form(request: HttpRequest, row: DocumentRow, sendings: list[SendingRow], desk: Desk) -> SendForm:
    """A form that was pressed twice still knows those that got it by the first press."""
    have = set() if request.method == "POST" else {one.recipient for one in sendings}
    named = [
        (one.code, one.name)
        for one in correspondence.list_recipients(row.recipients, row.agency, desk.day)
        if one.code not in have
    ]
    reaches_out = bool(axis.organ_of_agency(row.agency, desk.day))
    return SendForm(named, request.POST if request.method == "POST" else None, reaches_out=reaches_out)


def _lead(sendings: list[SendingRow]) -> str:
    if not sendings:
        return _("It was not sent to any agency yet.")
    ended = sum(one.status is Status.DONE for one in sendings)
    words = ngettext(
        "Sent to %(count)s agency; %(done)s has done with it.",
        "Sent to %(count)s agencies; %(done)s have done with it.",
        len(sendings),
    )
    return words % {"count": len(sendings), "done": ended}


def _lines(sendings: list[SendingRow], desk: Desk) -> list[dict[str, Any]]:
    names = desk.names(one.recipient for one in sendings)
    words = correspondence.list_words_of([one.id for one in sendings])
    amended = correspondence.list_amendments([one.id for one in sendings])
    carried = axis.carriers_of([one.id for one in sendings if one.is_to_outside])
    return [
        {
            "row": one,
            "name": one.outside or names.get(one.recipient, one.recipient),
            "organ": correspondence.organ_of(one.recipient),
            "has_proof": one.id in carried,
            "amendments": lines_of(amended.get(one.id, [])),
            "tag": STATUS_TAGS[one.status][0],
            "word": STATUS_TAGS[one.status][1],
            "said": words.get(one.id),
            "when": write_moment(clock.local(one.moved_at)),
            "may_recall": Status.ASKED_BACK in correspondence.list_steps(one, by=desk.by),
        }
        for one in sendings
    ]


@requires(Permission.REGISTER)
def recall(request: HttpRequest, sending: int) -> HttpResponse:
    """Asks for it back; the recipient's clerk answers."""
    desk = clerks_desk(request)
    row = sending_of(desk, sending, recipient=False)
    back = reverse("desk:document_sent", args=[row.document])
    if Status.ASKED_BACK not in correspondence.list_steps(row, by=desk.by):
        return redirect(back)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_back(sending=sending, reason=form.cleaned_data["reason"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked back; the recipient's clerk answers."))
            return redirect(back)
    title = _("Ask for it back")
    context = {
        "row": row,
        "form": form,
        "title": title,
        "back": back,
        "crumbs": [
            Link(_("Documents"), reverse("desk:documents")),
            Link(row.title, reverse("desk:document", args=[row.document])),
            Link(title),
        ],
    }
    return render(request, "desk/correspondence/answering.html", context)


urlpatterns = [
    path("<int:document>/sent/", sent, name="document_sent"),
    path("sendings/<int:sending>/recall/", recall, name="sending_recall"),
]
