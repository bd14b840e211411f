"""The morning's letters: who has something new is found once a day; each letter is then a job of its own."""

from datetime import date, datetime, time

from lienthong.connectors.mail import client
from lienthong.domain.accounts.queries import get_account
from lienthong.domain.notices import actions, exchange
from lienthong.domain.notices.facts import DigestDue
from lienthong.domain.notices.queries import list_to_mail
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily


@daily("notices.digest", at=time(8))
def call_for_letters(day: date, at: datetime) -> None:
    """On working days of the whole country; what is told on days off waits for the next of them."""
    if calendar_for().is_working(day):
        actions.call_for_letters(day=day, at=at)


@on(DigestDue, key="notices.digest_letter")
def send_digest(fact: DigestDue, at: datetime) -> None:
    """What was read in the meantime is left out; without anything left, or an address, there is no letter."""
    account, day = get_account(fact.account), date.fromisoformat(fact.day)
    if not (account and account.is_active and account.email):
        return
    rows, more = list_to_mail(fact.account, day)
    if not rows:
        return
    if client.send(exchange.digest(account, day, rows, more)):
        actions.note_mailed(account=fact.account, notices=[row.id for row in rows], at=at)
