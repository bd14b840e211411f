"""What one was told: the list, what is read, and whether a letter comes in the morning."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import get_account
from lienthong.domain.notices import actions, queries
from lienthong.domain.notices.errors import NoSuchNotice
from lienthong.spine import clock
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.paging import PARAMETER, paging
from lienthong.web.ui.parts import Tab

SHOWN = "shown"
ALL = "all"


class LetterForm(forms.Form):
    digest = forms.ChoiceField(
        label=gettext_lazy("On working mornings, write to me"),
        choices=queries.Digest.choices,
        widget=forms.RadioSelect,
    )


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    return _page(request, LetterForm(initial={"digest": queries.get_digest(actor_of(request).account)}))


@require_POST
@signed_in
def open_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """Reads it and leads to the thing itself."""
    return redirect(_read(request, notice))


@require_POST
@signed_in
def read_notice(request: HttpRequest, notice: int) -> HttpResponse:
    _read(request, notice)
    return redirect("notices")


@require_POST
@signed_in
def read_all_notices(request: HttpRequest) -> HttpResponse:
    up_to = request.POST.get("up_to", "")
    if up_to.isdecimal() and len(up_to) < 19:
        actions.read_all(up_to=int(up_to), by=actor_of(request), at=clock.now())
    return redirect("notices")


@require_POST
@signed_in
def choose_letter(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    actions.prefer(digest=form.cleaned_data["digest"], by=actor_of(request), at=clock.now())
    messages.success(request, _("Your choice is kept."))
    return redirect("notices")


def _read(request: HttpRequest, notice: int) -> str:
    try:
        return actions.read(notice=notice, by=actor_of(request), at=clock.now())
    except NoSuchNotice:
        raise Http404 from None


def _page(request: HttpRequest, form: LetterForm) -> HttpResponse:
    account = actor_of(request).account
    unread, total = queries.count_unread(account), queries.count_notices(account)
    is_all = request.GET.get(SHOWN) == ALL or not unread
    page = Paginator(range(total if is_all else unread), queries.PAGE).get_page(request.GET.get(PARAMETER))
    rows = queries.list_notices(account, unread_only=not is_all, offset=max(0, page.start_index() - 1))
    told = get_account(account)
    context: dict[str, Any] = {
        "rows": rows,
        "unread": unread,
        "total": total,
        "newest": queries.list_notices(account)[0].id if rows else 0,
        "tabs": _tabs(unread, total, is_all) if total else [],
        "paging": paging(request, page),
        "form": form,
        "email": told.email if told else "",
    }
    return render(request, "entrance/notices.html", context)


def _tabs(unread: int, total: int, is_all: bool) -> list[Tab]:
    return [
        Tab(_("New"), reverse("notices"), unread, current=not is_all, tone="today" if unread else ""),
        Tab(_("All"), f"?{SHOWN}={ALL}", total, current=is_all),
    ]


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/<int:notice>/open/", open_notice, name="open_notice"),
    path("notices/<int:notice>/read/", read_notice, name="read_notice"),
    path("notices/read-all/", read_all_notices, name="read_all_notices"),
    path("notices/letter/", choose_letter, name="choose_letter"),
]
