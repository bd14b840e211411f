"""Accounts <-> letters."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lienthong.connectors.mail.messages import Letter
from lienthong.domain.accounts.queries import INVITATION, RESET, AccountRow, link_token
from lienthong.domain.accounts.rules import INVITATION_DAYS, RESET_HOURS


def invitation(account: AccountRow, key: str) -> Letter:
    """The letter in which a new person finds name and link; letters are Vietnamese."""
    with override("vi"):
        subject = _("Your account on Lienthong")
        body = _(
            "Dear %(name)s,\n\nAn account was opened for you. Your sign-in name is: %(username)s\n\n"
            "Open this address within %(days)d days and choose a password:\n%(link)s\n\n"
            "If you do not expect this letter, leave it alone: without you nothing happens.\n"
        ) % {
            "name": account.full_name,
            "username": account.username,
            "days": INVITATION_DAYS,
            "link": _link(account, INVITATION),
        }
    return Letter(to=account.email, subject=subject, body=body, key=key)


def reset(account: AccountRow, key: str) -> Letter:
    with override("vi"):
        subject = _("Choose a new password on Lienthong")
        body = _(
            "Dear %(name)s,\n\n"
            "Somebody, hopefully you, asked for a new password for the account %(username)s.\n\n"
            "Open this address within %(hours)d hour and choose one:\n%(link)s\n\n"
            "If it was not you, leave this letter alone: your password stays as it is.\n"
        ) % {
            "name": account.full_name,
            "username": account.username,
            "hours": RESET_HOURS,
            "link": _link(account, RESET),
        }
    return Letter(to=account.email, subject=subject, body=body, key=key)


def _link(account: AccountRow, purpose: str) -> str:
    link: str = settings.LIENTHONG_PASSWORD_LINK
    return link.format(token=link_token(account.id, purpose))
