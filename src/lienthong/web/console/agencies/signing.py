"""Rights to sign for an agency: shown with their writing, given, and revoked with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import Permission, can_give_signing
from lienthong.domain.organisations.queries import SigningRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.agencies.moment import agency_link
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field, person_field, reason_field
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.forms import UNCHOSEN
from lienthong.web.ui.words import write_day


@dataclass(frozen=True, slots=True)
class Right:
    """A right to sign as a row; ``name`` is the person's or the agency's, ``url`` its page where it may be seen."""

    name: str
    url: str
    form: str
    limits: str
    basis: str
    when: str
    is_passed_on: bool
    revoke_url: str


class GiveForm(forms.Form):
    account = person_field(gettext_lazy("Who signs"))
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=[UNCHOSEN, *queries.SIGNING_LABELS.items()])
    basis = forms.CharField(
        label=gettext_lazy("Basis in writing"),
        max_length=300,
        help_text=gettext_lazy(
            "Number and day of the decision or mandate, for example 12/QĐ-SNV ngày 04/01/2021."
        ),
    )
    limits = forms.CharField(
        label=gettext_lazy("Only these kinds of papers"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("With semicolons between; left empty: all that the form allows."),
    )
    on = day_field(gettext_lazy("From day"))
    until = day_field(
        gettext_lazy("First day no longer so"),
        required=False,
        help_text=gettext_lazy("Needed for a written mandate (TUQ.)."),
    )

    def clean_limits(self) -> list[str]:
        return [part.strip() for part in self.cleaned_data["limits"].split(";") if part.strip()]


class RevokeForm(forms.Form):
    on = day_field(gettext_lazy("First day no longer so"))
    reason = reason_field()


def rights_of_agency(code: str, rows: Iterable[SigningRow], by: Actor, *, may_change: bool) -> list[Right]:
    """Whose rights they are; ``may_change``: the page shows today, so that revoking makes sense."""
    kept = list(rows)
    names = get_full_names({row.account for row in kept})
    may_open, may_give = by.may("accounts.see", code), may_change and can_give_signing(by, code)
    return [
        _right(
            row,
            names.get(row.account, ""),
            reverse("console:person", args=[row.account]) if may_open else "",
            may_give,
        )
        for row in kept
    ]


def rights_of_person(account: str, by: Actor) -> list[Right]:
    """For which agencies somebody may sign, today or later."""
    rows, today = queries.list_signing_of(account, clock.today()), clock.today()
    names = queries.get_names({row.agency for row in rows}, today)
    return [
        _right(
            row,
            names.get(row.agency, row.agency),
            reverse("console:agency", args=[row.agency]),
            can_give_signing(by, row.agency) and (row.since is None or row.since <= today),
        )
        for row in rows
    ]


def _right(row: SigningRow, name: str, url: str, may_revoke: bool) -> Right:
    return Right(
        name,
        url,
        str(queries.SIGNING_LABELS[queries.SigningForm(row.form)]),
        "; ".join(row.limits),
        row.basis,
        _when(row),
        row.is_passed_on,
        reverse("console:revoke_signing", args=[row.authority]) if may_revoke else "",
    )


def _when(row: SigningRow) -> str:
    days = {"since": write_day(row.since), "until": write_day(row.until)}
    return _("from %(since)s until before %(until)s") % days if row.until else _("from %(since)s") % days


@requires(Permission.GIVE_SIGNING)
def give(request: HttpRequest, code: str) -> HttpResponse:
    agency, by = queries.get_agency(code, clock.today()), actor_of(request)
    if agency is None or not can_give_signing(by, code):
        raise Http404
    form = GiveForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        kind = queries.SigningForm(given.pop("form"))
        actions.grant_signing(agency=code, form=kind, **given, by=by, at=clock.now())

    deed = Deed(
        "agencies",
        _("Give the right to sign for %(name)s") % {"name": agency.short_name},
        _("Give the right"),
        _("The right to sign is given."),
        reverse("console:agency", args=[code]),
        _("It stands apart from substitution at work, and needs a writing (Decree 30/2020, art. 13)."),
    )
    return perform(request, deed, form, act, [agency_link(agency)])


@requires(Permission.GIVE_SIGNING)
def revoke(request: HttpRequest, authority: UUID) -> HttpResponse:
    row, by = queries.get_signing(authority, clock.today()), actor_of(request)
    if row is None or not can_give_signing(by, row.agency):
        raise Http404
    form = RevokeForm(request.POST or None, initial={"on": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.revoke_signing(authority=row.authority, **given, by=by, at=clock.now())

    name = get_full_names({row.account}).get(row.account, row.account)
    deed = Deed(
        "agencies",
        _("Revoke the right of %(name)s to sign") % {"name": name},
        _("Revoke the right"),
        _("The right to sign is revoked."),
        reverse("console:agency", args=[row.agency]),
        warning=_("What was passed on from it falls too. Papers signed before that day stay valid."),
    )
    return perform(request, deed, form, act)


urlpatterns = [
    path("agencies/<str:code>/signing/", give, name="give_signing"),
    path("signing/<uuid:authority>/revoke/", revoke, name="revoke_signing"),
]
