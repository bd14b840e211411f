"""Keys of the demonstration: its leaders sign themselves, two clerks for their agencies, all with one PIN.

Certificates come from the demonstration's own authority, which production does not believe.
"""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.trust.client import demonstration
from lienthong.connectors.trust.pictures import hand, round_seal
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.queries import get_names
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.queries import key_of

PIN = "751751"
LEADERS = (("siuhdoan", "GL-SNV"), ("nayhblun.622", "GL-622"), ("ubnd.lanhdao", "GL"))
AGENCIES = ("GL-SNV", "GL-622")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A key to be enrolled, and how its certificate is named."""

    holder: holders.Holder
    agency: str
    name: str
    organisation: str
    picture: bytes


def enrol(*, by: Actor, at: datetime) -> int:
    """Whoever has no key yet gets one; returns how many."""
    names = get_names({agency for _, agency in LEADERS} | {*AGENCIES, "GL"}, at.date())
    wanted = [*_of_leaders(names), *_of_agencies(names)]
    missing = [one for one in wanted if key_of(one.holder) is None]
    for one in missing:
        _enrol(one, by=by, at=at)
    return len(missing)


def _of_leaders(names: dict[str, str]) -> list[Wanted]:
    found = [(accounts.find_account(username), agency) for username, agency in LEADERS]
    return [
        Wanted(
            holders.account(row.id),
            agency,
            row.full_name,
            names.get(agency, agency),
            hand(row.full_name),
        )
        for row, agency in found
        if row is not None
    ]


def _of_agencies(names: dict[str, str]) -> list[Wanted]:
    return [
        Wanted(holders.agency(code), code, names[code], names.get("GL", "GL"), round_seal(names[code]))
        for code in AGENCIES
        if code in names
    ]


def _enrol(one: Wanted, *, by: Actor, at: datetime) -> None:
    authority = demonstration()
    issued = authority.issue(one.name[:64], one.organisation[:64])
    enrolment = actions.Enrolment(
        certificate=issued.der,
        chain=(authority.issuing.der,),
        key=issued.key_der,
        pin=PIN,
        picture=one.picture,
    )
    actions.enrol(
        holder=one.holder, enrolment=enrolment, trust=authority.trust(), agency=one.agency, by=by, at=at
    )
