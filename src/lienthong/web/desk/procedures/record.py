"""The legal record of a draft on one page: what it is, ways of filing, papers, fees, law."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.procedures import actions
from lienthong.domain.procedures.errors import DraftChanged
from lienthong.domain.procedures.exchange.telling import write_amount
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import (
    Audience,
    Basis,
    Channel,
    Duration,
    Effect,
    Fee,
    FeeKind,
    Form,
    Level,
    OnlineExtent,
    OnlineLevel,
    Paper,
    Record,
    Supplement,
    TimeUnit,
    Way,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_number
from lienthong.web.desk.procedures.fields import (
    faults_of,
    label_boxes,
    many,
)
from lienthong.web.desk.procedures.page import Page, written_page
from lienthong.web.desk.procedures.record_forms import TABLES, RecordForm
from lienthong.web.entrance.access import requires


@requires(Permission.DRAFT)
def record(request: HttpRequest, version: int) -> HttpResponse:
    page = written_page(request, version)
    now = page.record
    data = request.POST if request.method == "POST" else None
    form = RecordForm(data, initial=_initial(page, now))
    tables = {
        name: many(row, blank=blank)(data, prefix=name, initial=_rows(name, now))
        for name, (_title, row, blank) in TABLES.items()
    }
    for rows in tables.values():
        label_boxes(rows)
    if data is not None and all([form.is_valid(), *(rows.is_valid() for rows in tables.values())]):
        answer = _keep(request, page, form, _read(now, form.cleaned_data, tables))
        if answer:
            return answer
    shown = [(name, TABLES[name][0], rows) for name, rows in tables.items()]
    context = {
        "page": page,
        "form": form,
        "tables": shown,
        "faults": list(faults_of([(title, rows) for _name, title, rows in shown]))
        if data is not None
        else [],
        "crumbs": page.crumbs(_("Edit the record")),
    }
    return render(request, "desk/procedures/record.html", context)


def _keep(request: HttpRequest, page: Page, form: RecordForm, said: Record) -> HttpResponse | None:
    """Keeps what was written and leads on; None, with the refusal on the form, when it could not be kept."""
    try:
        actions.redraft(
            version=page.row.id, record=said, seen=form.cleaned_data["seen"], by=page.by, at=clock.now()
        )
    except DraftChanged as refusal:
        form.add_error(None, str(refusal))
        return None
    except Refusal as refusal:
        form.add_error("name", str(refusal))
        return None
    messages.success(request, _("The record is kept."))
    return redirect(
        "desk:procedure_record" if "more" in request.POST else "desk:procedure", version=page.row.id
    )


def _initial(page: Page, now: Record) -> dict[str, Any]:
    rule = now.supplement
    plain = ("name", "field", "coordinating", "sequence", "conditions", "result", "validity", "returns_by_post",
             "originals_travel", "copies_of_file", "agencies")  # fmt: skip
    return {name: getattr(now, name) for name in plain} | {
        "levels": [level.value for level in now.levels],
        "audience": [one.value for one in now.audience],
        "online_level": str(now.online_level.value) if now.online_level else "",
        "online_extent": now.online_extent or "",
        "rounds": rule.rounds if rule else None,
        "within": write_amount(rule.within) if rule else "",
        "effect": rule.effect.value if rule else "",
        "rule_basis": rule.basis if rule else "",
        "seen": page.row.revision,
    }


def _rows(name: str, now: Record) -> list[dict[str, Any]]:
    match name:
        case "ways":
            return [_way(way) for way in now.ways]
        case "papers":
            shown = ("name", "originals", "copies", "certified", "electronic", "held_by")
            return [
                {key: getattr(one, key) or "" for key in shown} | {"optional": not one.required}
                for one in now.papers
            ]
        case "fees":
            return [_fee(fee) for fee in now.fees]
        case "bases":
            return [
                {key: getattr(one, key) for key in ("number", "title", "issued_on", "issuer")}
                for one in now.bases
            ]
        case _:
            return [{key: getattr(one, key) for key in ("code", "name", "basis")} for one in now.forms]


def _way(way: Way) -> dict[str, Any]:
    time = way.duration
    return {
        "channel": way.channel.value,
        "amount": write_amount(time.amount) if time else "",
        "unit": time.unit.value if time else TimeUnit.WORKING_DAY.value,
        "note": way.note,
    }


def _fee(fee: Fee) -> dict[str, Any]:
    shown = {key: getattr(fee, key) for key in ("name", "rule", "exemptions", "since", "until")}
    return shown | {
        "kind": fee.kind.value,
        "amount": "" if fee.amount is None else format_number(fee.amount),
        "channel": fee.channel.value if fee.channel else "",
    }


def _read(now: Record, given: dict[str, Any], tables: "dict[str, forms.BaseFormSet[Any]]") -> Record:
    plain = ("name", "field", "coordinating", "sequence", "conditions", "result", "validity", "returns_by_post",
             "originals_travel", "copies_of_file")  # fmt: skip
    said = {
        name: [row.cleaned_data for row in rows.forms if getattr(row, "cleaned_data", None)]
        for name, rows in tables.items()
    }
    return replace(
        now,
        **{name: given[name] for name in plain},
        agencies=tuple(given["agencies"]),
        levels=tuple(Level(level) for level in given["levels"]),
        audience=tuple(Audience(one) for one in given["audience"]),
        online_level=OnlineLevel(int(given["online_level"])) if given["online_level"] else None,
        online_extent=OnlineExtent(given["online_extent"]) if given["online_extent"] else None,
        supplement=_supplement(given),
        ways=_ways(said["ways"]),
        papers=tuple(_paper(row) for row in said["papers"] if row["name"]),
        fees=tuple(_read_fee(row) for row in said["fees"] if row["name"]),
        bases=tuple(
            Basis(row["number"], row["title"], row["issued_on"], row["issuer"])
            for row in said["bases"]
            if row["number"]
        ),
        forms=tuple(Form(row["name"], row["code"], row["basis"]) for row in said["forms"] if row["name"]),
    )


def _supplement(given: dict[str, Any]) -> Supplement | None:
    if given["rounds"] is None:
        return None
    return Supplement(given["rounds"], given["within"], Effect(given["effect"]), given["rule_basis"])


def _ways(rows: list[dict[str, Any]]) -> tuple[Way, ...]:
    """A channel stands once; the last row that names it counts."""
    found: dict[Channel, Way] = {}
    for row in rows:
        if row["channel"]:
            time = Duration(row["amount"], TimeUnit(row["unit"])) if row["amount"] is not None else None
            found[Channel(row["channel"])] = Way(Channel(row["channel"]), time, row["note"])
    return tuple(found.values())


def _paper(row: dict[str, Any]) -> Paper:
    return Paper(
        name=row["name"],
        originals=row["originals"] or 0,
        copies=row["copies"] or 0,
        certified=row["certified"],
        electronic=row["electronic"],
        required=not row["optional"],
        held_by=row["held_by"],
    )


def _read_fee(row: dict[str, Any]) -> Fee:
    return Fee(
        name=row["name"],
        amount=row["amount"],
        kind=FeeKind(row["kind"] or FeeKind.CHARGE),
        channel=Channel(row["channel"]) if row["channel"] else None,
        rule=row["rule"],
        exemptions=row["exemptions"],
        since=row["since"],
        until=row["until"],
    )


urlpatterns = [path("procedures/<int:version>/record/", record, name="procedure_record")]
