"""What a publisher must settle in a draft before it may be announced."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lienthong.domain.procedures.rules.eform_checks import definition_fault
from lienthong.domain.procedures.rules.findings import Code, Finding
from lienthong.domain.procedures.rules.process import check_process
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.text import search_key


@dataclass(frozen=True, slots=True)
class Known:
    """What exists on the day asked about: codes of units and agencies, of agencies and groups, names of roles."""

    units: Collection[str]
    agencies: Collection[str]
    roles: Collection[str]


def check(record: Record, known: Known) -> list[Finding]:
    """Every finding: the legal record first, then the internal process row by row."""
    return [
        *_missing(record),
        *(Finding(Code.AGENCY_UNKNOWN, about=code) for code in record.agencies if code not in known.agencies),
        *_times(record),
        *_papers(record),
        *_fees(record),
        *_form(record),
        *_trial(record),
        *check_process(record.steps, record.ways, units=known.units, roles=known.roles),
    ]


def _missing(record: Record) -> Iterator[Finding]:
    needed = (
        (Code.NO_FIELD, record.field),
        (Code.NO_LEVEL, record.levels),
        (Code.NO_AGENCY, record.agencies),
        (Code.NO_AUDIENCE, record.audience),
        (Code.NO_SEQUENCE, record.sequence),
        (Code.NO_WAY, record.ways),
        (Code.NO_PAPERS, record.papers),
        (Code.NO_BASIS, record.bases),
        (Code.NO_RESULT, record.result),
        (Code.NO_ONLINE_LEVEL, record.online_level or record.online_extent),
        (Code.NO_SUPPLEMENT_RULE, record.supplement),
        (Code.NO_FORM_FIELDS, record.form.get("properties")),
    )
    return (Finding(code) for code, stated in needed if not stated)


def _times(record: Record) -> Iterator[Finding]:
    untimed = (way.channel.value for way in record.ways if way.duration is None)
    return (Finding(Code.NO_DECLARED_TIME, about=channel) for channel in untimed)


def _papers(record: Record) -> Iterator[Finding]:
    seen: set[str] = set()
    for paper in record.papers:
        key = search_key(paper.name)
        if key in seen:
            yield Finding(Code.PAPER_TWICE, about=paper.name)
        seen.add(key)
        if not paper.is_counted:
            yield Finding(Code.PAPER_UNCOUNTED, about=paper.name)


def _fees(record: Record) -> Iterator[Finding]:
    if not record.fees:
        yield Finding(Code.FEE_UNREADABLE if record.fee_text else Code.NO_FEE, about=record.fee_text)
    for fee in record.fees:
        if fee.amount is None and not fee.rule:
            yield Finding(Code.FEE_UNREASONED, about=fee.name)


def _form(record: Record) -> Iterator[Finding]:
    if fault := definition_fault(record.form):
        yield Finding(Code.FORM_BROKEN, about=fault)
        return
    open_choices = [
        str(field.get("title", name))
        for name, field in record.form.get("properties", {}).items()
        if field.get("x-kind") == "choice" and not {"enum", "oneOf"} & set(field)
    ]
    if open_choices:
        yield Finding(Code.CHOICE_UNLISTED, about=", ".join(open_choices)[:300])


def _trial(record: Record) -> Iterator[Finding]:
    if "test" in search_key(record.name).split():
        yield Finding(Code.LOOKS_LIKE_A_TEST, about=record.name)
