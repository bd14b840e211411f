"""Two records are joined as one person's, or parted when that was wrong; both ask for a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.parties import actions, queries
from lienthong.domain.parties.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.parties.page import Page, page_of, write_number
from lienthong.web.entrance.access import requires


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("How you know"),
        help_text=gettext_lazy("For example: old and new card shown together."),
        max_length=300,
        widget=forms.TextInput({"size": "48"}),
    )


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    lead: str
    button: str
    done: str


@requires(Permission.LINK)
def link(request: HttpRequest, party: int, other: int) -> HttpResponse:
    """Only with a record that looks alike: nobody's record is guessed by its address."""
    page = _page(request, party)
    alike = {row.id: row for row in queries.list_alike(page.row.id, page.by)}
    if other not in alike:
        raise Http404
    second = alike[other]
    words = Words(
        _("Join two records of one person"),
        ", ".join([second.name, *map(write_number, second.numbers)]),
        _("Join the records"),
        _("The records are joined. Both stay as they were, and can be parted again."),
    )

    def act(reason: str) -> None:
        actions.link(kept=page.row.id, other=other, reason=reason, by=page.by, at=clock.now())

    return _perform(request, page, words, act)


@requires(Permission.LINK)
def part(request: HttpRequest, party: int, record: int) -> HttpResponse:
    page = _page(request, party)
    if not any(one.other == record and one.undone_at is None for one in queries.list_links(page.row.id)):
        raise Http404
    words = Words(
        _("Part two records"),
        _(
            "They stand for two people again; what was entered since then stays with the record it was entered for."
        ),
        _("Part the records"),
        _("The records are parted."),
    )

    def act(reason: str) -> None:
        actions.part(other=record, reason=reason, by=page.by, at=clock.now())

    return _perform(request, page, words, act)


def _page(request: HttpRequest, party: int) -> Page:
    page = page_of(request, party)
    if not page.may_link:
        raise Http404
    return page


def _perform(request: HttpRequest, page: Page, words: Words, act: Callable[[str], None]) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.done)
            return redirect(page.url)
    context = {"page": page, "form": form, "words": words, "crumbs": page.crumbs(words.title)}
    return render(request, "desk/parties/linking.html", context)


urlpatterns = [
    path("people/<int:party>/join/<int:other>/", link, name="link_party"),
    path("people/<int:party>/part/<int:record>/", part, name="part_party"),
]
