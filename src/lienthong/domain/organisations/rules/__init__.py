"""Pure rules of agencies: words, tree, succession, reading of reference files, roles and signing."""

from lienthong.domain.organisations.rules.roles import Role, Scope

__all__ = ["Role", "Scope"]
