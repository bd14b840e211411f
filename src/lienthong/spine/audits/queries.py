from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.audits.models import Audit
from lienthong.spine.ledger.verification import Fault


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A run of the proof, as far as it came: ``done`` of ``chains`` walked; ``faults`` at most a hundred."""

    id: int
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    is_open: bool
    is_broken_off: bool
    chains: int
    done: int
    entries: int
    seals: int
    fault_count: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Only a run that came to its end says so."""
        return not (self.is_open or self.is_broken_off or self.fault_count)


def last_audit() -> AuditRow | None:
    row = Audit.objects.order_by("-id").first()
    return _row(row) if row else None


def _row(row: Audit) -> AuditRow:
    return AuditRow(
        row.pk,
        row.asked_by,
        row.asked_at,
        row.ended_at,
        row.state in Audit.OPEN,
        row.state == Audit.State.BROKEN_OFF,
        row.chains,
        row.done,
        row.entries,
        row.seals,
        row.fault_count,
        tuple(Fault(agency, sequence, code) for agency, sequence, code in row.faults),
    )
