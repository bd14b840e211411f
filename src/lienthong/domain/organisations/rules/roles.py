"""What a hat allows: a role lists permissions of all rooms, its scope says where they hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from lienthong.spine.actor import Grant


class Scope(StrEnum):
    """Where a permission holds, seen from the agency of the hat that is worn."""

    OWN = "own"
    SUBTREE = "subtree"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Role:
    """A named list of permissions. ``exceptions`` gives single permissions another scope than ``scope``.

    ``personal`` permissions belong to the person and are not lent to whoever substitutes at work (signing
    above all). ``for_everyone`` roles need no position: every signed-in account wears them, everywhere in
    ``scope``'s place.
    """

    name: str
    label: str | Promise
    permissions: frozenset[str] = frozenset()
    scope: Scope = Scope.OWN
    exceptions: Mapping[str, Scope] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    for_everyone: bool = False

    def scopes(self, *, substituting: bool = False) -> dict[str, Scope]:
        """Each permission with its scope; a substitute gets none of the personal ones."""
        scopes = dict.fromkeys(self.permissions, self.scope) | dict(self.exceptions)
        return {name: s for name, s in scopes.items() if not (substituting and name in self.personal)}


def grants_of(
    role: Role, agency: str, subtree: Callable[[], frozenset[str]], *, substituting: bool = False
) -> tuple[Grant, ...]:
    """The role's grants for a hat at ``agency``; ``subtree`` is asked only when needed."""
    scopes = role.scopes(substituting=substituting)
    below = subtree() if Scope.SUBTREE in scopes.values() else frozenset()
    reach = {Scope.OWN: frozenset({agency}), Scope.SUBTREE: below, Scope.EVERYWHERE: None}
    return tuple(Grant(str(name), reach[scope]) for name, scope in sorted(scopes.items()))


def everyone_grants(roles: Iterable[Role]) -> tuple[Grant, ...]:
    """What every signed-in account may do; such permissions speak of one's own things, so no agency bounds
    them.
    """
    return tuple(Grant(str(name)) for role in roles if role.for_everyone for name in sorted(role.scopes()))
