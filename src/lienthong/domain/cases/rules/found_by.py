"""What a case is found by: the words of its number, people, content and procedure, and the agencies that see it."""

from collections.abc import Iterable, Sequence

from lienthong.domain.cases.rules.consulting import Question
from lienthong.domain.cases.rules.custody import Custody, Original
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.sides import Side
from lienthong.domain.cases.rules.standing import Event, Stand


def seen_by(
    owner: str,
    stands: Iterable[Stand],
    sides: Iterable[Side],
    questions: Iterable[Question],
    originals: Iterable[Original],
) -> frozenset[str]:
    """The agencies that ``queries.sight`` lets see it: whose it is, where it ever lay or was worked at, who was asked,
    who has originals of it.
    """
    keepers = {one.agency for one in originals if one.custody is not Custody.BACK}
    lay, worked = {one.agency for one in stands}, {one.agency for one in sides}
    asked = {one.agency for one in questions}
    return frozenset({owner} | lay | worked | asked | keepers)


def corrected(events: Sequence[Event]) -> list[str]:
    """The right words that came later; the wrong ones stay, since somebody may remember them."""
    changes = [event.data["changes"] for event in events if event.verb == Verb.CORRECTED]
    return [text for change in changes for name, text in change.items() if name != "return_by"]
