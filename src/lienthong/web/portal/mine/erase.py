"""Leaving: what goes at once, what stays and by which law."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.applications import actions, queries
from lienthong.domain.applications.queries import grounds_on
from lienthong.web.portal.mine.page import Page, citizen


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("I understand that drafts and account cannot be brought back.")
    )


@citizen
def erase(request: HttpRequest, page: Page) -> HttpResponse:
    form = EraseForm(request.POST if request.method == "POST" else None)
    form.use_required_attribute = False
    if form.is_bound and form.is_valid():
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="erase_own_account")
        if refused:
            return refused
        actions.erase_account(by=page.by, at=page.now)
        logout(request)
        messages.success(request, _("Your account and your drafts are gone."))
        return redirect("home")
    context = {
        "form": form,
        "drafts": len(queries.list_drafts(page.by.account)),
        "cases": len(queries.list_my_cases(page.mine, page.now)),
        "grounds": grounds_on(page.today),
    }
    return render(request, "portal/mine/erase.html", context)


urlpatterns = [path("my/data/erase/", erase, name="my_erase")]
