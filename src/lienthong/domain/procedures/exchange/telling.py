"""What a procedure says, in the words in which officials and citizens read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.domain.procedures.rules.difference import Change, Fate
from lienthong.domain.procedures.rules.record import (
    Basis,
    Duration,
    Effect,
    Fee,
    Form,
    Paper,
    Step,
    Supplement,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import (
    AUDIENCE_LABELS,
    CHANNEL_LABELS,
    EXTENT_LABELS,
    LEVEL_LABELS,
    ONLINE_LABELS,
    TIME_LABELS,
    Audience,
    Level,
    OnlineExtent,
    OnlineLevel,
)
from lienthong.spine.money import format_money, format_number

PART_LABELS: dict[str, Promise] = {
    "name": gettext_lazy("Name of the procedure"),
    "field": gettext_lazy("Field"),
    "levels": gettext_lazy("Level"),
    "agencies": gettext_lazy("Agency that decides"),
    "coordinating": gettext_lazy("Coordinating agencies"),
    "audience": gettext_lazy("For whom"),
    "sequence": gettext_lazy("Steps in the words of the law"),
    "conditions": gettext_lazy("Requirements, conditions"),
    "result": gettext_lazy("Result of the procedure"),
    "validity": gettext_lazy("Validity of the result"),
    "online_level": gettext_lazy("Level of online service"),
    "online_extent": gettext_lazy("Extent of online service"),
    "returns_by_post": gettext_lazy("Result by public post"),
    "originals_travel": gettext_lazy("Originals travel with the case"),
    "copies_of_file": gettext_lazy("Sets of papers"),
    "fee_text": gettext_lazy("Fee in words"),
    "ways": gettext_lazy("Way of filing"),
    "papers": gettext_lazy("Paper"),
    "fees": gettext_lazy("Fee, charge"),
    "bases": gettext_lazy("Legal basis"),
    "forms": gettext_lazy("Prescribed form"),
    "supplement": gettext_lazy("Asking for completion"),
    "steps": gettext_lazy("Step of the internal process"),
    "form": gettext_lazy("Electronic form"),
}
EFFECT_LABELS: dict[Effect, Promise] = {
    Effect.PAUSE: gettext_lazy("the time stands still while it waits"),
    Effect.RESTART: gettext_lazy("the time begins anew"),
}
FATE_LABELS: dict[Fate, Promise] = {
    Fate.NEW: pgettext_lazy("difference", "New"),
    Fate.CHANGED: pgettext_lazy("difference", "Changed"),
    Fate.GONE: pgettext_lazy("difference", "Dropped"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words; ``before`` and ``after`` are empty where there was or is nothing."""

    part: str
    fate: str
    item: str
    before: str
    after: str


def tell_change(change: Change, names: Mapping[str, str]) -> Told:
    """``names``: of units and agencies, by their codes."""
    item = change.item
    if change.part == "ways":
        item = str(CHANNEL_LABELS[(change.after or change.before).channel])
    return Told(
        part=str(PART_LABELS[change.part]),
        fate=str(FATE_LABELS[change.fate]),
        item=item,
        before=write_value(change.before, names),
        after=write_value(change.after, names),
    )


def write_value(value: Any, names: Mapping[str, str]) -> str:
    """Any value of a record, as one text."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return _("yes") if value else _("no")
        case tuple():
            return ", ".join(write_value(one, names) for one in value)
        case OnlineLevel() | OnlineExtent() | Level() | Audience():
            return write_code(value)
        case Way() | Paper() | Fee() | Basis() | Form() | Supplement() | Step():
            return _write_entry(value, names)
        case Mapping():
            return _write_form(value)
        case _:
            return names.get(str(value), str(value))


def write_code(value: OnlineLevel | OnlineExtent | Level | Audience) -> str:
    labels: dict[Any, Promise] = {**ONLINE_LABELS, **EXTENT_LABELS, **LEVEL_LABELS, **AUDIENCE_LABELS}
    return str(labels[value])


def _write_entry(value: Any, names: Mapping[str, str]) -> str:
    match value:
        case Way():
            return "; ".join(filter(None, (write_duration(value.duration), value.note)))
        case Paper():
            return write_paper(value)
        case Fee():
            return write_fee(value)
        case Basis():
            return write_basis(value)
        case Form():
            return " ".join(filter(None, (value.code, value.name, value.basis and f"({value.basis})")))
        case Supplement():
            return write_supplement(value)
        case _:
            return _write_step(value, names)


def _write_form(schema: Mapping[str, Any]) -> str:
    titles = [str(one.get("title", name)) for name, one in schema.get("properties", {}).items()]
    return ", ".join(titles)


def write_duration(duration: Duration | None) -> str:
    """ "5 ngày làm việc"."""
    if duration is None:
        return _("not stated yet")
    return f"{write_amount(duration.amount)} {TIME_LABELS[duration.unit]}"


def write_amount(amount: Decimal | None) -> str:
    """ "0,5", without noughts behind; "" for nothing stated."""
    return "" if amount is None else format_number(Decimal(f"{amount.normalize():f}"))


def write_paper(paper: Paper) -> str:
    """How many of it: "1 bản chính, 2 bản sao có chứng thực"."""
    parts = []
    if paper.originals:
        parts.append(
            ngettext("%(count)s original", "%(count)s originals", paper.originals)
            % {"count": paper.originals}
        )
    if paper.copies and paper.certified:
        words = ngettext("%(count)s certified copy", "%(count)s certified copies", paper.copies)
        parts.append(words % {"count": paper.copies})
    elif paper.copies:
        parts.append(ngettext("%(count)s copy", "%(count)s copies", paper.copies) % {"count": paper.copies})
    if paper.electronic:
        parts.append(_("electronic copy accepted"))
    if not paper.required:
        parts.append(_("only where it applies"))
    if paper.held_by:
        parts.append(_("not to be filed: the State holds it in %(place)s") % {"place": paper.held_by})
    return ", ".join(parts) or _("number not stated")


def write_fee(fee: Fee) -> str:
    """ "75.000 đồng; miễn cho hộ nghèo"."""
    if fee.amount is None:
        amount = fee.rule or _("not stated yet")
    else:
        amount = format_money(fee.amount) if fee.amount else _("free of charge")
    parts = [amount]
    if fee.amount is not None and fee.rule:
        parts.append(fee.rule)
    if fee.channel:
        parts.append(str(CHANNEL_LABELS[fee.channel]))
    if fee.exemptions:
        parts.append(_("exempt: %(whom)s") % {"whom": fee.exemptions})
    if fee.since:
        parts.append(_("from %(day)s") % {"day": f"{fee.since:%d/%m/%Y}"})
    if fee.until:
        parts.append(_("before %(day)s") % {"day": f"{fee.until:%d/%m/%Y}"})
    return "; ".join(parts)


def write_basis(basis: Basis) -> str:
    """ "Luật Xây dựng số 50/2014/QH13 ngày 18/06/2014"."""
    parts = [basis.title, basis.number]
    if basis.issued_on:
        parts.append(_("of %(day)s") % {"day": f"{basis.issued_on:%d/%m/%Y}"})
    return " ".join(filter(None, (*parts, basis.issuer)))


def write_supplement(rule: Supplement) -> str:
    words = ngettext(
        "at most %(count)s time, asked within %(days)s working days; %(effect)s",
        "at most %(count)s times, asked within %(days)s working days; %(effect)s",
        rule.rounds,
    )
    told = words % {
        "count": rule.rounds,
        "days": write_amount(rule.within),
        "effect": EFFECT_LABELS[rule.effect],
    }
    return f"{told} ({rule.basis})" if rule.basis else told


def _write_step(step: Step, names: Mapping[str, str]) -> str:
    time = (
        f"{write_amount(step.time)} {TIME_LABELS[step.measure]}"
        if step.time is not None
        else _("not stated yet")
    )
    tasks = ", ".join(task.name for task in step.tasks)
    return "; ".join(filter(None, (names.get(step.unit, step.unit), time, tasks)))
