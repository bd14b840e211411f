"""When a mandate to sign is well made, and what it covers (Decree 30/2020, art. 13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lienthong.domain.organisations.rules.vocabulary import SigningForm


@dataclass(frozen=True, slots=True)
class Mandate:
    """A right to sign: ``ends_on`` is the first day it no longer holds, None for one without end.

    ``limits`` are the document types it covers, empty for all. ``passed_from``: the form of the mandate it is
    passed on from, "" when it comes from the head directly.
    """

    form: SigningForm
    basis: str
    starts_on: date
    ends_on: date | None = None
    limits: frozenset[str] = frozenset()
    passed_from: str = ""

    def covers(self, document_type: str) -> bool:
        return not self.limits or document_type in self.limits


FAULTS: dict[str, Callable[[Mandate], bool]] = {
    "no_basis": lambda mandate: not mandate.basis.strip(),
    "no_end": lambda mandate: mandate.form is SigningForm.TUQ and mandate.ends_on is None,
    "ends_before_it_starts": lambda m: m.ends_on is not None and m.ends_on <= m.starts_on,
    "cannot_be_passed_on": lambda m: bool(m.passed_from) and {m.passed_from, m.form} != {SigningForm.TL},
}


def fault(mandate: Mandate) -> str:
    """The name of the first thing wrong with a mandate, "" when it stands.

    Only TL may be passed on, as TL, to one's own deputy; TUQ never (art. 13.4).
    """
    return next((name for name, is_wrong in FAULTS.items() if is_wrong(mandate)), "")
