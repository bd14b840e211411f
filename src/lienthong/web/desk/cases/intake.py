"""Taking a case in at the counter, by keyboard: find the procedure, scan the card, tick the papers, receive.

Every press sends the whole form; what is not complete yet comes back with the next box in focus, nothing lost and
nothing written. Only receiving writes: the number is taken at that moment and no earlier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import PapersMissing
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CaseRow, Channel, ReturnBy, SlipRow
from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import AlikeKnown, NotACard
from lienthong.domain.parties.exchange import Birth, read_card
from lienthong.domain.parties.queries import find_parties
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries import Handling, ProcedureRow, find_published, get_handling
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import clean
from lienthong.web.desk.cases.intake_form import WORDING_OF_MESSAGES, IntakeForm, SlipForm
from lienthong.web.desk.cases.page import Desk, desk_of, number_in
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key

OFFERED: Final = 9
"""As many as there are digit keys."""
SEARCHED: Final = 200
"""Of so many that hold the words those are offered which were transferred."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """An agreement with the post, and the procedures whose cases its people take in."""

    agreement: int
    procedures: frozenset[str]


@dataclass
class Counter:
    """The form as it was sent, and what follows from it. ``focus`` is the box in which the clerk goes on. ``slip``: on
    which it was taken by hand. ``transferred``: somebody of the post takes it in.
    """

    desk: Desk
    given: dict[str, Any]
    slip: SlipRow | None = None
    transferred: Transferred | None = None
    offers: Sequence[ProcedureRow] = ()
    is_close: bool = False
    focus: str = "q"
    errors: dict[str, str] = field(default_factory=dict)
    is_read: bool = False

    @cached_property
    def handling(self) -> Handling | None:
        """The procedure that was chosen, while it can be received here today."""
        number = number_in(str(self.given.get("version", "")))
        if number is None:
            return None
        try:
            found = get_handling(number)
        except ProcedureNotFound:
            return None
        is_theirs = self.transferred is None or found.code in self.transferred.procedures
        return found if is_theirs and found.is_in_force(self.desk.day) else None

    @property
    def papers(self) -> list[tuple[int, Any, bool]]:
        """Each paper of the procedure with its place, and whether it was ticked."""
        ticked = set(self.given.get("papers", ()))
        rows = self.handling.papers if self.handling else ()
        return [(place, paper, str(place) in ticked) for place, paper in enumerate(rows, 1)]

    @property
    def lacking(self) -> list[str]:
        """Papers that must be there and were not ticked."""
        return [
            paper.name
            for _place, paper, here in self.papers
            if paper.required and not paper.held_by and not here
        ]

    @cached_property
    def owners(self) -> list[tuple[str, str]]:
        """The agencies for which it may be taken here, where a rule lets this counter take it for others."""
        if self.handling is None or self.transferred or not cases.takes_anywhere(self.desk.day):
            return []
        here = self.desk.by.agency
        found = cases.list_owners_for(self.handling, here, self.desk.day)
        return found if any(code != here for code, _name in found) else []

    @property
    def owner(self) -> str:
        """The one that decides, as far as it is known yet."""
        told, here = str(self.given.get("owner", "")), self.desk.by.agency
        return (
            told
            if told in dict(self.owners)
            else here
            if here in dict(self.owners) or not self.owners
            else ""
        )

    @cached_property
    def due(self) -> Any:
        """The day that it would bear if it were received now."""
        if self.handling is None or not self.owner:
            return None
        channel = str(self.given.get("channel") or Channel.COUNTER)
        return cases.foresee(
            self.handling,
            channel if channel in set(Channel) else Channel.COUNTER,
            owner=self.owner,
            now=self.desk.now,
        )

    @cached_property
    def known(self) -> list[CaseRow]:
        """Open cases of whom the number belongs to: a second one of the same kind is noticed."""
        number = clean(str(self.given.get("number", "")))
        found = find_parties(number, self.desk.by, limit=2) if len(number) >= 9 else []
        if len(found) != 1:
            return []
        return cases.list_of_applicant(found[0].id, by=self.desk.by, now=self.desk.now)

    @property
    def alike(self) -> list[CaseRow]:
        """Those of them that are under the procedure that was chosen: most likely the same thing brought twice."""
        return [row for row in self.known if self.handling and row.procedure == self.handling.code]

    def go_on(self) -> None:
        """What Enter does: reads a card, chooses or finds a procedure, else moves to the next box."""
        if text := str(self.given.get("card", "")).strip():
            self._read(text)
        elif self.given.get("pick") and self.given.get("q") == self.given.get("asked"):
            self._choose(str(self.given["pick"]))
        elif not self.handling or self.given.get("q") != self.given.get("asked"):
            self._find()
        else:
            self.focus = self._next()

    def _next(self) -> str:
        if not self.given.get("name"):
            return "card"
        if self.lacking:
            return "papers"
        return "receive"

    def _find(self) -> None:
        text = str(self.given.get("q", "")).strip()
        self.given["asked"] = self.given.get("q", "")
        if not text:
            return
        day = self.desk.day
        groups = [group.code for group in list_groups_of(self.desk.by.agency, day)]
        most = OFFERED if self.transferred is None else SEARCHED
        found = find_published(day, text=text, agencies=[self.desk.by.agency, *groups], limit=most)
        rows = [row for row in found.rows if self._may_offer(row)][:OFFERED]
        self.is_close = found.is_close
        if (not rows or self.is_close) and (others := self._of_others(text)):
            rows, self.is_close = others, False
        if len(rows) == 1 and not self.is_close:
            self._choose(str(rows[0].version))
        else:
            self.offers, self.focus = rows, "pick" if rows else "q"
            self.given["version"] = ""

    def _of_others(self, text: str) -> list[ProcedureRow]:
        """What holds all the words and may be taken here for the agencies that decide it."""
        day, here = self.desk.day, self.desk.by.agency
        if self.transferred or not cases.takes_anywhere(day):
            return []
        found = find_published(day, text=text, limit=OFFERED)
        rows = [] if found.is_close else found.rows
        return [row for row in rows if cases.list_owners_for(get_handling(row.version), here, day)]

    def _may_offer(self, row: ProcedureRow) -> bool:
        return self.transferred is None or row.code in self.transferred.procedures

    def _choose(self, version: str) -> None:
        self.given["version"] = version
        for name in ("handling", "owners"):
            self.__dict__.pop(name, None)
        self.given["owner"] = ""
        self.given["papers"] = []
        if self.handling:
            self.given["q"] = self.given["asked"] = self.handling.name
            self.focus = self._next()

    def _read(self, text: str) -> None:
        """The card's text fills the boxes; a bare number fills its own."""
        plain = clean(text).replace(" ", "")
        try:
            card = read_card(text)
        except NotACard as fault:
            if plain.isdigit() and len(plain) in {9, 12}:
                self.given |= {
                    "number": plain,
                    "number_kind": "CCCD" if len(plain) == 12 else "CMND",
                    "card": "",
                }
                self.focus = "name"
            else:
                self.errors["card"], self.focus = str(fault), "card"
            return
        self.given |= {
            "card": "",
            "number": card.number,
            "number_kind": "CCCD",
            "name": card.name,
            "birth": str(card.birth or ""),
            "sex": str(card.sex),
            "address": card.address,
        }
        self.is_read, self.focus = True, "phone" if not self.given.get("phone") else self._next()

    def form(self, *, is_judged: bool = False) -> IntakeForm:
        kind = SlipForm if self.slip else IntakeForm
        shown = self.given | {"owner": self.owner if self.owners else ""}
        return kind(shown if is_judged else None, initial=shown, owners=self.owners)


@requires(Permission.RECEIVE)
def intake(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not desk.may_receive:
        raise Http404
    return serve(request, desk)


def serve(
    request: HttpRequest,
    desk: Desk,
    slip: SlipRow | None = None,
    transferred: Transferred | None = None,
) -> HttpResponse:
    """The counter's form, empty, going on or received."""
    counter = Counter(desk, _given(request), slip, transferred)
    if request.method == "POST" and request.POST.get("do") == "receive":
        return _receive(request, counter)
    if request.method == "POST":
        counter.go_on()
    return _show(request, counter, counter.form())


def _given(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        return {"key": str(uuid4()), "channel": Channel.COUNTER.value, "return_by": ReturnBy.COUNTER.value}
    given: dict[str, Any] = request.POST.dict()
    return given | {"papers": request.POST.getlist("papers")}


def _receive(request: HttpRequest, counter: Counter) -> HttpResponse:
    form = counter.form(is_judged=True)
    if counter.handling is None:
        form.add_error("q", _("Find the procedure and choose it."))
        counter.focus = "q"
    if form.is_valid() and counter.handling:
        try:
            made = actions.receive(
                intake=_intake(form.cleaned_data, counter),
                on_slip=form.on_slip(counter.slip.id)
                if counter.slip and isinstance(form, SlipForm)
                else None,
                by=counter.desk.by,
                at=clock.now(),
            )
        except AlikeKnown as refusal:
            form.add_error("anyway", str(refusal))
        except PapersMissing as refusal:
            form.add_error(None, str(refusal))
            counter.focus = "papers"
        except Refusal as refusal:
            form.add_error(_field_of(refusal), str(refusal))
        else:
            messages.success(request, _("Received under number %(number)s.") % {"number": made.number})
            return _lead_to(request, _receipt_url(counter, made.case))
    return _show(request, counter, form)


def _receipt_url(counter: Counter, case: int) -> str:
    if counter.transferred:
        return reverse("desk:post_receipt", args=[counter.transferred.agreement, case])
    return reverse("desk:receipt", args=[case])


def _field_of(refusal: Refusal) -> str | None:
    """The box that a refusal of the people's room is about."""
    name = type(refusal).__name__
    about = {
        "Phone": "phone", "Name": "name", "Birth": "birth", "Born": "birth", "Citizen": "number", "OldCard": "number",
        "Number": "number", "CheckDigit": "number", "Passport": "number", "TaxCode": "number", "Enterprise": "number",
        "Household": "number", "NotOfThisKind": "number", "Address": "address", "Authority": "authority",
        "SlipTime": "received_time", "SlipTooOld": "received_on", "Reason": "slip_why",
    }  # fmt: skip
    return next((field for start, field in about.items() if name.startswith(start)), None)


def _intake(given: Mapping[str, Any], counter: Counter) -> actions.Intake:
    submitter = None
    if given["submitter_name"]:
        draft = parties.Draft(
            name=given["submitter_name"], numbers=_numbers("CCCD", given["submitter_number"])
        )
        submitter = actions.Applicant(draft, given["anyway"])
    return actions.Intake(
        key=UUID(str(given["key"])),
        version=counter.handling.version if counter.handling else 0,
        applicant=actions.Applicant(
            _draft(given),
            given["anyway"],
            messages_to=given["phone"] if given["messages"] else "",
            wording=str(WORDING_OF_MESSAGES),
        ),
        papers=tuple(sorted(int(place) for place in counter.given["papers"] if place.isdigit())),
        content=given["content"],
        channel=Channel(given["channel"]),
        return_by=ReturnBy(given["return_by"]),
        submitter=submitter,
        authority=given["authority"],
        owner=given["owner"],
    )


def _draft(given: Mapping[str, Any]) -> parties.Draft:
    is_body = bool(given["is_body"])
    contacts = [
        parties.ContactGiven(kind, value)
        for kind, value in (
            ("PHONE", given["phone"]),
            ("HEAD_OFFICE" if is_body else "RESIDENCE", given["address"]),
        )
        if value
    ]
    return parties.Draft(
        name=given["name"],
        kind=parties.PartyKind.ORGANISATION if is_body else parties.PartyKind.PERSON,
        form=parties.Form.OTHER.value if is_body else "",
        numbers=_numbers(given["number_kind"], given["number"]),
        contacts=tuple(contacts),
        birth=_birth(given["birth"]),
        sex=given["sex"],
    )


def _numbers(kind: str, number: str) -> tuple[parties.Number, ...]:
    return (parties.Number(kind, number),) if number else ()


def _birth(text: str) -> Birth | None:
    return Birth.read(text) if text else None


def _lead_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def _show(request: HttpRequest, counter: Counter, form: IntakeForm) -> HttpResponse:
    for name, words in counter.errors.items():
        form.told[name] = words
    context = {
        "counter": counter,
        "form": form,
        "focus": counter.focus if not form.errors else "",
        "step": _step(counter),
        "is_alike": "anyway" in form.errors or counter.given.get("anyway"),
        "here": request.path,
        "keys": _keys(),
    }
    return render(request, "desk/cases/intake.html", context)


def _step(counter: Counter) -> int:
    """Which of the four steps the clerk is at."""
    if counter.handling is None:
        return 1
    if not counter.given.get("name"):
        return 2
    return 3 if counter.lacking else 4


def _keys() -> list[Key]:
    return [
        Key("Enter", _("next box")),
        Key("F3", _("another procedure")),
        Key("F2", _("scan a card")),
        Key("0", _("all papers are here")),
        Key("F9", _("receive")),
    ]


urlpatterns = [path("intake/", intake, name="intake")]
