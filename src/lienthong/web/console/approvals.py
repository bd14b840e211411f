"""What waits for a second person: read, approved, refused with a reason, or withdrawn by who proposed it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.approvals import actions, queries
from lienthong.domain.approvals.permissions import can_take_part
from lienthong.domain.approvals.queries import Act, ProposalRow, State
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.fields import reason_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_day, write_moment

SENTENCES = {
    Act.MERGE: gettext_lazy("Merge %(name)s into another agency"),
    Act.SPLIT: gettext_lazy("Split %(name)s among others"),
    Act.ABOLISH: gettext_lazy("Abolish %(name)s"),
    Act.GIVE_UP: gettext_lazy("Give up the dead letter %(name)s"),
    Act.CLEAR_SECOND_FACTOR: gettext_lazy("Clear the second factor of %(name)s"),
    Act.DISABLE: gettext_lazy("Disable the account of %(name)s"),
}
BUTTONS = {
    Act.MERGE: gettext_lazy("Approve and merge the agency"),
    Act.SPLIT: gettext_lazy("Approve and split the agency"),
    Act.ABOLISH: gettext_lazy("Approve and abolish the agency"),
    Act.GIVE_UP: gettext_lazy("Approve and give it up"),
    Act.CLEAR_SECOND_FACTOR: gettext_lazy("Approve and clear the second factor"),
    Act.DISABLE: gettext_lazy("Approve and disable the account"),
}
ARGUMENTS = {
    "into": gettext_lazy("Into"),
    "heir": gettext_lazy("Takes over the open work"),
    "on": gettext_lazy("First day no longer in force"),
    "decision": gettext_lazy("Decision"),
}
STATES = {
    State.WAITING: ("waiting_opinion", gettext_lazy("waits for a second person")),
    State.APPROVED: ("done", gettext_lazy("approved")),
    State.REFUSED: ("returned", gettext_lazy("refused")),
    State.WITHDRAWN: ("not_applicable", gettext_lazy("withdrawn")),
}

SECOND_PERSON = gettext_lazy("You propose it; it is done when a second person with the same right approves.")
PROPOSED = gettext_lazy("Proposed. It is done when a second person approves.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as a row; ``is_own``: the reader proposed it, so others decide."""

    url: str
    title: str
    reason: str
    proposer: str
    when: str
    is_own: bool
    status: str
    word: str
    answer: str
    decider: str


class RefuseForm(forms.Form):
    reason = reason_field()


def propose(request: HttpRequest, act: Act, key: str, agency: str, given: dict[str, Any]) -> str:
    """Lays the act before a second person; gives the address of the proposal. Raises what ``propose`` raises."""
    reason = given.pop("reason")
    by, at = actor_of(request), clock.now()
    number = actions.propose(act=act, key=key, agency=agency, arguments=given, reason=reason, by=by, at=at)
    return reverse("console:approval", args=[number])


@signed_in
def approvals(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    if not can_take_part(by):
        raise Http404
    waiting, decided = queries.list_waiting(by), queries.list_decided(by)
    title = (
        ngettext(
            "%(count)d act waits for a second person", "%(count)d acts wait for a second person", len(waiting)
        )
        % {"count": len(waiting)}
        if waiting
        else _("Nothing waits for a second person")
    )
    return render_page(
        request,
        "console/approvals.html",
        current="approvals",
        title=title,
        lead=_("Acts that cannot be undone are proposed by one person and decided by another."),
        waiting=_shown(waiting, by.account),
        decided=_shown(decided, by.account),
    )


@signed_in
def approval(request: HttpRequest, proposal: int) -> HttpResponse:
    by = actor_of(request)
    row = _found(request, proposal)
    (shown,) = _shown([row], by.account)
    could = queries.who_may_decide(row, clock.today()) if row.state == State.WAITING else []
    context: dict[str, Any] = {
        "row": shown,
        "number": row.id,
        "is_waiting": row.state == State.WAITING,
        "facts": _facts(row),
        "could": sorted(get_full_names(set(could)).values()),
        "may_decide": by.account in could,
        "button": BUTTONS[Act(row.act)],
    }
    return render_page(
        request,
        "console/approval.html",
        current="approvals",
        title=shown.title,
        crumbs=[Link(shown.title)],
        **context,
    )


@require_POST
@signed_in
def approve(request: HttpRequest, proposal: int) -> HttpResponse:
    row = _found(request, proposal)
    return act_at_once(
        request,
        lambda: actions.approve(proposal=row.id, by=actor_of(request), at=clock.now()),
        done=_("Approved and done."),
        back=reverse("console:approval", args=[row.id]),
    )


@signed_in
def refuse(request: HttpRequest, proposal: int) -> HttpResponse:
    row = _found(request, proposal)
    (shown,) = _shown([row], actor_of(request).account)

    def act(given: dict[str, Any]) -> None:
        actions.refuse(proposal=row.id, **given, by=actor_of(request), at=clock.now())

    title = _("Refuse: %(what)s") % {"what": shown.title}
    back = reverse("console:approvals")
    deed = Deed(
        "approvals", title, _("Refuse the proposal"), _("Refused; who proposed it reads the reason."), back
    )
    return perform(request, deed, RefuseForm(request.POST or None), act, [Link(shown.title, shown.url)])


@require_POST
@signed_in
def withdraw(request: HttpRequest, proposal: int) -> HttpResponse:
    row = _found(request, proposal)
    return act_at_once(
        request,
        lambda: actions.withdraw(proposal=row.id, by=actor_of(request), at=clock.now()),
        done=_("The proposal is withdrawn; nothing was done."),
        back=reverse("console:approvals"),
    )


def _found(request: HttpRequest, proposal: int) -> ProposalRow:
    row = queries.get_proposal(proposal, actor_of(request))
    if row is None:
        raise Http404
    return row


def _shown(rows: Iterable[ProposalRow], reader: str) -> list[Shown]:
    kept = list(rows)
    people = get_full_names(
        {one for row in kept for one in (row.proposed_by, row.decided_by, row.key) if one}
    )
    names = people | _agency_names(row.key for row in kept if row.subject.startswith("agency:"))
    return [
        Shown(
            reverse("console:approval", args=[row.id]),
            str(SENTENCES[Act(row.act)] % {"name": names.get(row.key, row.key)}),
            row.reason,
            people.get(row.proposed_by, row.proposed_by),
            write_moment(row.proposed_at),
            row.proposed_by == reader,
            *_state(row),
            row.answer,
            people.get(row.decided_by, ""),
        )
        for row in kept
    ]


def _state(row: ProposalRow) -> tuple[str, str]:
    status, word = STATES[State(row.state)]
    return status, str(word)


def _facts(row: ProposalRow) -> list[Fact]:
    """The arguments in words: agencies by name, the day as people read it."""
    codes = [code for name in ("into", "heir") for code in _listed(row.arguments.get(name))]
    names = _agency_names(codes)
    return [
        Fact(ARGUMENTS[name], _told(name, value, names))
        for name, value in row.arguments.items()
        if name in ARGUMENTS
    ]


def _told(name: str, value: Any, names: dict[str, str]) -> str:
    if name == "on":
        return write_day(dt.date.fromisoformat(value))
    if name == "decision":
        return str(value)
    return ", ".join(names.get(code, code) for code in _listed(value)) or _("nobody")


def _listed(value: Any) -> list[str]:
    return [one for one in ([value] if isinstance(value, str) else value or []) if one]


def _agency_names(codes: Iterable[str]) -> dict[str, str]:
    return get_names(set(codes), clock.today())


urlpatterns = [
    path("approvals/", approvals, name="approvals"),
    path("approvals/<int:proposal>/", approval, name="approval"),
    path("approvals/<int:proposal>/approve/", approve, name="approve"),
    path("approvals/<int:proposal>/refuse/", refuse, name="refuse"),
    path("approvals/<int:proposal>/withdraw/", withdraw, name="withdraw_proposal"),
]
