"""The telephone of the stand-in service, in a demonstration only: an account is opened, questions are answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lienthong.connectors.remote_signing import client, fake
from lienthong.connectors.trust.client import current_authority
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.documents.permissions import Permission
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.permissions import can_use
from lienthong.web.desk.documents.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

_LONGEST = 64  # of a name in a certificate


@never_cache
@requires(Permission.FOLLOW)
def stand_in(request: HttpRequest) -> HttpResponse:
    desk, authority = desk_of(request), current_authority()
    if not client.is_stand_in() or authority is None:
        raise Http404
    users, phone = _users(desk), fake.kept()
    if request.method == "POST":
        _press(request, users)
        return redirect("desk:telephone_stand_in")
    context = {
        "accounts": [(user, name, phone.has_account(user)) for user, name in users.items()],
        "asked": phone.list_asked(list(users)),
        "crumbs": [
            Link(_("Documents"), reverse("desk:documents")),
            Link(_("Signing keys"), reverse("desk:keys")),
            Link(_("Telephone of the demonstration")),
        ],
    }
    return render(request, "desk/documents/telephone_stand_in.html", context)


def _users(desk: Desk) -> dict[str, str]:
    """As whom the service knows this person, and the agency where they keep its key; with the names."""
    account = get_account(desk.by.account)
    own = {account.username: account.full_name} if account else {}
    of_agency = can_use(desk.by, holders.agency(desk.by.agency))
    return own | ({desk.by.agency: desk.agency_name} if of_agency else {})


def _press(request: HttpRequest, users: dict[str, str]) -> None:
    phone, authority, user = fake.kept(), current_authority(), request.POST.get("open", "")
    if user in users and authority is not None:
        issued = authority.issue(users[user][:_LONGEST], "")
        phone.open_account(user, issued.der, issued.key_der, (authority.issuing.der,))
        messages.success(request, _("The stand-in knows you as %(user)s.") % {"user": user})
        return
    handle, said = request.POST.get("handle", ""), request.POST.get("answer", "")
    if said in {"yes", "no"} and handle in {one.handle for one in phone.list_asked(list(users))}:
        phone.answer(handle, yes=said == "yes")


urlpatterns = [path("keys/telephone/try/", stand_in, name="telephone_stand_in")]
