"""Somebody shows their card at the counter: the account that says it is theirs is made sure.

The card is sent, never asked for by address, so that no number stays in addresses and logs.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import AccountRow, get_account
from lienthong.domain.parties import actions
from lienthong.domain.parties.actions import Draft, Number
from lienthong.domain.parties.errors import NoSuchBirth, NotACard
from lienthong.domain.parties.exchange import read_birth, read_card
from lienthong.domain.parties.permissions import Permission
from lienthong.domain.parties.queries import ClaimRow, find_claims, mask_phone
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link


class CardForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Scan the card, or type its 12 digits"),
        max_length=400,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "autofocus": True, "size": "48"}
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Name on the card, when it was not scanned"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "size": "32"}),
    )
    birth = forms.CharField(
        label=gettext_lazy("Born, when it was not scanned"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "size": "12"}),
    )

    draft: Draft | None = None

    def clean(self) -> dict[str, str]:
        typed = super().clean() or {}
        if not self.errors:
            self.draft = self._read(typed)
        return typed

    def _read(self, typed: dict[str, str]) -> Draft | None:
        """Who the card is of, scanned or typed; None when the form says what is missing."""
        try:
            card = read_card(typed["text"])
            return Draft(
                name=card.name,
                numbers=(Number("CCCD", card.number, issued_on=card.issued_on),),
                birth=card.birth,
                sex=card.sex,
            )
        except NotACard:
            return self._typed(typed)

    def _typed(self, typed: dict[str, str]) -> Draft | None:
        if not typed["name"].strip():
            self.add_error("name", _("Scan the card, or type the name that stands on it."))
            return None
        try:
            birth = read_birth(typed["birth"])
        except NoSuchBirth as refusal:
            self.add_error("birth", str(refusal))
            return None
        return Draft(name=typed["name"], numbers=(Number("CCCD", typed["text"]),), birth=birth)


@dataclass(frozen=True, slots=True)
class Found:
    """An account that says it is the holder of the card; how its holder signs in stands there to be asked."""

    claim: ClaimRow
    account: AccountRow

    @property
    def sign_in(self) -> str:
        name, at, place = self.account.email.partition("@")
        return f"{name[:1]}***{at}{place}" if at else mask_phone(self.account.username)


@requires(Permission.KEEP)
def accounts(request: HttpRequest) -> HttpResponse:
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.draft:
        return _show(request, form, _found(form.draft))
    return _show(request, form, None)


@require_POST
@requires(Permission.KEEP)
def make_sure(request: HttpRequest) -> HttpResponse:
    form = CardForm(request.POST)
    if not form.is_valid() or form.draft is None:
        return _show(request, form, None)
    try:
        party = actions.verify(
            account=request.POST.get("account", ""), draft=form.draft, by=actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _show(request, form, _found(form.draft))
    messages.success(request, _("The account is theirs from now on; they are told."))
    return redirect(reverse("desk:party", args=[party]))


def _found(draft: Draft) -> list[Found]:
    claims = find_claims(draft.numbers[0].number)
    rows = [(claim, get_account(claim.account)) for claim in claims]
    return [Found(claim, account) for claim, account in rows if account and account.is_active]


def _show(request: HttpRequest, form: CardForm, found: list[Found] | None) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "typed": form.data if found else {},
        "crumbs": [
            Link(_("People and organisations"), reverse("desk:parties")),
            Link(_("Make an account sure")),
        ],
    }
    response = render(request, "desk/parties/accounts.html", context)
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [
    path("people/accounts/", accounts, name="party_accounts"),
    path("people/accounts/make-sure/", make_sure, name="make_account_sure"),
]
