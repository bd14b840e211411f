"""One system: who answers for it, its tokens, the addresses at which it is told; and its end."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import TOKEN_DAYS, Scope, list_tokens
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.partners import actions, queries
from lienthong.domain.partners.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.fields import reason_field
from lienthong.web.console.page import render_page
from lienthong.web.console.partners.hook import state_shown
from lienthong.web.console.partners.scope import link_to, partner_kept
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_day

SCOPES = {
    Scope.CASES: gettext_lazy("How cases stand, those of the agency and of agencies below"),
    Scope.BOARDS: gettext_lazy("Table II.06a of the agency and of agencies below"),
    Scope.PLANS: gettext_lazy("Duties of plans, as the agency sees them"),
}
LASTING = (
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (TOKEN_DAYS, gettext_lazy("one year")),
)


class TokenForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("For which part of the system"),
        help_text=gettext_lazy("One token for each place where it runs, as “Máy chủ dự phòng”."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may read"),
        help_text=gettext_lazy("Only what people of the agency itself may read is offered."),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it lasts"),
        choices=LASTING,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, offered: frozenset[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(scope.value, words) for scope, words in SCOPES.items() if scope in offered]
        self.fields["scopes"].choices = shown  # type: ignore[attr-defined]


class EndForm(forms.Form):
    reason = reason_field()


@requires(Permission.KEEP)
def partner(request: HttpRequest, partner: str) -> HttpResponse:
    row = partner_kept(request, partner)
    tokens = list_tokens(row.account, clock.real_now()) if not row.ended_at else []
    hooks = queries.list_subscriptions(row.account)
    offered = queries.scopes_of(row.agency, clock.today())
    return render_page(
        request,
        "console/partners/partner.html",
        current="partners",
        title=row.name,
        crumbs=[Link(row.name)],
        partner=row,
        facts=_facts(row),
        tokens=[(one, [SCOPES[scope] for scope in SCOPES if scope in one.scopes]) for one in tokens],
        hooks=[(one, *state_shown(one)) for one in hooks],
        may_give=bool(offered),
        may_hear=Scope.CASES in offered,
    )


def _facts(row: queries.PartnerRow) -> list[Fact]:
    agency = get_names({row.agency}, clock.today()).get(row.agency, row.agency)
    return [
        Fact(_("What it is for"), row.purpose or _("not stated")),
        Fact(_("Agency that answers for it"), agency),
        Fact(_("Whom to call"), row.contact or _("not stated")),
        Fact(_("Registered on"), write_day(row.made_at)),
        Fact(_("Last asked"), write_day(row.used_on) or _("never yet")),
        *([Fact(_("Ended on"), write_day(row.ended_at))] if row.ended_at else []),
    ]


@never_cache
@requires(Permission.KEEP)
def give_token(request: HttpRequest, partner: str) -> HttpResponse:
    """A new token stands on the answer to its form and nowhere else."""
    row = partner_kept(request, partner, running=True)
    raise_if_reauthentication_required(request, app="allauth.account")
    form = TokenForm(request.POST or None, offered=queries.scopes_of(row.agency, clock.today()))
    given = _given(request, row, form) if form.is_bound and form.is_valid() else ""
    return render_page(
        request,
        "console/partners/token.html",
        current="partners",
        title=_("Give “%(name)s” a token") % {"name": row.name},
        crumbs=[link_to(row), Link(_("Another token"))],
        partner=row,
        form=form,
        given=given,
    )


def _given(request: HttpRequest, row: queries.PartnerRow, form: TokenForm) -> str:
    try:
        return actions.give_token(
            account=row.account,
            label=form.cleaned_data["label"],
            scopes=[Scope(scope) for scope in form.cleaned_data["scopes"]],
            days=form.cleaned_data["days"],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return ""


@require_POST
@requires(Permission.KEEP)
def end_token(request: HttpRequest, partner: str, token: int) -> HttpResponse:
    row = partner_kept(request, partner, running=True)

    def act() -> None:
        if not actions.end_token(account=row.account, token=token, by=actor_of(request), at=clock.now()):
            raise Http404

    done = _("The token is ended; nothing is answered to it any more.")
    return act_at_once(request, act, done=done, back=link_to(row).url)


@requires(Permission.KEEP)
def end(request: HttpRequest, partner: str) -> HttpResponse:
    row = partner_kept(request, partner, running=True)

    def act(given: dict[str, Any]) -> None:
        actions.end(account=row.account, **given, by=actor_of(request), at=clock.now())

    deed = Deed(
        section="partners",
        title=_("End the system “%(name)s”") % {"name": row.name},
        button=_("End the system"),
        done=_("The system is ended. Nothing is answered to it or told it any more."),
        back=reverse("console:partner", args=[row.account]),
        warning=_("All its tokens and addresses end at once, and it is not opened again."),
    )
    return perform(request, deed, EndForm(request.POST or None), act, [link_to(row)])


urlpatterns = [
    path("partners/<str:partner>/", partner, name="partner"),
    path("partners/<str:partner>/tokens/new/", give_token, name="partner_token"),
    path("partners/<str:partner>/tokens/<int:token>/end/", end_token, name="partner_token_end"),
    path("partners/<str:partner>/end/", end, name="partner_end"),
]
