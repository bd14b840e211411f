"""What every verb on an obligation does: lock it, ask the rules, note what happened, compute how it stands now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import NotNow, ObligationNotFound
from lienthong.domain.plans.facts import ObligationChanged
from lienthong.domain.plans.rules.standing import Event, Stand, Terms, Verb, allows, current, history
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


def hold(obligation: int) -> m.Obligation:
    """The obligation, locked until the transaction ends. Raises ObligationNotFound."""
    row = (
        m.Obligation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("plan")
        .filter(pk=obligation)
        .first()
    )
    if row is None:
        raise ObligationNotFound
    return row


def terms_of(obligation: m.Obligation) -> Terms:
    return Terms(
        agency=obligation.agency,
        due=obligation.due,
        outputs=max(len(obligation.outputs), 1),
        at=obligation.occurred_at,
    )


def events_of(obligation: m.Obligation) -> list[Event]:
    rows = m.Happening.objects.filter(obligation=obligation).order_by("occurred_at", "id")
    return [Event(verb, at, data) for verb, at, data in rows.values_list("verb", "occurred_at", "data")]


def stand_of(obligation: m.Obligation) -> Stand:
    return current(terms_of(obligation), events_of(obligation))


def happen(
    obligation: m.Obligation,
    verb: Verb,
    *,
    by: Actor,
    at: datetime,
    occurred_at: datetime | None = None,
    data: Mapping[str, Any] | None = None,
) -> m.Happening:
    """Notes one event of a held obligation, after asking the rules. Raises NotNow when the state forbids it.

    ``occurred_at`` only where it happened before it was recorded: a reorganisation of an earlier day. Whoever waited
    for the obligation comes after those who held it, whatever their clocks said.
    """
    at = max(at, _last_recorded(obligation))
    if not allows(verb, stand_of(obligation)):
        raise NotNow(verb=verb)
    happening = m.Happening.objects.create(
        obligation=obligation,
        verb=verb,
        occurred_at=max(occurred_at or at, obligation.occurred_at),
        recorded_at=at,
        account=by.account,
        name=by.name,
        agency=by.agency,
        position=by.position,
        data=dict(data or {}),
    )
    restate(obligation, at)
    subject = f"obligation:{obligation.pk}"
    state(
        ObligationChanged(obligation=obligation.pk, happening=happening.pk, verb=verb), subject=subject, at=at
    )
    record(
        by=by,
        verb=f"plans.{verb.lower()}",
        subject=subject,
        agency=by.agency or obligation.agency,
        at=at,
        occurred_at=happening.occurred_at,
        details={"happening": happening.pk, **_told(happening.data)},
    )
    return happening


def _last_recorded(obligation: m.Obligation) -> datetime:
    last: datetime | None = m.Happening.objects.filter(obligation=obligation).aggregate(
        last=Max("recorded_at")
    )["last"]
    return last or obligation.recorded_at


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """What of an event's particulars the ledger repeats: words and days."""
    return {name: value for name, value in data.items() if isinstance(value, str | int | bool)}


def restate(obligation: m.Obligation, at: datetime) -> None:
    """Computes the obligation's history anew and writes what differs from what stands there."""
    made = history(terms_of(obligation), events_of(obligation))
    kept = list(
        m.Standing.objects.filter(obligation=obligation, superseded_at__isnull=True).order_by("since")
    )
    same = _common(kept, made)
    for row in kept[same:]:
        row.superseded_at = max(at, row.recorded_at)
    m.Standing.objects.bulk_update(kept[same:], ["superseded_at"])
    if same and kept[same - 1].until != made[same - 1].until:
        kept[same - 1].until = made[same - 1].until
        kept[same - 1].save(update_fields=["until"])
    m.Standing.objects.bulk_create(standing_row(obligation, stand, at) for stand in made[same:])


def _common(kept: Sequence[m.Standing], made: Sequence[Stand]) -> int:
    """How many stretches from the first on are the same, their ends aside."""
    for place, (row, stand) in enumerate(zip(kept, made, strict=False)):
        if any(getattr(row, name) != value for name, value in _columns(stand).items() if name != "until"):
            return place
    return min(len(kept), len(made))


COLUMNS = (
    "since",
    "until",
    "state",
    "agency",
    "due",
    "evidence_on",
    "on_time",
    "submitted_at",
    "accepted_at",
    "head",
    "focal",
    "extension",
    "met",
)
"""What is kept of a stretch, by the names that the rules and the rows share."""


def _columns(stand: Stand) -> dict[str, Any]:
    found = {name: getattr(stand, name) for name in COLUMNS}
    return found | {"state": stand.state.value, "met": sorted(stand.met)}


def standing_row(obligation: m.Obligation, stand: Stand, at: datetime) -> m.Standing:
    return m.Standing(
        obligation=obligation,
        plan_id=obligation.plan_id,
        part=obligation.part,
        recorded_at=at,
        **_columns(stand),
    )
