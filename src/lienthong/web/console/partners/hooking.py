"""An address is registered or changed, or gets another secret; a secret is shown once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.domain.partners import actions
from lienthong.domain.partners.permissions import Permission
from lienthong.domain.partners.queries import KIND_LABELS, Kind, address_fault
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.page import render_page
from lienthong.web.console.partners.scope import hook_kept, link_to, link_to_hook, partner_kept
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link


class HookForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Where the partner’s system takes messages, as https://example.vn/tin."),
        max_length=500,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"),
        help_text=gettext_lazy("A message says number, state and times of a case, never whose it is."),
        choices=[(kind.value, words) for kind, words in KIND_LABELS.items() if kind is not Kind.TEST],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        if fault := address_fault(url):
            raise ValidationError(str(fault))
        return url

    def given(self) -> dict[str, Any]:
        return {"url": self.cleaned_data["url"], "kinds": [Kind(one) for one in self.cleaned_data["kinds"]]}


@never_cache
@requires(Permission.KEEP)
def add(request: HttpRequest, partner: str) -> HttpResponse:
    row = partner_kept(request, partner, running=True)
    form, title = HookForm(request.POST or None), _("Register an address")
    if form.is_bound and form.is_valid():
        try:
            hook, secret = actions.subscribe(
                account=row.account, **form.given(), by=actor_of(request), at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _shown(request, hook, secret)
    deed = Deed("partners", title, _("Register the address"), "", link_to(row).url)
    crumbs = [link_to(row), Link(title)]
    return render_page(
        request, "console/deed.html", current="partners", title=title, crumbs=crumbs, form=form, deed=deed
    )


@requires(Permission.KEEP)
def change(request: HttpRequest, hook: str) -> HttpResponse:
    partner, row = hook_kept(request, hook, running=True)
    kept = {"url": row.url, "kinds": [kind.value for kind in row.kinds]}
    form = HookForm(request.POST or None, initial=kept)

    def act(_cleaned: dict[str, Any]) -> None:
        actions.change_subscription(subscription=hook, **form.given(), by=actor_of(request), at=clock.now())

    deed = Deed(
        section="partners",
        title=_("Change the address"),
        button=_("Keep the change"),
        done=_("Kept. What is on its way goes to the address as it is now."),
        back=link_to_hook(row).url,
    )
    return perform(request, deed, form, act, [link_to(partner), link_to_hook(row)])


@never_cache
@requires(Permission.KEEP)
def renew(request: HttpRequest, hook: str) -> HttpResponse:
    partner, row = hook_kept(request, hook, running=True)
    if request.method == "POST":
        secret = actions.renew_secret(subscription=hook, by=actor_of(request), at=clock.now())
        return _shown(request, hook, secret, is_another=True)
    title = _("Give another secret")
    deed = Deed("partners", title, _("Make another secret"), "", link_to_hook(row).url)
    return render_page(
        request,
        "console/deed.html",
        current="partners",
        title=title,
        lead=_("For 24 hours messages are signed with both, so that the partner can change in peace."),
        crumbs=[link_to(partner), link_to_hook(row), Link(title)],
        form=forms.Form(),
        deed=deed,
    )


def _shown(request: HttpRequest, hook: str, secret: str, *, is_another: bool = False) -> HttpResponse:
    """The answer to the form shows the secret, this once."""
    partner, row = hook_kept(request, hook)
    return render_page(
        request,
        "console/partners/secret.html",
        current="partners",
        title=_("The secret of the address"),
        crumbs=[link_to(partner), link_to_hook(row), Link(_("Secret"))],
        hook=row,
        secret=secret,
        is_another=is_another,
    )


urlpatterns = [
    path("partners/<str:partner>/hooks/new/", add, name="hook_new"),
    path("partners/hooks/<str:hook>/change/", change, name="hook_change"),
    path("partners/hooks/<str:hook>/secret/", renew, name="hook_secret"),
]
