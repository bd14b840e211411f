"""Access tokens of one's own: given to a program, shown once, ended; and who asks the API with one."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import TokenInvalid
from lienthong.domain.accounts.queries import TOKEN_DAYS, Scope
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.domain.partners.queries import machine
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.entrance.address import client_address
from lienthong.web.entrance.hats import HAT

SCOPES = {
    Scope.CASES: gettext_lazy("How cases stand, those that I follow"),
    Scope.BOARDS: gettext_lazy("Table II.06a of the agencies that I follow"),
    Scope.PLANS: gettext_lazy("Duties of plans, as I see them"),
}
LASTING = (
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (TOKEN_DAYS, gettext_lazy("one year")),
)


class TokenForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("For which program"),
        help_text=gettext_lazy("As you will know it again in this list, as “Reports of the Office”."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may read"),
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it lasts"),
        choices=LASTING,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )


@never_cache
@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """The list, and the form for another; a new token stands on the answer to its form and nowhere else."""
    raise_if_reauthentication_required(request, app="allauth.account")
    if request.method != "POST":
        return _page(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        given = actions.give_token(
            label=form.cleaned_data["label"],
            scopes=[Scope(scope) for scope in form.cleaned_data["scopes"]],
            hat=_hat(request),
            days=form.cleaned_data["days"],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=422)
    return _page(request, TokenForm(), given=given)


@require_POST
@signed_in
def end_token(request: HttpRequest, token: int) -> HttpResponse:
    if not actions.end_token(token=token, by=actor_of(request), at=clock.now()):
        raise Http404
    messages.success(request, _("The token is ended; nothing is answered to it any more."))
    return redirect("tokens")


def bearer(request: HttpRequest) -> str:
    """The token that a program sent, as RFC 6750 writes it; empty without one."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def actor_with(request: HttpRequest, written: str) -> tuple[Actor, frozenset[Scope]]:
    """Who asks with a token, and what it opens. A person's acts with the hat in which it was given, or not
    at all; a machine's reads what its scopes open at its agency and below.

    Raises TokenInvalid.
    """
    row = queries.open_token(written, clock.real_now())
    origin = f"token {row.public_id} {client_address(request)}"
    actor = _machine(row, origin) if row.kind == queries.Kind.SERVICE else _person(row, origin)
    today = clock.local(clock.real_now()).date()
    if row.used_on != today:
        actions.note_token_used(token=row.id, day=today)
    return actor, row.scopes


def _machine(row: queries.TokenRow, origin: str) -> Actor:
    """Raises TokenInvalid for a system that its agency ended."""
    found = machine(row.account, scopes=row.scopes, origin=origin, at=clock.now())
    if found is None:
        raise TokenInvalid
    return found


def _person(row: queries.TokenRow, origin: str) -> Actor:
    """Raises TokenInvalid for who does not hold the position any more."""
    if row.hat is not None and row.hat not in {hat.position for hat in list_hats(row.account, clock.today())}:
        raise TokenInvalid
    return build_actor(row.account, row.name, origin, clock.now(), hat=row.hat)


def _hat(request: HttpRequest) -> int | None:
    """The position that is worn now; None for who has none."""
    hats = [hat.position for hat in list_hats(actor_of(request).account, clock.today())]
    chosen = request.session.get(HAT)
    return chosen if chosen in hats else next(iter(hats), None)


def _page(request: HttpRequest, form: TokenForm, *, given: str = "", status: int = 200) -> HttpResponse:
    rows = queries.list_tokens(actor_of(request).account, clock.real_now())
    context: dict[str, Any] = {
        "form": form,
        "given": given,
        "tokens": [(row, [SCOPES[scope] for scope in SCOPES if scope in row.scopes]) for row in rows],
    }
    return render(request, "entrance/tokens.html", context, status=status)


urlpatterns = [
    path("profile/tokens/", tokens, name="tokens"),
    path("profile/tokens/<int:token>/end/", end_token, name="end_token"),
]
