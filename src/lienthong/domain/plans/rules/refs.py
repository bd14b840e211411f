"""How people call a task: ``VI.11``. A row without a number is ``I.r3``, the third row of its area."""

from collections import Counter
from collections.abc import Iterable


def name_tasks(tasks: Iterable[tuple[str | None, int | None]]) -> list[str]:
    """Refs for ``(area, number)`` in the document's order; a number that comes again gets its row as well."""
    rows: Counter[str] = Counter()
    taken: set[str] = set()
    refs = []
    for area, number in tasks:
        field = area or "0"
        rows[field] += 1
        ref = f"{field}.{number}" if number is not None else f"{field}.r{rows[field]}"
        if ref in taken:
            ref = f"{field}.{number}-r{rows[field]}"
        taken.add(ref)
        refs.append(ref)
    return refs
