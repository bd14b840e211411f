"""What pages of one version share: who looks at it, and what they may do with it where it stands."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.permissions import Permission, can_control, can_draft, can_publish
from lienthong.domain.procedures.queries import Record, State, VersionRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link

TAGS = {
    State.DRAFT: "doing",
    State.SUBMITTED: "submitted",
    State.ANNOUNCED: "in_progress",
    State.PUBLISHED: "done",
    State.AMENDED: "not_applicable",
    State.ABOLISHED: "not_applicable",
}
WORKERS = (Permission.DRAFT, Permission.CONTROL, Permission.PUBLISH)


@dataclass(frozen=True)
class Page:
    """One version and all it says, seen by one person. ``office`` is the agency that controls procedures."""

    row: VersionRow
    record: Record
    by: Actor
    office: str
    today: dt.date

    @property
    def url(self) -> str:
        return reverse("desk:procedure", args=[self.row.id])

    @property
    def drafts_it(self) -> bool:
        return can_draft(self.by, keeper=self.row.keeper, office=self.office)

    @property
    def may_see(self) -> bool:
        return self.drafts_it or can_publish(self.by, self.office)

    @property
    def may_write(self) -> bool:
        return self.row.state is State.DRAFT and self.drafts_it

    @property
    def may_control(self) -> bool:
        return self.row.state is State.SUBMITTED and can_control(self.by, self.office)

    @property
    def may_publish(self) -> bool:
        return self.row.state is State.ANNOUNCED and can_publish(self.by, self.office)

    @property
    def may_amend(self) -> bool:
        return self.row.state in {State.PUBLISHED, State.ABOLISHED} and self.drafts_it

    @property
    def may_abolish(self) -> bool:
        return self.row.state is State.PUBLISHED and can_control(self.by, self.office)

    def may(self, deed: str) -> bool:
        """Whether this person may do this now; the action asks again."""
        return {
            "submit": self.may_write,
            "discard": self.may_write,
            "hand-to": self.row.state is State.DRAFT and can_control(self.by, self.office),
            "send-back": self.may_control,
            "announce": self.may_control and self.row.submitted_by != self.by.account,
            "publish": self.may_publish,
            "amend": self.may_amend,
            "abolish": self.may_abolish,
        }[deed]

    @property
    def day(self) -> dt.date:
        """The day that the version is held against: its first one, or today while nobody knows it."""
        return self.row.effective_from or self.today

    def crumbs(self, *after: str) -> list[Link]:
        trail = [Link(_("Procedures"), reverse("desk:procedures"))]
        return [*trail, Link(self.row.code, self.url if after else ""), *map(Link, after)]


def drafts_procedures(by: Actor) -> bool:
    """True for an official whose work procedures are, one way or another."""
    return bool(by.agency) and any(by.may(one) for one in WORKERS)


def page_of(request: HttpRequest, version: int) -> Page:
    """Raises Http404 for a version that is none of one's business."""
    today = clock.today()
    try:
        row, record = queries.get_whole(version)
    except ProcedureNotFound as absent:
        raise Http404(str(absent)) from absent
    page = Page(row, record, actor_of(request), queries.office_of(today), today)
    if not page.may_see:
        raise Http404
    return page


def written_page(request: HttpRequest, version: int) -> Page:
    """As ``page_of``; Http404 as well for a version that this person may not write now."""
    page = page_of(request, version)
    if not page.may_write:
        raise Http404
    return page
