"""What a person keeps for their own searches. Nobody else is concerned, so the ledger is not told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.errors import SearchNameMissing, TooManySearches
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean

MOST: Final = 12


@transaction.atomic
def keep_search(*, name: str, query: str, by: Actor, at: datetime) -> int:
    """Keeps the words of a search's address under a name; the same name is given anew. Raises SearchNameMissing,
    TooManySearches.
    """
    told = clean(name)[:60].strip()
    if not told:
        raise SearchNameMissing
    mine = m.KeptSearch.objects.filter(account=by.account)
    if not mine.filter(name=told).exists() and mine.count() >= MOST:
        raise TooManySearches(most=MOST)
    row, _is_new = m.KeptSearch.objects.update_or_create(
        account=by.account, name=told, defaults={"query": query[:1_500], "kept_at": at}
    )
    return row.pk


def drop_search(*, search: int, by: Actor) -> None:
    """An own one; of others', and of what was dropped already, nothing happens."""
    m.KeptSearch.objects.filter(account=by.account, pk=search).delete()


def choose_columns(*, columns: Sequence[str], by: Actor, at: datetime) -> None:
    """What results show from now on; none chosen: what they show everybody."""
    chosen = list(dict.fromkeys(columns))[:20]
    m.ChosenColumns.objects.update_or_create(
        account=by.account, defaults={"columns": chosen, "chosen_at": at}
    )
