"""What a case owes by the fee rules of its procedure's version, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from lienthong.domain.procedures.queries import Basis, Channel, Fee, FeeKind

LARGEST: Final = 10**11
"""đồng; anything above is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Line:
    """``listed`` is what the rule says, ``amount`` what is asked for after ``exemption``, granted for ``ground``.

    ``rule`` tells how it is reckoned where no amount is fixed: then ``listed`` is None until somebody reckoned it.
    """

    kind: FeeKind
    name: str
    listed: int | None
    amount: int
    basis: str
    rule: str = ""
    exemptions: str = ""
    ground: str = ""

    @property
    def says_its_kind(self) -> bool:
        """Whether its name tells by itself that it is a phí or a lệ phí."""
        return self.name.lower().startswith(("phí", "lệ phí"))

    @property
    def relief(self) -> int:
        return (self.listed or 0) - self.amount if self.ground else 0


def lines_of(fees: Sequence[Fee], bases: Sequence[Basis], *, channel: Channel, day: date) -> list[Line]:
    """The lines in force on a day for what was filed in a channel; a line for that channel goes before one for all of
    the same name.
    """
    running = [fee for fee in fees if _is_in_force(fee, day) and fee.channel in {None, channel}]
    own = {fee.name for fee in running if fee.channel is channel}
    basis = "; ".join(f"{one.number} {one.title}".strip() for one in bases)
    return [
        Line(fee.kind, fee.name, fee.amount, fee.amount or 0, basis, fee.rule, fee.exemptions)
        for fee in running
        if fee.channel is channel or fee.name not in own
    ]


def _is_in_force(fee: Fee, day: date) -> bool:
    return (fee.since is None or fee.since <= day) and (fee.until is None or day < fee.until)


def is_reckoned(lines: Sequence[Line]) -> bool:
    """Whether every line has its amount."""
    return all(line.listed is not None for line in lines)


def total(lines: Sequence[Line]) -> int:
    return sum(line.amount for line in lines)


def reckon(line: Line, amount: int) -> Line:
    """A line without a fixed amount gets the one that an officer reckoned by its rule."""
    return replace(line, listed=amount, amount=amount)


def exempt(line: Line, amount: int, ground: str) -> Line:
    return replace(line, amount=amount, ground=ground)


def pack(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "kind": line.kind.value,
            "name": line.name,
            "listed": line.listed,
            "amount": line.amount,
            "basis": line.basis,
            "rule": line.rule,
            "exemptions": line.exemptions,
            "ground": line.ground,
        }
        for line in lines
    ]


def unpack(told: Sequence[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(**(one | {"kind": FeeKind(one["kind"])})) for one in told)
