"""To whom an incoming document may be given at an agency."""

from datetime import date

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.organisations.queries import list_positions
from lienthong.spine.text import person_key


def list_people(agency: str, day: date, permission: Permission = Permission.FOLLOW) -> list[tuple[str, str]]:
    """(account, "name, position") of who has the permission there, those who head a unit first, then by given name. A
    clerk passes documents on and is given none.
    """
    hats = [
        hat
        for hat in list_positions([agency], day)
        if permission in (may := role_named(hat.role).scopes()) and Permission.REGISTER not in may
    ]
    names = get_full_names({hat.account for hat in hats})
    titles = {hat.account: hat.title for hat in reversed(hats)}
    heads = {hat.account for hat in hats if Permission.ASSIGN in role_named(hat.role).scopes()}
    known = sorted(titles, key=lambda one: (one not in heads, person_key(names.get(one, ""))))
    return [(account, f"{names.get(account, '')}, {titles[account]}") for account in known]


def heads_unit(account: str, agency: str, day: date) -> bool:
    return account in {one for one, _words in list_people(agency, day, Permission.ASSIGN)}
