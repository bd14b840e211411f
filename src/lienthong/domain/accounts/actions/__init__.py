"""What is done to accounts. Each act that concerns a person leaves a ledger row."""

from lienthong.domain.accounts.actions.citizens import erase_own, register, register_by_letter
from lienthong.domain.accounts.actions.identities import link_identity, note_identity_used, open_from_identity
from lienthong.domain.accounts.actions.passwords import (
    ask_reset,
    give_temporary_password,
    replace_password,
    set_password_by_link,
)
from lienthong.domain.accounts.actions.people import (
    change_email,
    change_names,
    disable,
    enable,
    invite,
    invite_again,
    leave,
    open_account,
)
from lienthong.domain.accounts.actions.proofs import clear_second_factor, note_second_factor
from lienthong.domain.accounts.actions.sessions import (
    clear_ended_sessions,
    end_other_sessions,
    end_session,
    note_session_renamed,
    note_session_used,
)
from lienthong.domain.accounts.actions.tokens import end_token, give_token, note_token_used

__all__ = [
    "ask_reset",
    "change_email",
    "change_names",
    "clear_ended_sessions",
    "clear_second_factor",
    "disable",
    "enable",
    "end_other_sessions",
    "end_session",
    "end_token",
    "erase_own",
    "give_temporary_password",
    "give_token",
    "invite",
    "invite_again",
    "leave",
    "link_identity",
    "note_identity_used",
    "note_second_factor",
    "note_session_renamed",
    "note_session_used",
    "note_token_used",
    "open_account",
    "open_from_identity",
    "register",
    "register_by_letter",
    "replace_password",
    "set_password_by_link",
]
