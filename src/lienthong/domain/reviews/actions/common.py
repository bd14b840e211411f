"""What every verb does: tell what happened, write the ledger."""

from datetime import date, datetime

from lienthong.domain.organisations.queries import codes_in_force
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.errors import AgencyUnknown, DecidedLater, DecisionMissing, ReasonMissing
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def check_agencies(codes: set[str], day: date) -> None:
    """Raises AgencyUnknown."""
    for code in sorted(codes - codes_in_force(codes, day)):
        raise AgencyUnknown(code=code)


def check_decision(number: str, decided_on: date, at: datetime) -> str:
    """The number, trimmed. Raises DecisionMissing, DecidedLater."""
    if not number.strip():
        raise DecisionMissing
    if decided_on > local(at).date():
        raise DecidedLater
    return number.strip()


def tell(
    subject: str, verb: str, agency: str, *, by: Actor, at: datetime, words: str = "", **details: Json
) -> None:
    """Adds what happened and writes it into the agency's chain; last of all."""
    told: dict[str, Json] = {"words": words} if words else {}
    m.Happening.objects.create(
        subject=subject,
        verb=verb,
        words=words,
        account=by.account,
        name=by.name,
        agency=by.agency,
        occurred_at=at,
        recorded_at=at,
    )
    record(by=by, verb=f"reviews.{verb}", subject=subject, agency=agency, at=at, details=told | details)
