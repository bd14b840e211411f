"""Back to what was begun: in this browser, under the account, or anywhere by the code.

The code stands on the receipt too, so for what was sent it is not enough: there a proof is asked for.
"""

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.domain.applications import queries
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.portal.apply.page import held_keys, hold


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code of your application"),
        help_text=gettext_lazy("Eight letters and digits, as K7M4 PX2Q; you got it when you began."),
        max_length=20,
        widget=forms.TextInput(
            {"size": "12", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


@public
@never_cache
def applications(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _come_back(request)
    form = CodeForm(initial={"code": request.GET.get("code", "")[:20]})
    return _show(request, form)


def _come_back(request: HttpRequest) -> HttpResponse:
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="resume_application")
    if refused:
        return refused
    form = CodeForm(request.POST)
    if form.is_valid():
        key = queries.find_by_code(form.cleaned_data["code"])
        row = queries.get_application(key) if key else None
        if row and row.sent_at:
            return redirect(f"{reverse('follow')}?code={row.code.replace(' ', '')}")
        if key:
            hold(request, key)
            return redirect(_next(request, str(key)) or f"/applications/{key}/")
        form.add_error(
            "code",
            _("There is no application with this code. Look at it once more: it has no letters O and I."),
        )
    return _show(request, form)


def _next(request: HttpRequest, key: str) -> str:
    """Only to a page of the very application whose code was given."""
    told = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(told, allowed_hosts=None) and told.startswith(
        f"/applications/{key}/"
    )
    return told if is_ours else ""


def _show(request: HttpRequest, form: CodeForm) -> HttpResponse:
    mine = queries.list_of_account(actor_of(request).account)
    here = [row for row in queries.list_open(held_keys(request)) if row.key not in {one.key for one in mine}]
    context = {
        "form": form,
        "rows": [*mine, *here],
        "next": request.GET.get("next", "") or request.POST.get("next", ""),
    }
    return render(request, "portal/apply/resume.html", context)


urlpatterns = [path("applications/", applications, name="applications")]
