"""Makes the organisation and its first administrator of a set-up file; what is there already stays as it is.

The second half of ``./lienthong setup FILE.yaml``: keys and settings must be there.
"""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lienthong.config.ground.setup import Administrator, Organisation, SetUpFault, read
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions as organisation_actions
from lienthong.domain.organisations import queries as organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.errors import Refusal
from lienthong.spine.place.actions import claim

ROLE = "platform_administrator"


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        by, at = platform("setup"), clock.now()
        try:
            claim(is_used=False)
            wanted = read(file)
            organisation, administrator = wanted.organisation, wanted.administrator
            self._say(_found(organisation, by=by, at=at), organisation.name)
            self._say(_invite(administrator, organisation.code, by=by, at=at), administrator.username)
        except (Refusal, SetUpFault, ValueError) as refused:
            raise CommandError(str(refused)) from refused

    def _say(self, made: bool, what: str) -> None:
        self.stdout.write(f"{what}: {'made' if made else 'there already'}")


def _found(wanted: Organisation, *, by: Actor, at: datetime) -> bool:
    """True when it was made now."""
    if organisations.get_agency(wanted.code, clock.local(at).date()) is not None:
        return False
    organisation_actions.create_agency(
        code=wanted.code,
        name=wanted.name,
        short_name=wanted.short_name,
        kind=organisation_actions.Kind(wanted.kind),
        level=organisation_actions.Level(wanted.level),
        on=wanted.since,
        decision=wanted.decision,
        by=by,
        at=at,
    )
    return True


@transaction.atomic
def _invite(wanted: Administrator, agency: str, *, by: Actor, at: datetime) -> bool:
    """The letter with the link goes out by the worker. True when the account or the hat was made now."""
    found, today = accounts.find_account(wanted.username), clock.local(at).date()
    account = found.id if found else ""
    if not account:
        account = account_actions.invite(
            username=wanted.username, full_name=wanted.full_name, email=wanted.email, by=by, at=at
        )
    elif any(hat.role == ROLE and hat.agency == agency for hat in organisations.list_hats(account, today)):
        return False
    organisation_actions.assign(
        account=account, agency=agency, title=wanted.title, role=ROLE, on=today, by=by, at=at
    )
    return True
