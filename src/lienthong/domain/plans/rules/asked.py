"""Which of a task's products a deadline asks for: the ones its words name, else all of them."""

from collections.abc import Sequence

from lienthong.spine.text import search_key

GENRES = (
    "quyet dinh",
    "nghi quyet",
    "ke hoach",
    "bao cao",
    "thong bao",
    "van ban",
    "chi thi",
    "de an",
    "chuong trinh",
    "danh muc",
    "to trinh",
    "cong van",
)
"""Kinds of documents, as Decree 30/2020 (article 7) names those that plans ask for; without marks."""


def asked_outputs(
    subjects: Sequence[str | None], outputs: Sequence[str]
) -> tuple[list[tuple[int, ...]], tuple[int, ...]]:
    """The places of the products that each deadline asks for (by what its words say it is for, None: nothing), and
    of those no deadline asks for: the plan states no day for them.

    A deadline whose words name no product asks for all that no other names, else for all.
    """
    named = [_named(subject, outputs) for subject in subjects]
    rest = tuple(sorted(set(range(len(outputs))) - {place for places in named for place in places}))
    asked = [places or rest or tuple(range(len(outputs))) for places in named]
    return asked, tuple(sorted(set(range(len(outputs))) - {place for places in asked for place in places}))


def _named(subject: str | None, outputs: Sequence[str]) -> tuple[int, ...]:
    """The products that share most with the subject: a kind of document first, then at least two words."""
    if not subject or len(outputs) < 2:
        return ()
    scores = [_likeness(search_key(subject), search_key(output)) for output in outputs]
    best = max(scores)
    return tuple(n for n, score in enumerate(scores) if score == best) if best >= (0, 2) else ()


def _likeness(subject: str, output: str) -> tuple[int, int]:
    """(1 when both begin with the same kind of document, words in common)."""
    first = _genre(subject)
    shared = len(set(subject.split()) & set(output.split()))
    return (1 if first and first == _genre(output) else 0, shared)


def _genre(words: str) -> str:
    """The kind of document the words speak of first."""
    found = [(words.find(genre), genre) for genre in GENRES if genre in words]
    return min(found)[1] if found else ""
