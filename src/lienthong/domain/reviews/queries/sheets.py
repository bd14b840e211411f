"""What the sheet of a procedure says, what it lacks, and what it saves."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.rules.cost import Cost
from lienthong.domain.reviews.rules.sheet import LACK_LABELS, Answer, Gap, Sheet, gaps_of
from lienthong.domain.reviews.rules.vocabulary import Part, Proposal, Side, Verdict


def sheet_of(review: m.Review) -> Sheet:
    """Two queries."""
    costs = _costs([review.pk])[review.pk]
    answers = m.Answer.objects.filter(review=review).order_by("position")
    return Sheet(
        income=review.income,
        answers=tuple(_answer(row) for row in answers),
        before=tuple(costs[Side.BEFORE]),
        after=tuple(costs[Side.AFTER]),
        verdict=Verdict(review.verdict) if review.verdict else None,
        conclusion=review.conclusion,
    )


def reckoned(reviews: Collection[m.Review]) -> dict[int, Sheet]:
    """Of each review what its cost and its verdict say, without its answers; one query."""
    costs = _costs([one.pk for one in reviews])
    return {one.pk: _reckoned(one, costs[one.pk]) for one in reviews}


def _reckoned(review: m.Review, costs: dict[Side, list[Cost]]) -> Sheet:
    verdict = Verdict(review.verdict) if review.verdict else None
    before, after = tuple(costs[Side.BEFORE]), tuple(costs[Side.AFTER])
    return Sheet(review.income, before=before, after=after, verdict=verdict)


def list_proposals(reviews: Collection[int]) -> dict[int, list[Answer]]:
    """By review the items that it proposes to change; one query."""
    found: dict[int, list[Answer]] = defaultdict(list)
    changed = m.Answer.objects.filter(review__in=reviews).exclude(proposal=Proposal.KEEP.value)
    for row in changed.order_by("review", "position"):
        found[row.review_id].append(_answer(row))
    return found


def _costs(reviews: Sequence[int]) -> dict[int, dict[Side, list[Cost]]]:
    found: dict[int, dict[Side, list[Cost]]] = defaultdict(lambda: defaultdict(list))
    for row in m.Cost.objects.filter(review__in=reviews).order_by("position"):
        found[row.review_id][Side(row.side)].append(
            Cost(row.activity, row.hours, row.service, row.other, row.fee, row.times, row.people)
        )
    return found


def _answer(row: m.Answer) -> Answer:
    return Answer(
        part=Part(row.part),
        item=row.item,
        necessary=row.necessary,
        lawful=row.lawful,
        reasonable=row.reasonable,
        reason=row.reason,
        proposal=Proposal(row.proposal),
        change=row.change,
    )


def gaps(review: m.Review, sheet: Sheet) -> list[Gap]:
    """What is lacking before it may be handed in."""
    return gaps_of(sheet, is_new=review.version_id is None, is_review=review.entry_id is not None)


def words_of(gap: Gap) -> str:
    """A gap as a sentence that names its row."""
    label = str(LACK_LABELS[gap.lack])
    if not gap.place:
        return label
    return _("Row %(place)s (%(item)s): %(label)s") % {
        "place": gap.place,
        "item": gap.item[:80],
        "label": label,
    }
