"""Where rows of a case's process are done."""

from lienthong.domain.cases.actions.common import Held
from lienthong.domain.organisations.queries import Level, get_agency


def commune_of(held: Held) -> str:
    """The commune that the case passed through already; its owner where that is a commune itself."""
    communes = {unit.code for unit in held.units.values() if unit.place == "COMMUNE"}
    passed = [event.data["agency"] for event in held.events if event.data.get("unit") in communes]
    if passed:
        return str(passed[-1])
    owner = get_agency(held.case.owner, held.clocks.day)
    return held.case.owner if owner and owner.level == Level.COMMUNE else ""
