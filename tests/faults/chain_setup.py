"""Fills the database of one node of the chain: a house with its clerks, its codes, and who may call it.

``python -m tests.faults.chain_setup province|ministry`` prints the secrets of its clients by system.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class House:
    """``office`` takes documents in; ``agency`` is outside the house and called by software of its own."""

    node: str
    office: str
    agency: str
    system: str


PROVINCE: Final = House("000.00.00.H21", "000.00.03.H21", "000.00.90.H21", "phan-mem-tinh")
MINISTRY: Final = House("000.00.00.G09", "000.00.03.G09", "000.00.90.G09", "phan-mem-bo")
LINE: Final = "gialai"
"""The system as which the province's node calls that of the ministry."""


def fill(house: House, below: House | None) -> dict[str, str]:
    from lienthong.domain.axis import actions
    from lienthong.domain.axis.queries import OrganRow
    from lienthong.domain.organisations.actions import set_official_code
    from lienthong.domain.organisations.queries import Scheme
    from tests.domain.documents.office import AGENCY, AT, FOUNDER, LOADED, office

    office(with_keys=False)
    for agency, code in ((AGENCY, house.office), ("GL", house.node)):
        set_official_code(
            code=agency,
            scheme=Scheme.QCVN102,
            official_code=code,
            on=date(2021, 7, 1),
            by=FOUNDER,
            at=LOADED,
        )
    _, secret = actions.add_client(
        name=house.system, system=house.system, organ=house.agency, by=FOUNDER, at=AT
    )
    secrets = {house.system: secret}
    if below:
        node, secrets[LINE] = actions.add_client(name=LINE, system=LINE, organ=below.node, by=FOUNDER, at=AT)
        for code in (below.office, below.agency):
            actions.register_organ(neighbour=node, organ=OrganRow(code, "", code), by=FOUNDER, at=AT)
    return secrets


def main() -> None:
    import django

    django.setup()
    told = fill(MINISTRY, PROVINCE) if sys.argv[1] == "ministry" else fill(PROVINCE, None)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
