"""Verbs on people and organisations. ``on`` is the day something takes effect, ``at`` the instant it is recorded.

Every verb is one transaction: rules, rows, facts, and the ledger last; only ``read`` is none, for it changes nothing.
Whether the actor may is asked before, with ``permissions``; ``read`` asks itself.
"""

from lienthong.domain.parties.actions.authorities import end_authority, give_authority
from lienthong.domain.parties.actions.consents import agree_to_messages, give_consent, withdraw_consent
from lienthong.domain.parties.actions.contacts import ContactGiven, add_contact, end_contact, verify_contact
from lienthong.domain.parties.actions.entering import enter_all, examine
from lienthong.domain.parties.actions.forgetting import forget
from lienthong.domain.parties.actions.linking import link, part
from lienthong.domain.parties.actions.numbering import (
    Number,
    add_identifier,
    end_identifier,
    strike_identifier,
)
from lienthong.domain.parties.actions.papers import PaperGiven, end_paper, keep_paper
from lienthong.domain.parties.actions.profiles import change_profile, correct_profile
from lienthong.domain.parties.actions.reading import open_file, open_record, read, read_many
from lienthong.domain.parties.actions.registering import Draft, Registered, register, take_up
from lienthong.domain.parties.actions.verifying import claim, drop_claim, end_verified, verify, vouch
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import (
    AuthorityKind,
    Channel,
    ContactKind,
    Form,
    IdentifierKind,
    Origin,
    Part,
    PartyKind,
    Proof,
    Purpose,
    Sex,
)

__all__ = [
    "AuthorityKind",
    "Birth",
    "Channel",
    "ContactGiven",
    "ContactKind",
    "Draft",
    "Form",
    "IdentifierKind",
    "Number",
    "Origin",
    "PaperGiven",
    "Part",
    "PartyKind",
    "Proof",
    "Purpose",
    "Registered",
    "Sex",
    "add_contact",
    "add_identifier",
    "agree_to_messages",
    "change_profile",
    "claim",
    "correct_profile",
    "drop_claim",
    "end_authority",
    "end_contact",
    "end_identifier",
    "end_paper",
    "end_verified",
    "enter_all",
    "examine",
    "forget",
    "give_authority",
    "give_consent",
    "keep_paper",
    "link",
    "open_file",
    "open_record",
    "part",
    "read",
    "read_many",
    "register",
    "strike_identifier",
    "take_up",
    "verify",
    "verify_contact",
    "vouch",
    "withdraw_consent",
]
