"""Who acts: built once at the entrance of a request, job or command, and passed down as ``by=``."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission and where it holds: codes of agencies, or everywhere when ``agencies`` is None."""

    permission: str
    agencies: frozenset[str] | None = None

    def covers(self, agency: str | None) -> bool:
        """True when the grant holds at ``agency``; asked without one, when it holds anywhere."""
        return self.agencies is None or agency is None or agency in self.agencies


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, machine or the platform itself, wearing one hat.

    ``account`` is the account's opaque id ("" for nobody), ``agency`` the code of the agency whose hat is
    worn, ``origin`` where the wish came from ("web 10.0.0.7", "command", "job"), ``acting_for`` the account
    whose work is substituted. Deny is the default: no grant, no right.
    """

    account: str
    name: str
    agency: str = ""
    position: str = ""
    grants: tuple[Grant, ...] = field(default=(), repr=False)
    origin: str = ""
    acting_for: str = ""
    roles: frozenset[str] = frozenset()
    _scopes: dict[str, list[Grant]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The grants by permission: a page asks some hundred times."""

    def __post_init__(self) -> None:
        for grant in self.grants:
            self._scopes.setdefault(grant.permission, []).append(grant)

    @property
    def is_anonymous(self) -> bool:
        return not self.account

    def may(self, permission: str, agency: str | None = None) -> bool:
        return any(grant.covers(agency) for grant in self._scopes.get(permission, ()))

    def reach(self, permission: str) -> frozenset[str] | None:
        """The agencies where ``permission`` holds, or None when it holds everywhere."""
        scopes = [grant.agencies for grant in self._scopes.get(permission, ())]
        if any(scope is None for scope in scopes):
            return None
        return frozenset().union(*(scope for scope in scopes if scope is not None))


ANONYMOUS = Actor(account="", name="")


def platform(origin: str) -> Actor:
    """The platform acting by itself: a schedule, a loading command, a reaction to a fact."""
    return Actor(account="platform", name="Lienthong", origin=origin)
