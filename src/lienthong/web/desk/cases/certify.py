"""The fast lane of certification, by keyboard: who asks, which papers, certify; the number stands on the next page.

Every press sends the whole form; Enter comes back with the next box in focus and writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import (
    LaterUnfit,
    NothingToCertify,
    NumberNeeded,
    RequesterMissing,
    RequesterTooLong,
    SignerUnfit,
)
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CertificationRow, Certified, Period
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import AlikeKnown, NotACard
from lienthong.domain.parties.exchange import read_card
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.certify_form import KEYS, KINDS, MOST_ROWS, CertifyForm
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Link

SHOWN: Final = 8
FIELDS: Final = {
    RequesterMissing: "name",
    RequesterTooLong: "name",
    NothingToCertify: "paper_1",
    NumberNeeded: "number",
    SignerUnfit: "signer",
    LaterUnfit: "why",
    AlikeKnown: "anyway",
}
"""The box that a refusal is about; what ``parties`` refuses else is about the number."""


@dataclass
class Lane:
    """The form as it was sent, and what follows from it. ``focus`` is the box in which the clerk goes on."""

    desk: Desk
    given: dict[str, str]
    focus: str = "name"

    @property
    def kind(self) -> Certified:
        asked = self.given.get("kind", "")
        return Certified(asked) if asked in set(Certified) else Certified.COPY

    @property
    def rows(self) -> int:
        """As many lines as are filled, and one to go on with."""
        sent = [row for row in range(1, MOST_ROWS + 1) if self.given.get(f"paper_{row}", "").strip()]
        return min(max(sent, default=0) + 1, MOST_ROWS)

    @cached_property
    def signers(self) -> list[tuple[str, str]]:
        return self.desk.staff(self.desk.by.agency, Permission.SIGN)

    def form(self, *, is_judged: bool = False) -> CertifyForm:
        """Judged, it says what is wrong; else it does not. Where one person alone signs, it is they."""
        if not self.given.get("signer") and len(self.signers) == 1:
            self.given["signer"] = self.signers[0][0]
        form = CertifyForm(
            self.given if is_judged else None,
            initial=self.given,
            rows=self.rows,
            signers=self.signers,
            days=_days(self.desk),
        )
        form.look_at(self.focus)
        return form

    @property
    def prices(self) -> list[tuple[str, int]]:
        """What each line costs as it stands."""
        return [
            (self.given[f"paper_{row}"], self._price(row))
            for row in range(1, MOST_ROWS + 1)
            if self.given.get(f"paper_{row}", "").strip()
        ]

    @property
    def total(self) -> int:
        return sum(price for _paper, price in self.prices)

    def _price(self, row: int) -> int:
        pages, copies = (_counted(self.given.get(f"{name}_{row}", "")) for name in ("pages", "copies"))
        free = self.given.get("exempt", "").strip()
        return 0 if free else cases.price(self.kind, pages=pages, copies=copies, day=self.desk.day)

    def go_on(self) -> None:
        """What Enter does: reads a card that was scanned, else moves to the next box that wants something."""
        self.read()
        blank = f"paper_{self.rows}"
        if not self.given.get("name", "").strip():
            self.focus = "name"
        elif self.kind is Certified.SIGNATURE and not self.given.get("number", "").strip():
            self.focus = "number"
        else:
            self.focus = "certify" if self.rows > 1 and blank in self.given else blank

    def read(self) -> None:
        """A citizen card that was scanned into the first box fills name and number."""
        text = self.given.get("name", "")
        if "|" not in text:
            return
        try:
            card = read_card(text)
        except NotACard:
            return
        self.given |= {"name": card.name, "number": card.number, "number_kind": "CCCD"}


def _counted(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1


def _days(desk: Desk) -> list[tuple[str, str]]:
    """By the rule, or so many working days later."""
    words = [("0", _("on the day, as the rule says"))]
    for days in range(1, cases.most_further_days(desk.day) + 1):
        told = ngettext("%(count)s working day later", "%(count)s working days later", days)
        words.append((str(days), told % {"count": days}))
    return words


@requires(Permission.RECEIVE)
def certify(request: HttpRequest) -> HttpResponse:
    desk = lane_of(request)
    lane = Lane(desk, _given(request, desk))
    if request.method == "POST" and request.POST.get("do") in _ACTS:
        return _act(request, lane, _ACTS[request.POST["do"]])
    if request.method == "POST":
        lane.go_on()
    return _show(request, lane, lane.form())


def lane_of(request: HttpRequest) -> Desk:
    """Raises Http404 for who does not receive, and where nothing is certified."""
    desk = desk_of(request)
    if not desk.may_receive or not cases.certifies(desk.by.agency, desk.day):
        raise Http404
    return desk


def _given(request: HttpRequest, desk: Desk) -> dict[str, str]:
    if request.method == "POST":
        return {name: str(value) for name, value in request.POST.items()}
    kind = request.GET.get("kind", "")
    return {
        "key": str(uuid4()),
        "kind": kind if kind in set(Certified) else Certified.COPY.value,
        "number_kind": "CCCD",
        "further_days": "0",
        "signer": cases.last_signer(desk.by.agency),
    }


def _certify(lane: Lane, form: CertifyForm) -> list[CertificationRow]:
    signer = form.cleaned_data["signer"]
    return actions.certify(asked=_asked(lane, form), signer=signer, by=lane.desk.by, at=clock.now())


def _take_in(lane: Lane, form: CertifyForm) -> list[CertificationRow]:
    given = form.cleaned_data
    return actions.certify_later(
        asked=_asked(lane, form),
        further_days=int(given["further_days"] or 0),
        why=given["why"],
        by=lane.desk.by,
        at=clock.now(),
    )


_ACTS: Final = {"certify": _certify, "later": _take_in}


def _act(request: HttpRequest, lane: Lane, act: Any) -> HttpResponse:
    lane.read()
    lane.focus = ""
    form = lane.form(is_judged=True)
    if form.is_valid():
        try:
            act(lane, form)
        except Refusal as refusal:
            form.add_error(_field_of(refusal), str(refusal))
        else:
            words = {"kind": lane.kind.value, "made": form.cleaned_data["key"]}
            return _lead_to(request, f"{reverse('desk:certify')}?{urlencode(words)}")
    return _show(request, lane, form)


def _field_of(refusal: Refusal) -> str | None:
    for kind, name in FIELDS.items():
        if isinstance(refusal, kind):
            return name
    return "number" if "parties" in type(refusal).__module__ else None


def _asked(lane: Lane, form: CertifyForm) -> actions.CertificationAsked:
    given = form.cleaned_data
    person = None
    if given["number"]:
        number = parties.Number(given["number_kind"] or "CCCD", given["number"])
        person = parties.Draft(name=given["name"], numbers=(number,))
    return actions.CertificationAsked(
        key=UUID(given["key"]),
        kind=lane.kind,
        requester=given["name"],
        papers=form.papers,
        person=person,
        anyway=given["anyway"],
        exempt=given["exempt"],
    )


def _show(request: HttpRequest, lane: Lane, form: CertifyForm) -> HttpResponse:
    desk, today = lane.desk, Period(lane.desk.day, lane.desk.day)
    source, confirmed = cases.fee_source(desk.day)
    context: Mapping[str, Any] = {
        "form": form,
        "lane": lane,
        "kinds": [(str(one), words, KEYS[one], one is lane.kind) for one, words in KINDS.items()],
        "is_alike": "anyway" in form.errors or lane.given.get("anyway"),
        "is_later_open": "why" in form.errors or lane.given.get("further_days", "0") != "0",
        "known": cases.offer_papers(desk.by.agency),
        "made": _made(request, desk),
        "lines": cases.list_certified(desk.by.agency, lane.kind, today, limit=SHOWN),
        "told": cases.sum_certified(desk.by.agency, lane.kind, today),
        "waiting": len(cases.list_waiting(desk.by.agency)),
        "source": source,
        "confirmed": confirmed,
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Certification"))],
        "keys": _keys(),
    }
    return render(request, "desk/cases/certify.html", context)


def _made(request: HttpRequest, desk: Desk) -> list[CertificationRow]:
    """What the press before made, to be written under each paper."""
    try:
        key = UUID(request.GET.get("made", ""))
    except ValueError:
        return []
    return cases.list_made(key, desk.by.agency)


def _lead_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def _keys() -> list[Key]:
    return [
        Key("Enter", _("next box")),
        Key("F2", _("copies")),
        Key("F4", _("signature")),
        Key("F9", _("certify")),
    ]


urlpatterns = [path("certify/", certify, name="certify")]
