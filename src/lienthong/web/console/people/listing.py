"""The list of people within one's agencies, ordered by given name."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.accounts.permissions import Permission
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import list_roles, role_named
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.fields import agency_field
from lienthong.web.console.page import render_page
from lienthong.web.console.people.scope import visible
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.paging import PARAMETER, paging

ALL = gettext_lazy("all")
STATE_LABELS = {
    accounts.State.OPEN: gettext_lazy("open"),
    accounts.State.NEVER_CAME: gettext_lazy("never signed in"),
    accounts.State.DISABLED: gettext_lazy("disabled"),
    accounts.State.LEFT: gettext_lazy("has left"),
}
STATE_TAGS = {
    accounts.State.OPEN: "done",
    accounts.State.NEVER_CAME: "due_soon",
    accounts.State.DISABLED: "paused",
    accounts.State.LEFT: "not_applicable",
}


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Find a person"),
        required=False,
        widget=forms.SearchInput(
            {"placeholder": gettext_lazy("Name, sign-in name, e-mail"), "data-key": "/"}
        ),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", ALL), *STATE_LABELS.items()]
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.name, role.label) for role in list_roles()]
        self.fields["agency"] = agency_field(
            _("Agency"), by, Permission.SEE, required=False, help_text=""
        )  # a filter has no room for one
        self.order_fields(["q", "agency", "role", "state"])
        self.fields["role"].choices = [("", ALL), *roles]  # type: ignore[attr-defined]

    def among(self, by: Actor, day: dt.date) -> frozenset[str] | None:
        """The accounts that the chosen agency (with all below it) and role leave, within reach."""
        agency, role = self.cleaned_data.get("agency"), self.cleaned_data.get("role")
        mine = visible(by)
        if not agency and not role:
            return mine
        below = organisations.subtree_codes(agency, day) if agency else None
        chosen = organisations.list_holders(day, agencies=below, role=role or "")
        return chosen if mine is None else chosen & mine


@dataclass(frozen=True, slots=True)
class Row:
    account: accounts.AccountRow
    url: str
    positions: list[tuple[str, str, str]]  # title, agency, role
    status: str
    word: str


@requires(Permission.SEE)
def people(request: HttpRequest) -> HttpResponse:
    by, day = actor_of(request), clock.today()
    filters = Filters(request.GET, by=by)
    filters.is_valid()
    given = filters.cleaned_data
    state = accounts.State(given["state"]) if given.get("state") else None
    which: dict[str, Any] = {"among": filters.among(by, day), "state": state}
    total = accounts.count_accounts(given.get("q", ""), **which)
    page = Paginator(range(total), accounts.PAGE).get_page(request.GET.get(PARAMETER))
    found = accounts.list_accounts(given.get("q", ""), max(0, page.start_index() - 1), **which)
    context: dict[str, Any] = {
        "filters": filters,
        "is_filtered": any(given.values()),
        "people": _rows(found, day),
        "paging": paging(request, page),
        "may_manage": by.may(Permission.MANAGE),
    }
    title = ngettext("%(count)d person", "%(count)d people", total) % {"count": total}
    lead = _("In the order of given names. A search needs no marks.")
    return render_page(
        request, "console/people/listing.html", current="people", title=title, lead=lead, **context
    )


def _rows(found: list[accounts.AccountRow], day: dt.date) -> list[Row]:
    hats = organisations.list_hats_of([row.id for row in found], day)
    names = organisations.get_names({hat.agency for own in hats.values() for hat in own}, day)
    return [
        Row(
            row,
            reverse("console:person", args=[row.id]),
            [(hat.title, names.get(hat.agency, ""), str(role_named(hat.role).label)) for hat in hats[row.id]],
            *state_shown(row),
        )
        for row in found
    ]


def state_of(row: accounts.AccountRow) -> accounts.State:
    if row.left_at:
        return accounts.State.LEFT
    if not row.is_active:
        return accounts.State.DISABLED
    return accounts.State.OPEN if row.came_at else accounts.State.NEVER_CAME


def state_shown(row: accounts.AccountRow) -> tuple[str, str]:
    """Status and word of the tag."""
    state = state_of(row)
    return STATE_TAGS[state], str(STATE_LABELS[state])


urlpatterns = [path("people/", people, name="people")]
