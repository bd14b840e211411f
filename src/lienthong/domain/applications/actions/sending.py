"""An application becomes a case, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.filling import hold, whole_of
from lienthong.domain.applications.actions.supplementing import at_home
from lienthong.domain.applications.errors import DoNotGoTogether, Unfinished
from lienthong.domain.applications.queries.reading import Whole
from lienthong.domain.applications.queries.wording import write_form
from lienthong.domain.cases.actions import Applicant, Intake, file_online
from lienthong.domain.cases.queries import Channel, ReturnBy
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import BirthDiffers, NumberOfAnother, NumbersOfSeveral
from lienthong.domain.parties.exchange import Birth
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record

FILLED: Final = Use("application form", (FileType.PDF,))
UNCHECKED: Final = "Nộp trực tuyến; Một cửa đối chiếu giấy tờ khi tiếp nhận."
"""Why a name that is known already is entered once more: nobody saw the person's card yet."""


@dataclass(frozen=True, slots=True)
class Sent:
    """``is_new`` is false when it had been sent before."""

    case: int
    is_new: bool = True


@transaction.atomic
def send(*, application: UUID, by: Actor, at: datetime) -> Sent:
    """Makes it a case that the agency has to answer, and keeps the form as it was sent. Sent twice, it is one case.

    Raises ApplicationNotFound, Unfinished, DoNotGoTogether, and what ``cases`` and ``parties`` refuse.
    """
    row = hold(application)
    if row.case_id:
        return Sent(row.case_id, is_new=False)
    whole = whole_of(row, at)
    if undone := whole.undone:
        raise Unfinished(count=len(undone), first=undone[0])
    return become_case(row, whole, intake_of(whole), by=by, at=at)


def become_case(row: m.Application, whole: Whole, intake: Intake, *, by: Actor, at: datetime) -> Sent:
    """Raises DoNotGoTogether, and what ``cases`` and ``parties`` refuse."""
    filer = at_home(by, row.owner)
    try:
        case = file_online(intake=intake, owner=row.owner, by=filer, at=at)
    except (NumberOfAnother, NumbersOfSeveral, BirthDiffers) as other:
        raise DoNotGoTogether from other
    content = write_form(whole, at)
    file = put(
        content=BytesIO(content), name=f"{row.title[:150]}.pdf", use=FILLED, agency=row.owner, by=filer, at=at
    )
    row.case_id, row.paper, row.sent_at = case, file.id, at
    row.save(update_fields=["case", "paper", "sent_at"])
    record(
        by=filer,
        verb="applications.send",
        subject=f"case:{case}",
        agency=row.owner,
        at=at,
        details={"procedure": row.procedure, "digest": file.digest, "files": len(whole.attachments)},
    )
    return Sent(case)


def intake_of(whole: Whole) -> Intake:
    people, content = whole.row.content.people, whole.row.content
    whose, result = people.get("whose", {}), people.get("result", {})
    is_other = whose.get("whose") == "OTHER"
    return Intake(
        key=whole.row.key,
        version=whole.row.version,
        applicant=Applicant(_applicant(people), UNCHECKED),
        papers=whole.papers_here,
        content=whole.filing.form.about(content.form)[:500],
        channel=Channel.ONLINE,
        return_by=ReturnBy(result.get("return_by", ReturnBy.COUNTER)),
        submitter=Applicant(_person(whose), UNCHECKED) if is_other else None,
        authority=whose.get("authority", "") if is_other else "",
    )


def _person(told: Mapping[str, Any]) -> parties.Draft:
    number = str(told.get("number", ""))
    kind = "CCCD" if len(number) == 12 else "CMND"
    return parties.Draft(
        name=told["name"],
        numbers=(parties.Number(kind, number),) if number else (),
        birth=_birth(told.get("birth", "")),
    )


def _applicant(people: Mapping[str, Any]) -> parties.Draft:
    told, contact = people["applicant"], people["contact"]
    is_body = "tax_code" in told
    given = (
        ("PHONE", contact.get("phone")),
        ("EMAIL", contact.get("email")),
        ("HEAD_OFFICE" if is_body else "RESIDENCE", contact.get("address")),
    )
    contacts = tuple(parties.ContactGiven(kind, value) for kind, value in given if value)
    draft = _person({**told, "number": told.get("number", "")})
    if not is_body:
        return parties.Draft(name=draft.name, numbers=draft.numbers, birth=draft.birth, contacts=contacts)
    return parties.Draft(
        name=draft.name,
        kind=parties.PartyKind.ORGANISATION,
        form=parties.Form.OTHER.value,
        numbers=(parties.Number("TAX", told["tax_code"]),),
        contacts=contacts,
    )


def _birth(iso: str) -> Birth | None:
    return Birth.read(f"{date.fromisoformat(iso):%d/%m/%Y}") if iso else None
