"""Which agencies of the house a document names among its recipients."""

from datetime import date

from lienthong.domain.organisations.queries import (
    AgencyRow,
    Kind,
    get_path,
    get_tree,
    list_group_members,
    list_groups,
)
from lienthong.spine.text import search_key


def list_recipients(text: str, sender: str, day: date) -> list[AgencyRow]:
    """Agencies and members of groups that ``text`` names, parted by semicolons or lines; the sender itself is not one.

    What stands in brackets behind a name ("để báo cáo") does not count.
    """
    wanted = {search_key(part.partition("(")[0].strip(" .-")) for part in text.replace("\n", ";").split(";")}
    wanted -= {""}
    above = set(get_path(sender, day))
    rows = [row.agency for row in get_tree(day)]
    found = {row.code: row for row in rows if wanted & _names(row, is_above=row.code in above)}
    for group in list_groups():
        if wanted & {search_key(name) for name in (group.name, *group.aliases)}:
            found |= {row.code: row for row in list_group_members(group.code, day)}
    found.pop(sender, None)
    return list(found.values())


def _names(row: AgencyRow, *, is_above: bool) -> set[str]:
    """An agency's papers say "UBND tỉnh" of the province it belongs to."""
    plain = ("UBND tỉnh", "Ủy ban nhân dân tỉnh") if is_above and row.kind == Kind.PROVINCE else ()
    return {search_key(name) for name in (row.name, row.short_name, *row.aliases, *plain)}
