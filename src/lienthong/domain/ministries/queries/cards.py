"""What the other system asks for, of cases that a person sees: in its order and shape, ready to be copied."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lienthong.domain.cases.queries import CaseRow
from lienthong.domain.ministries.queries.register import SystemRow
from lienthong.domain.ministries.rules.fields import Field, Filled, Value, fill
from lienthong.domain.ministries.rules.vocabulary import Source
from lienthong.domain.parties.queries import PersonalData
from lienthong.spine import clock

PERSONAL: Final = frozenset({Source.BIRTH, Source.NUMBER, Source.PHONE, Source.EMAIL, Source.ADDRESS})
"""What is read from the applicant's record, each time with a line in the reading log."""
ADDRESSES: Final = ("RESIDENCE", "HEAD_OFFICE", "STAY")


def asks_for_a_person(fields: Iterable[Field]) -> bool:
    return any(field.source in PERSONAL for field in fields)


def card_of(
    system: SystemRow, row: CaseRow, person: PersonalData | None, agencies: Mapping[str, str]
) -> Sequence[Filled]:
    """``person`` is None for who may not read the record; ``agencies`` by code."""
    values = _of_case(row, agencies) | (_of_person(person) if person else {})
    return fill(system.fields, values)


def _of_case(row: CaseRow, agencies: Mapping[str, str]) -> dict[Source, Value]:
    found: dict[Source, Value] = {
        Source.NAME: row.applicant_name,
        Source.BROUGHT_BY: row.submitter_name or row.applicant_name,
        Source.CASE_NUMBER: row.number,
        Source.PROCEDURE: row.title,
        Source.PROCEDURE_CODE: row.procedure,
        Source.CONTENT: row.content,
        Source.AGENCY: agencies.get(row.owner, row.owner),
    }
    if row.received_at:
        found[Source.RECEIVED_ON] = clock.local(row.received_at).date()
    if due := row.due_at or row.legal_at:
        found[Source.DUE_ON] = clock.local(due).date()
    return found


def _of_person(person: PersonalData) -> dict[Source, Value]:
    contacts = {str(one.kind): one.value for one in reversed(person.contacts)}
    told = {
        Source.BIRTH: person.birth,
        Source.NUMBER: next((one.number for one in person.numbers), ""),
        Source.PHONE: contacts.get("PHONE", ""),
        Source.EMAIL: contacts.get("EMAIL", ""),
        Source.ADDRESS: next((contacts[kind] for kind in ADDRESSES if kind in contacts), ""),
    }
    return dict(told)
