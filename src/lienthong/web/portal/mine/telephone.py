"""To which mobile number short messages come: typed here, and made sure by a code that is sent there."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.parties.queries import mask_phone
from lienthong.domain.short_messages import actions, queries
from lienthong.spine.errors import Refusal
from lienthong.web.portal.mine.page import Page, citizen


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Your mobile number"),
        help_text=gettext_lazy("A code of six digits is sent there."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "size": "14", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code in the message"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "size": "8", "autocomplete": "one-time-code"}),
    )


@citizen
def telephone(request: HttpRequest, page: Page) -> HttpResponse:
    """Asks for the number; while a code is on its way, for the code, or for another number."""
    verified = page.mine.verified
    if verified is None:
        raise Http404
    sent_to = queries.waits_for_code(verified.party, page.now)
    is_code = "code" in request.POST
    code = CodeForm(request.POST if is_code else None)
    phone = PhoneForm(request.POST if request.method == "POST" and not is_code else None)
    for form in (code, phone):
        form.use_required_attribute = False
    if code.is_bound and code.is_valid() and _proved(page, verified.party, code):
        messages.success(request, _("This number is yours. Choose below what may be sent there."))
        return redirect("my_data")
    if phone.is_bound and phone.is_valid():
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="ask_code")
        if refused:
            return refused
        if _asked(page, verified.party, phone):
            return redirect("my_telephone")
    context = {
        "code": code,
        "phone": phone,
        "sent_to": mask_phone(sent_to) if sent_to else "",
        "is_code": is_code,
    }
    return render(request, "portal/mine/telephone.html", context)


def _proved(page: Page, party: int, form: forms.Form) -> bool:
    try:
        actions.prove(party=party, code=form.cleaned_data["code"], by=page.by, at=page.now)
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return False
    return True


def _asked(page: Page, party: int, form: forms.Form) -> bool:
    try:
        actions.ask_code(party=party, phone=form.cleaned_data["phone"], by=page.by, at=page.now)
    except Refusal as refusal:
        form.add_error("phone", str(refusal))
        return False
    return True


urlpatterns = [path("my/telephone/", telephone, name="my_telephone")]
