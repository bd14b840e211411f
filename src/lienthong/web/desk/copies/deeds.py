"""One decision on one copy on a page of its own: a form, one action, a message, and back."""

from collections.abc import Callable
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from lienthong.domain.copies import actions
from lienthong.domain.copies.errors import NotNow
from lienthong.domain.copies.queries import Verb
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.copies.one import BUTTONS, SLUGS, facts_of, sheets
from lienthong.web.desk.copies.page import come_late, copy_page
from lienthong.web.desk.hats import ReasonForm
from lienthong.web.entrance.access import requires

VERBS: Final = {slug: verb for verb, slug in SLUGS.items()}
ACTS: Final[dict[Verb, Callable[..., None]]] = {
    Verb.ORDERED: actions.order,
    Verb.REFUSED: actions.refuse,
    Verb.WITHDRAWN: actions.withdraw,
    Verb.CANCELLED: actions.cancel,
}
DONE: Final[dict[Verb, str | Promise]] = {
    Verb.ORDERED: gettext_lazy("Ordered. The clerk numbers and makes it."),
    Verb.REFUSED: gettext_lazy("Refused; who asked is told your reason."),
    Verb.WITHDRAWN: gettext_lazy("Taken back."),
    Verb.CANCELLED: gettext_lazy("The number is cancelled; it stays in the register with the reason."),
}
LEADS: Final[dict[Verb, str | Promise]] = {
    Verb.ORDERED: gettext_lazy("A copy has the value of the original (Decree 30/2020, article 26)."),
    Verb.CANCELLED: gettext_lazy("The number is not given again. The copy must not be used any more."),
}
FINAL: Final = frozenset({Verb.CANCELLED})


@requires(Permission.FOLLOW)
def deed(request: HttpRequest, copy: int, decision: str) -> HttpResponse:
    """The form of a move, or the move. What is never this person's to do is not found."""
    if (verb := VERBS.get(decision)) is None:
        raise Http404
    page = copy_page(request, copy, verb)
    if verb not in page.moves:
        return come_late(request, page, {verb}, str(DONE[verb]))
    kind = forms.Form if verb is Verb.ORDERED else ReasonForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[verb](copy=copy, **form.cleaned_data, by=page.desk.by, at=clock.now())
        except NotNow:
            return come_late(request, page, {verb}, str(DONE[verb]))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(DONE[verb]))
            return redirect(page.url)
    title = str(BUTTONS[verb])
    context = {
        "page": page,
        "row": page.row,
        "title": title,
        "lead": LEADS.get(verb, ""),
        "kind": "final" if verb in FINAL else "primary",
        "form": form,
        "sheets": sheets(page.row) if verb is Verb.ORDERED else [],
        "has_file": False,
        "facts": facts_of(page) if verb is Verb.ORDERED else [],
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/copies/deed.html", context)


urlpatterns = [path("<int:copy>/<slug:decision>/", deed, name="copy_deed")]
