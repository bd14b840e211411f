"""Which agencies of the house a document names among its recipients."""

from datetime import date

from lienthong.domain.organisations.queries import AgencyRow, Kind, get_tree, list_group_members, list_groups
from lienthong.spine.text import search_key


def list_recipients(text: str, sender: str, day: date) -> list[AgencyRow]:
    """Agencies and members of groups that ``text`` names, parted by semicolons or lines; the sender itself is not one.

    What stands in brackets behind a name ("để báo cáo") does not count.
    """
    wanted = {search_key(part.partition("(")[0].strip(" .-")) for part in text.replace("\n", ";").split(";")}
    wanted -= {""}
    found = {row.code: row for row in _named(wanted, day)}
    for group in list_groups():
        if wanted & {search_key(name) for name in (group.name, *group.aliases)}:
            found |= {row.code: row for row in list_group_members(group.code, day)}
    found.pop(sender, None)
    return list(found.values())


def _named(wanted: set[str], day: date) -> list[AgencyRow]:
    return [row.agency for row in get_tree(day) if wanted & _names(row.agency)]


def _names(row: AgencyRow) -> set[str]:
    """There is one province in a house, and its papers call it that."""
    plain = ("UBND tỉnh", "Ủy ban nhân dân tỉnh") if row.kind == Kind.PROVINCE else ()
    return {search_key(name) for name in (row.name, row.short_name, *row.aliases, *plain)}
