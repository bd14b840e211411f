"""The clerk numbers a copy and makes it: with the PIN of the agency's key, or for paper without one."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy

from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.copies import actions
from lienthong.domain.copies.errors import NotNow
from lienthong.domain.copies.queries import Medium, Verb
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.queries import key_of
from lienthong.web.desk.copies.one import BUTTONS, sheets
from lienthong.web.desk.copies.page import come_late, copy_page
from lienthong.web.entrance.access import requires

MADE: Final = gettext_lazy("Made: numbered and entered in the register of copies.")


class PinForm(forms.Form):
    """Of an electronic copy alone."""

    pin = forms.CharField(
        label=gettext_lazy("PIN of the key"),
        max_length=64,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "off", "inputmode": "numeric", "size": "14"}),
    )


@requires(Permission.REGISTER)
def make(request: HttpRequest, copy: int) -> HttpResponse:
    page = copy_page(request, copy, Verb.NUMBERED)
    if not {Verb.NUMBERED, Verb.MADE} & set(page.moves):
        return come_late(request, page, {Verb.MADE}, str(MADE))
    is_sealed = page.row.medium is Medium.ELECTRONIC
    form = (PinForm if is_sealed else forms.Form)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue(
                copy=copy,
                pin=form.cleaned_data.get("pin", ""),
                helpers=current_helpers(),
                by=page.desk.by,
                at=clock.now(),
            )
        except NotNow:
            return come_late(request, page, {Verb.MADE}, str(MADE))
        except Refusal as refusal:
            form.add_error("pin" if is_sealed else None, str(refusal))
            page = copy_page(request, copy, Verb.NUMBERED)
        else:
            messages.success(request, str(MADE))
            return redirect(page.url)
    holder = holders.agency(page.row.agency)
    title = str(BUTTONS[Verb.NUMBERED if Verb.NUMBERED in page.moves else Verb.MADE])
    context = {
        "page": page,
        "row": page.row,
        "form": form,
        "title": title,
        "is_sealed": is_sealed,
        "has_key": not is_sealed or key_of(holder) is not None,
        "has_device": key_of(holder, TokenKind.BRIDGE) is not None,
        "sheets": sheets(page.row),
        "has_file": False,
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/copies/making.html", context)


urlpatterns = [path("<int:copy>/make/", make, name="copy_make")]
