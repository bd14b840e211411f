"""What its applicant does with a case from home, in the books of the agency that answers for it."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.applications.actions.supplementing import at_home
from lienthong.domain.cases.actions import fetch_at_home, withdraw_at_home
from lienthong.domain.cases.queries import follow
from lienthong.spine.actor import Actor


@transaction.atomic
def withdraw(*, case: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises CaseNotFound, NotNow, ReasonMissing."""
    owner = follow(case, now=at).owner
    withdraw_at_home(case=case, reason=reason, by=at_home(by, owner), at=at)


@transaction.atomic
def fetch(*, case: int, by: Actor, at: datetime) -> None:
    """Raises CaseNotFound, NotNow, FetchedInPerson."""
    owner = follow(case, now=at).owner
    fetch_at_home(case=case, by=at_home(by, owner), at=at)
