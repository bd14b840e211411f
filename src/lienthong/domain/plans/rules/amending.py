"""What a version changes in the duties that stand: which go on, which are dropped, handed on, dated anew, laid."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from lienthong.domain.plans.rules.laying import SERIES, Duty

AGAIN = "@"
"""Before the version's number in the key of a duty that was dropped or changed its products and is laid again."""

type Slot = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty of a lead that was not dropped: on whom it was laid, who answers for it now, until when."""

    id: int
    lineage: int
    laid_on: str
    agency: str
    key: str
    outputs: int
    first_due: date | None
    due: date | None
    is_closed: bool

    @property
    def slot(self) -> Slot:
        return self.lineage, self.key.partition(SERIES)[0].partition(AGAIN)[0]

    @property
    def is_further(self) -> bool:
        """A further day of a series goes with the duty it was dated from."""
        return SERIES in self.key


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty that the version states. ``task`` is the caller's."""

    lineage: int
    task: int
    duty: Duty


@dataclass
class Laying:
    """What is to be done: duties laid (with their keys), and ids of those dropped, handed on, dated, going on."""

    laid: list[tuple[Wanted, str]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    handed: list[tuple[int, str]] = field(default_factory=list)
    dated: list[tuple[int, date]] = field(default_factory=list)
    going_on: list[int] = field(default_factory=list)


def compare(
    wanted: Iterable[Wanted],
    standing: Iterable[Standing],
    *,
    taken: Collection[tuple[int, str, str]] = (),
    version: int,
) -> Laying:
    """``taken``: (lineage, agency, key) of every duty ever laid, whose keys are not used twice.

    A closed duty stays as it is. Where one agency gives way to one other, the open duty goes to that other with its
    history; where several change, those are dropped and laid anew.
    """
    slots: dict[Slot, tuple[list[Wanted], list[Standing]]] = defaultdict(lambda: ([], []))
    for one in wanted:
        slots[one.lineage, one.duty.key][0].append(one)
    for row in standing:
        slots[row.slot][1].append(row)
    laying = Laying()
    for asked, rows in slots.values():
        for one in _settle(laying, asked, rows):
            used = (one.lineage, one.duty.agency, one.duty.key) in taken
            laying.laid.append((one, f"{one.duty.key}{AGAIN}{version}" if used else one.duty.key))
    return laying


def _settle(laying: Laying, asked: list[Wanted], rows: list[Standing]) -> list[Wanted]:
    """Notes what becomes of the rows of one slot; returns what is to be laid."""
    own = [row for row in rows if not row.is_further]
    pairs, left = _pair(asked, own)
    to_lay = [one for one, row in pairs if not _go_on(laying, one, row)]
    paired = {row.id for _, row in pairs}
    missing = [row for row in own if row.id not in paired and not row.is_closed]
    if len(left) == len(missing) == 1 and missing[0].outputs == len(left[0].duty.outputs):
        laying.handed.append((missing[0].id, left[0].duty.agency))
        _date(laying, left[0], missing[0])
        left, missing = [], []
    laying.dropped += [row.id for row in missing]
    _follow(laying, [row for row in rows if row.is_further and not row.is_closed], own)
    return [*to_lay, *left]


def _pair(
    asked: Sequence[Wanted], rows: Sequence[Standing]
) -> tuple[list[tuple[Wanted, Standing]], list[Wanted]]:
    """By whom a duty was laid on, then by who answers for it now."""
    pairs: list[tuple[Wanted, Standing]] = []
    left, free = list(asked), list(rows)
    for bearer in ("laid_on", "agency"):
        by_bearer = {getattr(row, bearer): row for row in reversed(free)}
        found = [(one, by_bearer[one.duty.agency]) for one in left if one.duty.agency in by_bearer]
        pairs += found
        served, used = {one.duty.agency for one, _ in found}, {row.id for _, row in found}
        left = [one for one in left if one.duty.agency not in served]
        free = [row for row in free if row.id not in used]
    return pairs, left


def _go_on(laying: Laying, one: Wanted, row: Standing) -> bool:
    """False for an open duty that asks for more or fewer products now: it is dropped and laid again."""
    if row.is_closed:
        return True
    if row.outputs != len(one.duty.outputs):
        laying.dropped.append(row.id)
        return False
    laying.going_on.append(row.id)
    _date(laying, one, row)
    return True


def _date(laying: Laying, one: Wanted, row: Standing) -> None:
    """An extension that was granted stays where the version says no other day than the first."""
    if one.duty.due is not None and one.duty.due not in (row.first_due, row.due):
        laying.dated.append((row.id, one.duty.due))


def _follow(laying: Laying, further: Iterable[Standing], own: Iterable[Standing]) -> None:
    rows = list(further)
    if not rows:
        return
    dropped = {row.laid_on for row in own if row.id in laying.dropped}
    handed = {row.laid_on: to for row in own for duty, to in laying.handed if duty == row.id}
    there = {name for row in own for name in (row.laid_on, row.agency)}
    for row in rows:
        if row.laid_on in handed:
            laying.handed.append((row.id, handed[row.laid_on]))
        elif row.laid_on in dropped or row.laid_on not in there:
            laying.dropped.append(row.id)
