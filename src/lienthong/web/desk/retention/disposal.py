"""One list: its cases, the decision of the head, what became of each, and the certificate."""

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.retention import actions, queries
from lienthong.domain.retention.permissions import Permission
from lienthong.domain.retention.queries import STATE_LABELS, DisposalRow, Fate, State
from lienthong.spine import clock
from lienthong.web.desk.retention.overview import TAGS, list_url
from lienthong.web.desk.retention.page import Deed, Keeper, crumbs, keeper_of, perform, sent
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_moment

FATES: Final = {
    Fate.WAITING: ("not_done", pgettext_lazy("retention", "to be destroyed")),
    Fate.ERASED: ("done", pgettext_lazy("retention", "destroyed")),
    Fate.KEPT: ("not_applicable", pgettext_lazy("retention", "kept")),
}


class ApproveForm(forms.Form):
    is_read = forms.BooleanField(
        label=gettext_lazy("I have read the list and decide that these cases are destroyed"),
        error_messages={"required": gettext_lazy("Tick that you have read the list, or leave it as it is.")},
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the list is refused"), max_length=300, widget=forms.Textarea({"rows": "3"})
    )


@requires(Permission.LIST, Permission.DECIDE)
def disposal(request: HttpRequest, disposal: int) -> HttpResponse:
    keeper = keeper_of(request)
    row = _row(keeper, disposal)
    is_waiting = row.state is State.WAITING
    is_own = row.proposed_by == keeper.by.account
    context = {
        "row": row,
        "title": _title(row),
        "tag": TAGS[row.state],
        "word": STATE_LABELS[row.state],
        "facts": list(_facts(row)),
        "lines": [(item, *FATES[item.fate], len(item.digests)) for item in queries.list_items(row.id)],
        "may_decide": is_waiting and keeper.may_decide and not is_own,
        "may_withdraw": is_waiting and is_own,
        "crumbs": crumbs(Link(_title(row))),
    }
    return render(request, "desk/retention/disposal.html", context)


def _row(keeper: Keeper, disposal: int) -> DisposalRow:
    row = queries.get_disposal(disposal, keeper.agency)
    if row is None:
        raise Http404
    return row


def _title(row: DisposalRow) -> str:
    words = ngettext("List %(number)s: %(count)s case", "List %(number)s: %(count)s cases", row.cases)
    return words % {"number": row.id, "count": row.cases}


def _facts(row: DisposalRow) -> list[Fact]:
    facts = [
        Fact(_("Proposed by"), row.proposed_name, hint=write_moment(row.proposed_at)),
        Fact(_("What the list rests on"), row.reason),
    ]
    if row.decided_at:
        name = row.decided_name or row.proposed_name
        facts.append(Fact(pgettext("retention", "Decided by"), name, hint=write_moment(row.decided_at)))
    if row.answer:
        facts.append(Fact(_("Why the list is refused"), row.answer))
    if row.done_at:
        facts.append(Fact(_("Carried out"), write_moment(row.done_at), hint=_shared(row)))
    return facts


def _shared(row: DisposalRow) -> str:
    if not row.shared:
        return _("All files of these cases are gone from the store.")
    words = ngettext(
        "%(count)s file stays in the store, since another case holds the same.",
        "%(count)s files stay in the store, since other cases hold the same.",
        row.shared,
    )
    return words % {"count": row.shared}


@requires(Permission.DECIDE)
def approve(request: HttpRequest, disposal: int) -> HttpResponse:
    keeper, row = _deciding(request, disposal)

    def act(_given: dict[str, Any]) -> None:
        actions.approve(disposal=row.id, by=keeper.by, at=clock.now())

    deed = Deed(
        title=ngettext(
            "Destroy %(count)s case of list %(number)s?",
            "Destroy %(count)s cases of list %(number)s?",
            row.cases,
        )
        % {"count": row.cases, "number": row.id},
        button=ngettext("Destroy %(count)s case", "Destroy %(count)s cases", row.cases)
        % {"count": row.cases},
        done=_("Approved. The cases are being destroyed; the certificate follows."),
        back=list_url(row),
        warning=_(
            "Personal data, what applicants wrote and all files of these cases are gone for good. Numbers, times and "
            "figures remain."
        ),
        kind="final",
    )
    return perform(request, deed, ApproveForm(sent(request)), act)


@requires(Permission.DECIDE)
def refuse(request: HttpRequest, disposal: int) -> HttpResponse:
    keeper, row = _deciding(request, disposal)

    def act(given: dict[str, Any]) -> None:
        actions.refuse(disposal=row.id, reason=given["reason"], by=keeper.by, at=clock.now())

    deed = Deed(
        title=_("Refuse list %(number)s") % {"number": row.id},
        button=_("Refuse the list"),
        done=_("Refused. Nothing of it is destroyed."),
        back=list_url(row),
    )
    return perform(request, deed, RefuseForm(sent(request)), act)


def _deciding(request: HttpRequest, disposal: int) -> tuple[Keeper, DisposalRow]:
    """Raises Http404 for who does not decide here."""
    keeper = keeper_of(request)
    if not keeper.may_decide:
        raise Http404
    return keeper, _row(keeper, disposal)


@requires(Permission.LIST)
def withdraw(request: HttpRequest, disposal: int) -> HttpResponse:
    keeper = keeper_of(request)
    row = _row(keeper, disposal)

    def act(_given: dict[str, Any]) -> None:
        actions.withdraw(disposal=row.id, by=keeper.by, at=clock.now())

    deed = Deed(
        title=_("Withdraw list %(number)s") % {"number": row.id},
        button=_("Withdraw the list"),
        done=_("Withdrawn. Its cases may stand on another list."),
        back=list_url(row),
    )
    form = forms.Form(sent(request))
    return perform(request, deed, form, act)


@requires(Permission.LIST, Permission.DECIDE)
def certificate(request: HttpRequest, disposal: int) -> HttpResponse:
    row = _row(keeper_of(request), disposal)
    if row.certificate is None:
        raise Http404
    return show(row.certificate, use=actions.CERTIFICATE)


urlpatterns = [
    path("lists/<int:disposal>/", disposal, name="disposal"),
    path("lists/<int:disposal>/approve/", approve, name="disposal_approve"),
    path("lists/<int:disposal>/refuse/", refuse, name="disposal_refuse"),
    path("lists/<int:disposal>/withdraw/", withdraw, name="disposal_withdraw"),
    path("lists/<int:disposal>/certificate.pdf", certificate, name="disposal_certificate"),
]
