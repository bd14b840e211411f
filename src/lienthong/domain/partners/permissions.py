"""Who keeps the systems of an agency, and what a system may be allowed to read."""

from enum import StrEnum
from typing import Final

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.spine.actor import Actor


class Permission(StrEnum):
    KEEP = "partners.keep"


OPENS: Final = {Scope.CASES: Cases.FOLLOW, Scope.BOARDS: Cases.FOLLOW, Scope.PLANS: Plans.FOLLOW}
"""The permission behind each scope: it is given to no machine but through its token."""


def can_keep(actor: Actor, agency: str) -> bool:
    return actor.may(Permission.KEEP, agency)
