"""Where rows of a case's process are done."""

from lienthong.domain.cases.actions.common import Held


def commune_of(held: Held) -> str:
    """The commune that the case passed through already; its owner where that is a commune itself."""
    communes = {unit.code for unit in held.units.values() if unit.place == "COMMUNE"}
    passed = [event.data["agency"] for event in held.events if event.data.get("unit") in communes]
    return str(passed[-1]) if passed else held.home
