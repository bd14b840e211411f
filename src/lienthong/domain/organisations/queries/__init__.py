"""Reads of agencies and people.

``as_of`` is the day asked about: what had occurred by then, as known today. ``known`` is an instant: what was
known then (None: now). No answer shows what lies after its day, so a later record changes no answer about an
earlier day.
"""

from lienthong.domain.organisations.queries.actors import (
    Hat,
    build_actor,
    chiefs_of,
    list_hats,
    list_positions,
)
from lienthong.domain.organisations.queries.agencies import (
    AgencyRow,
    OfficialCodeRow,
    TreeRow,
    VersionRow,
    children,
    count_agencies,
    get_agency,
    get_names,
    get_path,
    get_tree,
    list_agencies,
    list_official_codes,
    list_versions,
    subtree_codes,
)
from lienthong.domain.organisations.queries.finding import Match, find_agencies, propose_code
from lienthong.domain.organisations.queries.groups import (
    GROUP,
    DirectoryRow,
    GroupRow,
    get_directory,
    list_group_members,
    list_groups,
    list_groups_of,
    member_codes,
)
from lienthong.domain.organisations.queries.people import (
    SubstitutionRow,
    get_position,
    list_hats_of,
    list_holders,
    list_substitutions,
)
from lienthong.domain.organisations.queries.signing import (
    SigningRow,
    find_signing,
    get_signing,
    list_signing,
    list_signing_of,
)
from lienthong.domain.organisations.queries.succession import EdgeRow, get_heir, predecessors, successors
from lienthong.domain.organisations.rules.vocabulary import (
    KIND_LABELS,
    LEVEL_LABELS,
    SIGNING_LABELS,
    SUCCESSION_LABELS,
    Kind,
    Level,
    Scheme,
    SigningForm,
    SuccessionKind,
)

__all__ = [
    "GROUP",
    "KIND_LABELS",
    "LEVEL_LABELS",
    "SIGNING_LABELS",
    "SUCCESSION_LABELS",
    "AgencyRow",
    "DirectoryRow",
    "EdgeRow",
    "GroupRow",
    "Hat",
    "Kind",
    "Level",
    "Match",
    "OfficialCodeRow",
    "Scheme",
    "SigningForm",
    "SigningRow",
    "SubstitutionRow",
    "SuccessionKind",
    "TreeRow",
    "VersionRow",
    "build_actor",
    "chiefs_of",
    "children",
    "count_agencies",
    "find_agencies",
    "find_signing",
    "get_agency",
    "get_directory",
    "get_heir",
    "get_names",
    "get_path",
    "get_position",
    "get_signing",
    "get_tree",
    "list_agencies",
    "list_group_members",
    "list_groups",
    "list_groups_of",
    "list_hats",
    "list_hats_of",
    "list_holders",
    "list_official_codes",
    "list_positions",
    "list_signing",
    "list_signing_of",
    "list_substitutions",
    "list_versions",
    "member_codes",
    "predecessors",
    "propose_code",
    "subtree_codes",
    "successors",
]
