"""Which way each recipient of a message is reached: in the house, at a client below, else by the node above."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ways:
    """``house``: agencies by recipient; ``neighbours``: recipients by neighbour; ``nowhere``: nobody knows them."""

    house: dict[str, str] = field(default_factory=dict)
    neighbours: dict[int, tuple[str, ...]] = field(default_factory=dict)
    nowhere: tuple[str, ...] = ()


def find_ways(
    recipients: Iterable[str],
    *,
    house: Mapping[str, str],
    below: Mapping[str, int],
    above: int | None,
    origin: int | None,
) -> Ways:
    """``origin`` is the neighbour that brought it: nothing goes back to where it came from."""
    found: dict[str, str] = {}
    lanes: dict[int, list[str]] = {}
    nowhere = []
    for organ in dict.fromkeys(recipients):
        neighbour = below.get(organ, above)
        if organ in house:
            found[organ] = house[organ]
        elif neighbour is None or neighbour == origin:
            nowhere.append(organ)
        else:
            lanes.setdefault(neighbour, []).append(organ)
    return Ways(found, {key: tuple(organs) for key, organs in lanes.items()}, tuple(nowhere))
