"""What is known of one: who looked, what one agreed to, a copy of everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.accounts.queries import get_account
from lienthong.domain.applications import actions, queries
from lienthong.domain.notices.actions import prefer
from lienthong.domain.notices.queries import Digest, get_digest
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import Channel, Part
from lienthong.domain.parties.errors import ConsentedAlready, NoConsent
from lienthong.domain.parties.queries import Purpose, list_consents, mask_phone, proved_phone
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.downloads import download
from lienthong.web.portal.mine.page import Page, citizen
from lienthong.web.ui.parts import Text

WORDINGS: Final[dict[Purpose, Text]] = {
    Purpose.EMAIL: gettext_lazy("You may write to my e-mail address about my cases."),
    Purpose.SMS: gettext_lazy("You may send short messages about my cases to my mobile number."),
    Purpose.ZALO: gettext_lazy("You may tell me about my cases by Zalo."),
    Purpose.REUSE_PAPERS: gettext_lazy(
        "Agencies of the province may use papers that I handed in before, instead of asking me again."
    ),
    Purpose.POST: gettext_lazy(
        "You may give my name, address and telephone to the post that brings my result."
    ),
}
PARTS: Final[dict[str, Text]] = {
    Part.RECORD: gettext_lazy("name, with numbers hidden"),
    Part.NUMBERS: gettext_lazy("identity numbers"),
    Part.BIRTH: gettext_lazy("day of birth"),
    Part.CONTACTS: gettext_lazy("telephone and address"),
    Part.FILES: gettext_lazy("papers of a case"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A look at one's data: which agency, in which role, why; never which person."""

    at: object
    agency: str
    position: str
    parts: str
    reason: str


@citizen
def my_data(request: HttpRequest, page: Page) -> HttpResponse:
    verified = page.mine.verified
    given = {row.purpose for row in list_consents(verified.party, page.today)} if verified else set()
    account = get_account(page.by.account)
    reached = proved_phone(verified.party, page.today) if verified else ""
    context = {
        "consents": [(purpose.value, words, purpose in given) for purpose, words in WORDINGS.items()],
        "verified": verified,
        "exports": queries.list_exports(page.by.account),
        "digests": Digest.choices,
        "digest": get_digest(page.by.account),
        "email": account.email if account else "",
        "phone": mask_phone(reached) if reached else "",
    }
    return render(request, "portal/mine/data.html", context)


@citizen
def my_looks(request: HttpRequest, page: Page) -> HttpResponse:
    return render(
        request, "portal/mine/looks.html", {"looks": list(_looks(page)), "verified": page.mine.verified}
    )


def _looks(page: Page) -> Iterator[Look]:
    rows = queries.list_looks(page.mine)
    names = get_names({row.hat for row in rows} - {""}, page.today) if rows else {}
    for row in rows:
        yield Look(
            at=clock.local(row.at),
            agency=names.get(row.hat, row.hat) or _("The platform itself"),
            position=row.position,
            parts=", ".join(str(PARTS.get(part, part)) for part in row.parts),
            reason=row.reason,
        )


@require_POST
@citizen
def consent(request: HttpRequest, page: Page, purpose: str) -> HttpResponse:
    """Gives it or takes it back; either twice is no fault."""
    verified = page.mine.verified
    if purpose not in set(Purpose) or verified is None:
        raise Http404
    chosen = Purpose(purpose)
    try:
        if request.POST.get("do") == "give":
            parties.give_consent(
                party=verified.party,
                purpose=chosen,
                channel=Channel.PORTAL,
                wording=str(WORDINGS[chosen]),
                by=page.by,
                at=page.now,
            )
        else:
            parties.withdraw_consent(party=verified.party, purpose=chosen, by=page.by, at=page.now)
    except (ConsentedAlready, NoConsent):
        return redirect("my_data")
    messages.success(request, _("Your consent is kept as you said."))
    return redirect("my_data")


@require_POST
@citizen
def letters(request: HttpRequest, page: Page) -> HttpResponse:
    chosen = request.POST.get("digest", "")
    if chosen in Digest.values:
        prefer(digest=Digest(chosen), by=page.by, at=page.now)
        messages.success(request, _("Your choice of letters is kept."))
    return redirect("my_data")


@require_POST
@citizen
def ask(request: HttpRequest, page: Page) -> HttpResponse:
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="ask_own_data")
    if refused:
        return refused
    try:
        actions.ask_data(by=page.by, at=page.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your data are being put together. A message comes when they are ready."))
    return redirect("my_data")


@citizen
def export(request: HttpRequest, page: Page, export: int) -> HttpResponse:
    del request
    row = queries.get_export(page.by.account, export)
    if row is None or row.file is None:
        raise Http404
    return cast(HttpResponse, download(row.file, may_read=lambda file: file.use == actions.EXPORTED.name))


urlpatterns = [
    path("my/data/", my_data, name="my_data"),
    path("my/data/looks/", my_looks, name="my_looks"),
    path("my/data/consents/<slug:purpose>/", consent, name="my_consent"),
    path("my/data/letters/", letters, name="my_letters"),
    path("my/data/copies/", ask, name="my_copy_asked"),
    path("my/data/copies/<int:export>/", export, name="my_copy"),
]
