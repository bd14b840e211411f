"""To which agencies a procedure may be brought."""

from lienthong.domain.organisations.queries import get_names, member_codes
from lienthong.domain.procedures.queries import Handling
from lienthong.spine import clock
from lienthong.spine.text import sort_key


def owners_of(handling: Handling) -> list[tuple[str, str]]:
    """Agencies that decide, by name: those named and the members of groups."""
    today = clock.today()
    codes: set[str] = set()
    for code in handling.agencies:
        codes |= member_codes(code, today) or {code}
    names = get_names(codes, today)
    return sorted(names.items(), key=lambda one: sort_key(one[1]))
