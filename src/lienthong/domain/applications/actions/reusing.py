"""A paper that was sent or received before goes into an application without being sent again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.applications.actions.filling import attach
from lienthong.domain.applications.errors import PaperNotYours
from lienthong.domain.applications.queries.mine import get_mine, get_my_paper
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.queries import get_file, open_content


@transaction.atomic
def reuse(*, application: UUID, paper: int, file: int, by: Actor, at: datetime) -> FileRefused | None:
    """Attaches one of one's own papers; why it cannot be, or None. It is a file of this application from then on,
    whatever becomes of the other. Raises PaperNotYours, and what ``attach`` raises.
    """
    day = clock.local(at).date()
    mine = get_my_paper(get_mine(by.account, day), file, at, day)
    row = get_file(file) if mine else None
    if row is None:
        raise PaperNotYours
    with open_content(row) as content:
        refused = attach(application=application, paper=paper, files=[(content, row.name)], by=by, at=at)
    return refused[0][1] if refused else None
