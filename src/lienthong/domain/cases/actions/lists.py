"""What a person keeps for the own work list. Nobody else is concerned, so the ledger is not told."""

from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import ListNameMissing, TooManyLists
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean

MOST: Final = 12


@transaction.atomic
def keep_list(*, name: str, query: str, by: Actor, at: datetime) -> int:
    """Keeps the words of a list's address under a name; the same name is given anew. Raises ListNameMissing,
    TooManyLists.
    """
    told = clean(name)[:60].strip()
    if not told:
        raise ListNameMissing
    mine = m.KeptList.objects.filter(account=by.account)
    if not mine.filter(name=told).exists() and mine.count() >= MOST:
        raise TooManyLists(most=MOST)
    row, _is_new = m.KeptList.objects.update_or_create(
        account=by.account, name=told, defaults={"query": query[:400], "kept_at": at}
    )
    return row.pk


def drop_list(*, kept: int, by: Actor) -> None:
    """An own one; of others', and of what was dropped already, nothing happens."""
    m.KeptList.objects.filter(account=by.account, pk=kept).delete()
