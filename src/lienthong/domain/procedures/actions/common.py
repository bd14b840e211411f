"""What every verb does: take the version, tell what happened, write the ledger."""

from datetime import datetime

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import DraftChanged, NotADraft, ProcedureNotFound, ReasonMissing
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"


def hold(version: int) -> m.Version:
    """The version, locked until the end of the transaction. Raises ProcedureNotFound."""
    held = (
        m.Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("procedure")
        .filter(pk=version)
        .first()
    )
    if held is None:
        raise ProcedureNotFound
    return held


def hold_draft(version: int, seen: int | None = None) -> m.Version:
    """A version that is still written: neither submitted nor announced. ``seen``: the revision that the writer saw.

    Raises ProcedureNotFound, NotADraft, DraftChanged.
    """
    held = hold(version)
    if held.submitted_at or held.announced_at:
        raise NotADraft
    if seen is not None and held.revision != seen:
        raise DraftChanged
    return held


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def tell(version: m.Version, verb: str, *, by: Actor, at: datetime, words: str = "", **details: Json) -> None:
    """Adds what happened and writes it into the keeper's chain; last of all."""
    procedure = version.procedure
    told: dict[str, Json] = {"code": procedure.code, "version": version.number}
    if words:
        told["words"] = words
    m.Happening.objects.create(
        procedure=procedure,
        version=version.number,
        verb=verb,
        words=words,
        account=by.account,
        name=by.name,
        agency=by.agency,
        occurred_at=at,
        recorded_at=at,
    )
    record(
        by=by,
        verb=f"procedures.{verb}",
        subject=subject_of(procedure),
        agency=procedure.keeper,
        at=at,
        details=told | details,
    )


def subject_of(procedure: m.Procedure) -> str:
    return f"procedure:{procedure.pk}"
