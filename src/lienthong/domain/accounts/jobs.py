"""Letters that follow from what happened, sent after commit; and ended sessions swept away each hour."""

from datetime import datetime

from lienthong.connectors.mail import client
from lienthong.domain.accounts import actions, exchange
from lienthong.domain.accounts.facts import PasswordResetAsked, PersonInvited
from lienthong.domain.accounts.queries import get_account
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.handlers import on


@on(PersonInvited, key="accounts.invitation_letter")
def send_invitation(fact: PersonInvited, at: datetime) -> None:
    account = get_account(fact.account)
    if account and account.is_active and account.email:
        client.send(exchange.invitation(account, f"invitation:{fact.account}:{at.isoformat()}"))


@on(PasswordResetAsked, key="accounts.reset_letter")
def send_reset(fact: PasswordResetAsked, at: datetime) -> None:
    account = get_account(fact.account)
    if account and account.is_active and account.email:
        client.send(exchange.reset(account, f"reset:{fact.account}:{at.isoformat()}"))


@engine.every("17 * * * *", "accounts.clear_ended_sessions")
def clear_ended_sessions() -> None:
    actions.clear_ended_sessions()
