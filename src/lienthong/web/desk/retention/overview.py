"""What is past its time at one's agency, the lists that were made of it, and proposing the next one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.retention import actions, queries
from lienthong.domain.retention.permissions import Permission
from lienthong.domain.retention.queries import STATE_LABELS, DisposalRow, State
from lienthong.spine import clock
from lienthong.web.desk.retention.page import Deed, crumbs, keeper_of, perform, sent
from lienthong.web.entrance.access import requires
from lienthong.web.ui.words import write_number

TAGS = {
    State.WAITING: "submitted",
    State.APPROVED: "in_progress",
    State.REFUSED: "returned",
    State.WITHDRAWN: "not_applicable",
    State.DONE: "done",
}


class ProposeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What the list rests on"),
        help_text=gettext_lazy("Minutes of the council that looked at the documents, a decision, a plan."),
        max_length=300,
        widget=forms.Textarea({"rows": "3"}),
    )


@requires(Permission.LIST, Permission.DECIDE)
def overview(request: HttpRequest) -> HttpResponse:
    keeper = keeper_of(request)
    due = queries.list_due(keeper.agency, keeper.day, limit=queries.MOST + 1)
    disposals = queries.list_disposals(keeper.agency)
    waiting = next((row for row in disposals if row.state is State.WAITING), None)
    context = {
        "keeper": keeper,
        "lead": lead(len(due), keeper.name),
        "due": due[: queries.MOST],
        "disposals": [(row, TAGS[row.state], STATE_LABELS[row.state]) for row in disposals],
        "waiting": waiting,
        "may_propose": keeper.may_list and bool(due) and waiting is None,
        "rules": [row for row in queries.list_terms() if not row.is_replaced],
        "crumbs": crumbs(),
    }
    return render(request, "desk/retention/overview.html", context)


def lead(count: int, agency: str) -> str:
    """How many cases are past their time; of very many, that there are more than one list takes."""
    if not count:
        return _("No case of %(agency)s is past its time. Nothing is to be done.") % {"agency": agency}
    if count > queries.MOST:
        words = _("More than %(most)s cases of %(agency)s are past their time; a list takes %(most)s.")
        return words % {"most": write_number(queries.MOST), "agency": agency}
    words = ngettext(
        "%(count)s case of %(agency)s is past its time.",
        "%(count)s cases of %(agency)s are past their time.",
        count,
    )
    return words % {"count": write_number(count), "agency": agency}


@requires(Permission.LIST)
def propose(request: HttpRequest) -> HttpResponse:
    keeper = keeper_of(request)

    def act(given: dict[str, Any]) -> str:
        made = actions.propose(reason=given["reason"], by=keeper.by, at=clock.now())
        return list_url(made)

    deed = Deed(
        title=_("Propose a list of destruction"),
        button=_("Propose the list"),
        done=_("Proposed. Nothing is destroyed before the head of the agency approves."),
        back=reverse("desk:retention"),
        lead=lead(queries.count_due(keeper.agency, keeper.day), keeper.name),
    )
    return perform(request, deed, ProposeForm(sent(request)), act)


def list_url(disposal: int | DisposalRow) -> str:
    number = disposal if isinstance(disposal, int) else disposal.id
    return reverse("desk:disposal", args=[number])


urlpatterns = [
    path("", overview, name="retention"),
    path("lists/new/", propose, name="disposal_propose"),
]
