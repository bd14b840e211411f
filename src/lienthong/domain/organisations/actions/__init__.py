"""Verbs on agencies and people. ``on`` is the day something takes effect, ``at`` the instant it is recorded.

Every verb is one transaction: rules, rows, facts, and the ledger last. A day ``until`` is the first on which
something no longer holds.
"""

from lienthong.domain.organisations.actions.agencies import (
    create_agency,
    move_agency,
    rename_agency,
    set_official_code,
)
from lienthong.domain.organisations.actions.groups import create_group, set_membership
from lienthong.domain.organisations.actions.positions import assign, end_position, leave, second
from lienthong.domain.organisations.actions.reference import LoadResult, load_reference
from lienthong.domain.organisations.actions.signing import grant_signing, pass_on_signing, revoke_signing
from lienthong.domain.organisations.actions.staffing import (
    STAFF_LIST,
    Newcomer,
    receive_staff_list,
    see_off,
    take_on,
    take_on_all,
)
from lienthong.domain.organisations.actions.substitutions import end_substitution, substitute
from lienthong.domain.organisations.actions.successions import (
    abolish_agency,
    merge_agencies,
    split_agency,
    transfer_functions,
)
from lienthong.domain.organisations.rules.vocabulary import Kind, Level

__all__ = [
    "STAFF_LIST",
    "Kind",
    "Level",
    "LoadResult",
    "Newcomer",
    "abolish_agency",
    "assign",
    "create_agency",
    "create_group",
    "end_position",
    "end_substitution",
    "grant_signing",
    "leave",
    "load_reference",
    "merge_agencies",
    "move_agency",
    "pass_on_signing",
    "receive_staff_list",
    "rename_agency",
    "revoke_signing",
    "second",
    "see_off",
    "set_membership",
    "set_official_code",
    "split_agency",
    "substitute",
    "take_on",
    "take_on_all",
    "transfer_functions",
]
