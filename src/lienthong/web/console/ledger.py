"""The ledger: who did what, as sentences; which entries are sealed; and its proof on demand."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.accounts.queries import find_account, get_full_names
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans.queries.names import name_duties, name_plans
from lienthong.spine import clock
from lienthong.spine.audits import actions
from lienthong.spine.audits.queries import AuditRow, last_audit
from lienthong.spine.ledger.queries import EntryRow, list_chains, list_entries
from lienthong.spine.ledger.sentences import sentence
from lienthong.spine.permissions import Permission
from lienthong.spine.text import search_key, search_words
from lienthong.web.console.deed import act_at_once
from lienthong.web.console.fields import OFFERED, day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Knot, Link
from lienthong.web.ui.picking import Find, Offer, PickField
from lienthong.web.ui.words import write_day, write_due, write_moment, write_number

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AT_ONCE = 100
FAULTS = {
    "out_of_sequence": gettext_lazy("An entry is missing or out of sequence."),
    "entry_edited": gettext_lazy("An entry was changed after it was written."),
    "link_broken": gettext_lazy("An entry does not follow the one before it."),
    "hash_wrong": gettext_lazy("An entry's own proof is wrong."),
    "head_contradicts_chain": gettext_lazy("The head of the chain is not its last entry."),
    "seal_contradicts_chain": gettext_lazy("A seal says something else than the chain."),
    "sealed_entries_missing": gettext_lazy("Entries that were sealed are gone."),
    "seal_missing_outside": gettext_lazy("A seal is missing outside the database."),
    "seal_missing_inside": gettext_lazy("A seal is missing in the database."),
    "seal_differs_outside": gettext_lazy("A seal differs from its copy outside the database."),
    "seal_not_signed": gettext_lazy("A seal does not bear our signature."),
    "seal_missing_between": gettext_lazy("A seal between two others is missing."),
    "outside_seal_unreadable": gettext_lazy("The seals outside the database cannot be read."),
}


class Filters(forms.Form):
    person = forms.CharField(
        label=pgettext_lazy("ledger", "Person"),
        required=False,
        widget=forms.TextInput({"placeholder": gettext_lazy("Sign-in name or e-mail"), "size": "22"}),
    )
    day = day_field(gettext_lazy("Day"), required=False)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = PickField(find=_among(agencies), label=_("Agency"), required=False)
        self.order_fields(["agency", "person", "day"])

    def which(self) -> dict[str, Any]:
        """Arguments of ``list_entries``; a person whom nobody knows has no entries."""
        given = self.cleaned_data
        account = ""
        if typed := given.get("person"):
            found = find_account(typed)
            account = found.id if found else "-"
        return {"agency": given.get("agency") or "", "account": account, "day": given.get("day")}


def _among(agencies: list[tuple[str, str]]) -> Find:
    """Finds among the agencies that have a chain, also those that are no more."""

    def find(text: str) -> list[Offer]:
        key, words = search_key(text), search_words(text)
        fitting = [(code, name) for code, name in agencies if words and _fits(words, code, name)]
        offers = [Offer(code, name, is_exact=key in map(search_key, (code, name))) for code, name in fitting]
        return sorted(offers, key=lambda offer: not offer.is_exact)[:OFFERED]

    return find


def _fits(words: list[str], code: str, name: str) -> bool:
    key = search_key(f"{name} {code}")
    return all(word in key for word in words)


@dataclass(frozen=True, slots=True)
class ChainShown:
    name: str
    length: int
    unsealed: int
    sealed_at: str


@requires(Permission.READ_LEDGER)
def ledger(request: HttpRequest) -> HttpResponse:
    chains = list_chains()
    names = get_names([chain.agency for chain in chains], clock.today())
    agencies = sorted(((c.agency, names.get(c.agency, c.agency)) for c in chains), key=lambda one: one[1])
    filters = Filters(request.GET, agencies=agencies)
    which = filters.which() if filters.is_valid() else {}
    before = request.GET.get("before", "")
    entries = list_entries(**which, before_id=int(before) if before.isdigit() else None, limit=AT_ONCE + 1)
    total, unsealed = sum(c.length for c in chains), sum(c.unsealed for c in chains)
    context: dict[str, Any] = {
        "filters": filters,
        "knots": _told(entries[:AT_ONCE]),
        "older": entries[AT_ONCE - 1].id if len(entries) > AT_ONCE else None,
        "chains": [
            ChainShown(
                names.get(c.agency, c.agency),
                c.length,
                c.unsealed,
                write_moment(c.sealed_at) if c.sealed_at else _("not sealed yet"),
            )
            for c in chains
        ],
    }
    title = _("Ledger of %(count)s entries, %(unsealed)s of them not sealed yet")
    lead = _("Nothing here can be changed or removed. It is sealed each night, inside and outside.")
    facts = {"count": write_number(total), "unsealed": write_number(unsealed)}
    return render_page(
        request, "console/ledger.html", current="ledger", title=title % facts, lead=lead, **context
    )


def _told(entries: list[EntryRow]) -> list[Knot]:
    named = _named(entries)
    return [
        Knot(
            when=write_moment(entry.recorded_at),
            what=sentence(
                replace(entry, subject=named.get(entry.subject, entry.subject), details=_written(entry))
            ),
            hint=" · ".join(
                filter(None, [entry.position, named.get(f"agency:{entry.agency}", ""), _origin(entry)])
            ),
            quote=_reason(entry),
        )
        for entry in entries
    ]


def _written(entry: EntryRow) -> dict[str, Any]:
    """The details as people write them: days by day, month and year."""
    return {
        key: write_day(date.fromisoformat(value))
        if isinstance(value, str) and _DAY.fullmatch(value)
        else value
        for key, value in entry.details.items()
    }


def _origin(entry: EntryRow) -> str:
    """Where a person's act came from; which command the platform ran tells an auditor nothing."""
    return "" if entry.account == "platform" else entry.origin


def _reason(entry: EntryRow) -> str:
    """What the person wrote: a reason, else the decision."""
    return str(entry.details.get("reason") or entry.details.get("decision") or "")


def _named(entries: list[EntryRow]) -> dict[str, str]:
    """Names for the subjects that are people, agencies, plans and duties, and for the agencies of the chains."""
    subjects = {entry.subject for entry in entries} | {f"agency:{entry.agency}" for entry in entries}
    pairs = [subject.split(":", 1) for subject in subjects if ":" in subject]
    people = get_full_names({key for kind, key in pairs if kind == "account"})
    duties = name_duties(_numbers(pairs, "obligation"))
    codes = {key for kind, key in pairs if kind == "agency"} | {agency for _title, agency in duties.values()}
    agencies = get_names(codes, clock.today())
    return {
        f"{kind}:{key}": name
        for kind, names in (
            ("account", people),
            ("agency", agencies),
            ("plan", name_plans(_numbers(pairs, "plan"))),
            (
                "obligation",
                {key: f"{what} ({agencies.get(who, who)})" for key, (what, who) in duties.items()},
            ),
            ("case", {key: _("case no. %(key)s") % {"key": key} for kind, key in pairs if kind == "case"}),
        )
        for key, name in names.items()
    }


def _numbers(pairs: list[list[str]], wanted: str) -> set[int]:
    return {int(key) for kind, key in pairs if kind == wanted and key.isdecimal()}


@requires(Permission.READ_LEDGER)
def proof(request: HttpRequest) -> HttpResponse:
    """The last run with its progress and result; sent, it asks for another one, which the worker walks."""
    if request.method == "POST":
        return act_at_once(
            request,
            lambda: actions.ask(by=actor_of(request), at=clock.now()),
            done=_("The proof has begun."),
            back=reverse("console:proof"),
        )
    run = last_audit()
    context: dict[str, Any] = {"run": run, "faults": _faults(run) if run else []}
    return render_page(
        request,
        "console/proof.html",
        current="ledger",
        title=_verdict(run),
        lead=_walked(run),
        crumbs=[Link(_("Proof"))],
        **context,
    )


def _verdict(run: AuditRow | None) -> str:
    if run is None:
        return _("The ledger has not been proved on demand yet")
    if run.is_open:
        return _("The ledger is being proved")
    if run.is_broken_off:
        return _("The last proof broke off")
    return _("The ledger is whole") if run.is_sound else _("The ledger was touched")


def _walked(run: AuditRow | None) -> str:
    """What the run looked at, and when it ended."""
    if run is None or run.ended_at is None:
        return _("The worker walks every chain and seal; you may leave this page meanwhile.")
    words = _("%(chains)d chains, %(entries)d entries and %(seals)d seals were checked. Ended: %(when)s.")
    facts = {"chains": run.done, "entries": run.entries, "seals": run.seals}
    return words % (facts | {"when": write_due(run.ended_at)})


def _faults(run: AuditRow) -> list[tuple[str, int, Any]]:
    names = get_names({fault.agency for fault in run.faults}, clock.today())
    return [
        (names.get(fault.agency, fault.agency), fault.sequence, FAULTS.get(fault.code, fault.code))
        for fault in run.faults
    ]


urlpatterns = [
    path("ledger/", ledger, name="ledger"),
    path("ledger/proof/", proof, name="proof"),
]
