"""The people of one's own agency to whom a duty can be given."""

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.plans.permissions import Permission
from lienthong.spine.text import person_key
from lienthong.web.desk.plans.page import Desk

type Staff = list[tuple[str, str]]
"""(account, "name, position") by given name."""


def staff_of(desk: Desk) -> Staff:
    """Everybody whose position in the agency today lets them hand in, once each."""
    held = organisations.list_positions([desk.by.agency], desk.day)
    hats = [hat for hat in held if Permission.SUBMIT in role_named(hat.role).scopes()]
    titles = {hat.account: hat.title for hat in reversed(hats)}
    names = sorted(desk.people(titles).items(), key=lambda one: person_key(one[1]))
    return [(account, f"{name}, {titles[account]}") for account, name in names]
