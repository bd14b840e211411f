"""Their list of delivered parcels laid beside ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from lienthong.domain.deliveries.rules.vocabulary import Gap


@dataclass(frozen=True, slots=True)
class Differing:
    """One parcel of which both sides say different things; None where a side does not have it delivered."""

    code: str
    kind: Gap
    here: int | None
    there: int | None


def compare(ours: Mapping[str, int], theirs: Mapping[str, int]) -> list[Differing]:
    """What was taken on delivery, by the code of the parcel."""
    found = []
    for code in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(code), theirs.get(code)
        if here != there:
            kind = Gap.MISSING_HERE if here is None else Gap.MISSING_THERE if there is None else Gap.AMOUNT
            found.append(Differing(code, kind, here, there))
    return found
