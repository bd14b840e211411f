"""An account goes with all that is only its own. Cases stay: they are records of the State."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.exporting import forget_exports
from lienthong.domain.applications.actions.filling import forget
from lienthong.domain.notices import actions as notices
from lienthong.domain.parties import actions as parties
from lienthong.spine.actor import Actor

REASON = "Chủ tài khoản yêu cầu xóa"


@transaction.atomic
def erase_account(*, by: Actor, at: datetime) -> int:
    """Removes drafts with their files, copies of data, notices, what the account said of its holder, and the account
    itself; how many drafts went. Raises KeptForWork.
    """
    drafts = list(
        m.Application.objects.select_for_update().filter(account=by.account, sent_at=None).order_by("id")
    )
    for row in drafts:
        forget(row)
    forget_exports(account=by.account)
    notices.forget_account(account=by.account)
    parties.end_verified(account=by.account, reason=REASON, by=by, at=at)
    accounts.erase_own(by=by, at=at)
    return len(drafts)
