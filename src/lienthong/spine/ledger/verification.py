"""Proves the ledger, or says where it was touched. Streams: its memory does not grow with the chains.

An edit, insertion, reordering or removal shows in the hashes. What a rebuilt chain would hide shows in the
seals: they are signed, chained, and kept a second time outside the database.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, zip_longest

from django.db import connection, transaction

from lienthong.spine.ledger import anchors, rules
from lienthong.spine.ledger.keys import is_signed
from lienthong.spine.ledger.models import Chain, Entry, Seal

_AT_ONCE = 1_000
_KEPT = 100  # faults that a report spells out; all are counted


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at which place of which chain. ``code`` is stable, one of those named in this module."""

    agency: str
    sequence: int
    code: str


@dataclass(slots=True)
class Report:
    chains: int = 0
    entries: int = 0
    seals: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.fault_count

    def add(self, fault: Fault) -> None:
        self.fault_count += 1
        if len(self.faults) < _KEPT:
            self.faults.append(fault)


type Progress = Callable[[Report, int], None]


def verify(progress: Progress | None = None) -> Report:
    """Walks every chain and its seals, each chain as of one moment; writers are not held up.

    ``progress(report, chains)`` is told after each chain, outside of the reading transaction.
    """
    report = Report()
    with anchors.held(alone=False):
        agencies = sorted(_agencies())
        for agency in agencies:
            _verify_chain(agency, report)
            if progress:
                progress(report, len(agencies))
    return report


def _verify_chain(agency: str, report: Report) -> None:
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            _see_one_moment()
        report.chains += 1
        for fault in chain(_seal_faults(agency, report), _chain_faults(agency, report)):
            report.add(fault)


def unsealed_fault(stood: Chain, last: Seal | None) -> Fault | None:
    """The first fault between the ``last`` seal and the head: a broken chain must not be sealed."""
    after, head = (last.sequence, bytes(last.head)) if last else (0, rules.ORIGIN)
    walk = _Walk(stood.agency, after=after, head=head, until=stood.length)
    return next(iter(walk.faults(())), None) or next(iter(walk.head_faults(stood)), None)


def _agencies() -> set[str]:
    """Every code that appears anywhere: a chain whose rows are all gone is still known outside."""
    kept = [
        set(model._default_manager.values_list("agency", flat=True).distinct())
        for model in (Chain, Seal, Entry)
    ]
    return anchors.agencies().union(*kept)


def _see_one_moment() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


class _Walk:
    """One pass over a chain, from behind the entry ``after`` whose hash is ``head``."""

    def __init__(
        self, agency: str, *, after: int = 0, head: bytes = rules.ORIGIN, until: int | None = None
    ) -> None:
        self.agency = agency
        self.sequence = after
        self.head = head
        self.until = until

    def faults(self, seals: Iterable[Seal], report: Report | None = None) -> Iterator[Fault]:
        awaited = iter(seals)
        seal = next(awaited, None)
        for entry in self._entries():
            yield from self._entry_faults(entry)
            while seal and seal.sequence <= self.sequence:
                if seal.sequence != self.sequence or bytes(seal.head) != self.head:
                    yield self._fault("seal_contradicts_chain", seal.sequence)
                seal = next(awaited, None)
            if report:
                report.entries += 1
        while seal:
            yield self._fault("sealed_entries_missing", seal.sequence)
            seal = next(awaited, None)

    def head_faults(self, stood: Chain | None) -> Iterator[Fault]:
        """After the walk: the head must be where the walk ended."""
        head = (stood.length, bytes(stood.head)) if stood else (0, rules.ORIGIN)
        if head != (self.sequence, self.head):
            yield self._fault("head_contradicts_chain", self.sequence)

    def _entries(self) -> Iterator[Entry]:
        rows = Entry.objects.filter(agency=self.agency).exclude(sequence__lte=self.sequence)
        if self.until is not None:
            rows = rows.filter(sequence__lte=self.until)
        return rows.order_by("sequence", "id").iterator(_AT_ONCE)

    def _entry_faults(self, entry: Entry) -> Iterator[Fault]:
        """After a fault the walk goes on from the stored values: one edit is not a thousand faults."""
        place = entry.sequence or 0
        if place != self.sequence + 1:
            yield self._fault("out_of_sequence", place)
        if entry.content_now() != bytes(entry.content):
            yield self._fault("entry_edited", place)
        if bytes(entry.previous or b"") != self.head:
            yield self._fault("link_broken", place)
        stored = bytes(entry.hash or b"")
        previous = bytes(entry.previous or b"")
        if rules.link(previous=previous, sequence=max(place, 0), content=bytes(entry.content)) != stored:
            yield self._fault("hash_wrong", place)
        self.sequence, self.head = place, stored

    def _fault(self, code: str, sequence: int) -> Fault:
        return Fault(self.agency, sequence, code)


def _chain_faults(agency: str, report: Report) -> Iterator[Fault]:
    """Measured against both keepings of the seals, whichever remembers more."""
    inside = _kept_seals(agency)
    outside = _readable(agency)
    both = heapq.merge(inside, outside, key=lambda seal: seal.sequence)
    walk = _Walk(agency)
    yield from walk.faults(filter(_has_signature, both), report)
    yield from walk.head_faults(Chain.objects.filter(agency=agency).first())


def _seal_faults(agency: str, report: Report) -> Iterator[Fault]:
    """Each seal signed, chained to the one before, and the same inside as outside."""
    try:
        yield from _compare(agency, _kept_seals(agency), anchors.read(agency), report)
    except anchors.AnchorError:
        yield Fault(agency, 0, "outside_seal_unreadable")


def _compare(agency: str, inside: Iterator[Seal], outside: Iterator[Seal], report: Report) -> Iterator[Fault]:
    previous = rules.ORIGIN
    for kept, anchored in zip_longest(inside, outside):
        seal = kept or anchored
        report.seals += 1
        if not anchored:
            yield Fault(agency, seal.sequence, "seal_missing_outside")
        elif not kept:
            yield Fault(agency, seal.sequence, "seal_missing_inside")
        elif _told(kept) != _told(anchored):
            yield Fault(agency, seal.sequence, "seal_differs_outside")
        if seal.agency != agency or not _has_signature(seal):
            yield Fault(agency, seal.sequence, "seal_not_signed")
        if bytes(seal.previous) != previous:
            yield Fault(agency, seal.sequence, "seal_missing_between")
        previous = digest(seal)


def digest(seal: Seal) -> bytes:
    """What the next seal calls its previous."""
    return sha256(seal.signed_bytes() + bytes(seal.signature)).digest()


def _kept_seals(agency: str) -> Iterator[Seal]:
    return Seal.objects.filter(agency=agency).order_by("sequence").iterator(_AT_ONCE)


def _readable(agency: str) -> Iterator[Seal]:
    try:
        yield from anchors.read(agency)
    except anchors.AnchorError:
        return  # said once, by _seal_faults


def _has_signature(seal: Seal) -> bool:
    return is_signed(key=seal.key, signed=seal.signed_bytes(), signature=bytes(seal.signature))


def _told(seal: Seal) -> tuple[bytes, str, bytes]:
    return seal.signed_bytes(), seal.key, bytes(seal.signature)
