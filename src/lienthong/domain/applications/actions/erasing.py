"""What was filled in at home goes with the case that it became."""

import secrets
from datetime import datetime

from django.db import transaction

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.supplementing import forget
from lienthong.domain.cases import actions as cases
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard
from lienthong.spine.files.queries import get_files


@transaction.atomic
def erase(*, case: int, basis: str, by: Actor, at: datetime) -> list[str]:
    """Destroys a case with the application that it came from: answers, files, the form as it was sent, the code that
    led to it. Gives the digests of all contents that went. Raises what ``cases.erase`` raises.
    """
    row = m.Application.objects.select_for_update().filter(case=case).first()
    files = _files(row) if row else {}
    supplements = list(m.Supplement.objects.select_for_update().filter(case=case).order_by("round"))
    brought = m.Brought.objects.filter(supplement__in=supplements).values_list("file", flat=True)
    also = [*files.values(), *(file.digest for file in get_files(list(brought)).values())]
    digests = cases.erase(case=case, basis=basis, also=also, by=by, at=at)
    for supplement in supplements:
        forget(supplement)
    if row and row.sealed:
        m.Attachment.objects.filter(application=row).delete()
        row.sealed, row.account, row.finder = b"", "", secrets.token_bytes(32)
        row.save(update_fields=["sealed", "account", "finder"])
        for file in files:
            discard(file=file)
    return digests


def _files(row: m.Application) -> dict[int, str]:
    """Every stored file of it with its digest."""
    attached = m.Attachment.objects.filter(application=row).values_list("file", flat=True)
    named = [*attached, *([row.paper] if row.paper else [])]
    return {file.id: file.digest for file in get_files(named).values()}
