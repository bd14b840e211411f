"""People answer the reader's questions before a version is issued."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import AlreadySettled, NotSettled, NotUnderReview, ReasonMissing
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record

AS_READ = "AS_READ"
"""The reading stands as it is; the reason says why."""


@transaction.atomic
def settle(*, warning: int, reason: str, by: Actor, at: datetime) -> None:
    """Accepts what was read as it was read, with a reason.

    Raises NotUnderReview, AlreadySettled, ReasonMissing.
    """
    held = hold_warning(warning)
    if not reason.strip():
        raise ReasonMissing
    note_answer(held, AS_READ, reason=reason, by=by, at=at)


def hold_warning(warning: int) -> m.Warning:
    """The warning, its version locked until the transaction ends. Raises NotUnderReview, AlreadySettled."""
    held = m.Warning.objects.filter(pk=warning).first()
    version = (
        m.Version.objects.select_for_update(no_key=True)
        .filter(pk=held.version_id, issued_at__isnull=True)
        .first()
        if held
        else None
    )
    if held is None or version is None:
        raise NotUnderReview
    if m.Settlement.objects.filter(warning=held, withdrawn_at__isnull=True).exists():
        raise AlreadySettled
    return held


def note_answer(
    warning: m.Warning,
    answer: str,
    *,
    reason: str = "",
    mended: dict[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Keeps an answer to a held warning, and what it changed, with what stood there before."""
    m.Settlement.objects.create(
        version_id=warning.version_id,
        warning=warning,
        answer=answer,
        reason=reason.strip(),
        mended=mended or {},
        account=by.account,
        name=by.name,
        settled_at=at,
    )
    _record("plans.settle", warning, by=by, at=at, answer=answer, reason=reason.strip())


@transaction.atomic
def settle_rest(*, plan: int, reason: str, by: Actor, at: datetime) -> int:
    """Accepts everything still open in the version under review as it was read; returns how much that was.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    settled = m.Settlement.objects.filter(withdrawn_at__isnull=True).values("warning")
    left = m.Warning.objects.filter(version__plan=plan, version__issued_at__isnull=True).exclude(
        pk__in=settled
    )
    count = 0
    for warning in left.order_by("position").values_list("pk", flat=True):
        settle(warning=warning, reason=reason, by=by, at=at)
        count += 1
    return count


def withdraw_answer(warning: int, *, by: Actor, at: datetime) -> m.Settlement:
    """The answer in force, taken back. Raises NotUnderReview, NotSettled."""
    held = m.Settlement.objects.select_for_update(no_key=True, of=("self",)).filter(
        warning=warning, withdrawn_at__isnull=True
    )
    answer = held.select_related("version", "warning").first()
    if answer is None:
        raise NotSettled
    if answer.version.issued_at is not None:
        raise NotUnderReview
    answer.withdrawn_at = max(at, answer.settled_at)
    answer.save(update_fields=["withdrawn_at"])
    _record("plans.unsettle", answer.warning, by=by, at=at, answer=answer.answer)
    return answer


def _record(verb: str, warning: m.Warning, *, by: Actor, at: datetime, **details: str) -> None:
    plan = m.Plan.objects.get(pk=warning.version.plan_id)
    told: dict[str, Any] = {"warning": warning.pk, "code": warning.code, **details}
    record(by=by, verb=verb, subject=f"plan:{plan.pk}", agency=plan.agency, at=at, details=told)
