"""Money of the demonstration: the accounts to which fees are paid, all of them invented."""

import csv
from datetime import date, datetime
from typing import Final

from django.db import transaction

from lienthong.config.ground.paths import DATA
from lienthong.domain.payments import actions, queries
from lienthong.spine.actor import Actor

FILE: Final = DATA / "demo" / "payments.csv"


@transaction.atomic
def play(*, by: Actor, until: datetime) -> int:
    """Once; returns how many accounts were named."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = 0
    for row in rows:
        since = date.fromisoformat(row["since"])
        if queries.payee_of(row["agency"], until.date()):
            continue
        payee = actions.Payee(row["bank"], row["bank_name"], row["number"], row["holder"])
        actions.pay_to(agency=row["agency"], payee=payee, since=since, by=by, at=until)
        named += 1
    return named
