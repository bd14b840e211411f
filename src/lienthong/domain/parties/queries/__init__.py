"""Reads of people and organisations. Rows are masked; what is in clear comes from ``actions.read``."""

from lienthong.domain.parties.queries.acting import (
    AuthorityRow,
    ConsentRow,
    PaperRow,
    has_consented,
    list_consents,
    list_papers,
    list_represented,
    may_act_for,
    who_may_act_for,
)
from lienthong.domain.parties.queries.finding import (
    agencies_of,
    find_parties,
    get_party,
    list_alike,
    list_parties,
)
from lienthong.domain.parties.queries.histories import (
    AreaRow,
    LinkRow,
    NameRow,
    area_on,
    list_links,
    list_names,
    list_readings,
    name_on,
)
from lienthong.domain.parties.queries.personal import PersonalData, PlainContact, PlainNumber
from lienthong.domain.parties.queries.rows import ContactRow, NumberRow, PartyRow
from lienthong.domain.parties.queries.sameness import kept_of, records_of
from lienthong.domain.parties.rules.masking import mask_name, mask_number_publicly
from lienthong.domain.parties.rules.vocabulary import (
    AUTHORITY_LABELS,
    CONTACT_LABELS,
    FORM_LABELS,
    IDENTIFIER_LABELS,
    ORIGIN_LABELS,
    PARTY_LABELS,
    PROOF_LABELS,
    PURPOSE_LABELS,
    SEX_LABELS,
)

__all__ = [
    "AUTHORITY_LABELS",
    "CONTACT_LABELS",
    "FORM_LABELS",
    "IDENTIFIER_LABELS",
    "ORIGIN_LABELS",
    "PARTY_LABELS",
    "PROOF_LABELS",
    "PURPOSE_LABELS",
    "SEX_LABELS",
    "AreaRow",
    "AuthorityRow",
    "ConsentRow",
    "ContactRow",
    "LinkRow",
    "NameRow",
    "NumberRow",
    "PaperRow",
    "PartyRow",
    "PersonalData",
    "PlainContact",
    "PlainNumber",
    "agencies_of",
    "area_on",
    "find_parties",
    "get_party",
    "has_consented",
    "kept_of",
    "list_alike",
    "list_consents",
    "list_links",
    "list_names",
    "list_papers",
    "list_parties",
    "list_readings",
    "list_represented",
    "mask_name",
    "mask_number_publicly",
    "may_act_for",
    "name_on",
    "records_of",
    "who_may_act_for",
]
