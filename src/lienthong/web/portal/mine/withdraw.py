"""Taking a case back: what that means is said first, and the reason stays with the case."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.applications import actions
from lienthong.domain.cases.errors import NotNow
from lienthong.domain.cases.queries import about_money, may_withdraw
from lienthong.domain.payments.queries import find_of
from lienthong.web.portal.mine.door import Own, both


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why you withdraw it"),
        help_text=gettext_lazy("One sentence. The one-stop reads it."),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )
    sure = forms.BooleanField(label=gettext_lazy("I withdraw this case. I know that it ends with that."))


def withdraw(request: HttpRequest, own: Own) -> HttpResponse:
    if not may_withdraw(own.row):
        return redirect(own.url())
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    form.use_required_attribute = False
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(case=own.row.id, reason=form.cleaned_data["reason"], by=own.by, at=own.now)
        except NotNow:
            messages.error(request, _("It cannot be withdrawn any more. See below how it stands."))
        else:
            messages.success(request, _("Your case is withdrawn."))
        return redirect(own.url())
    fee = find_of(about_money(own.row.id))
    context = {
        "own": own,
        "row": own.row,
        "form": form,
        "back": own.url(),
        "is_paid": bool(fee and fee.received),
    }
    return render(request, "portal/mine/withdraw.html", context)


urlpatterns = both("withdraw/", withdraw, "withdraw")
