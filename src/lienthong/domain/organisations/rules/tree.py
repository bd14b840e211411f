"""The tree of one day, given as a mapping of each agency's code to its parent's ("" at a root)."""

from collections.abc import Callable, Iterable, Iterator, Mapping


def children_of(parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Each parent's children in the mapping's order; a parent not in the mapping counts as a root's ("")."""
    found: dict[str, list[str]] = {}
    for code, parent in parents.items():
        found.setdefault(parent if parent in parents else "", []).append(code)
    return found


def walk(
    parents: Mapping[str, str], order: Callable[[str], object] | None = None
) -> Iterator[tuple[str, int]]:
    """Every agency once, depth first, with its depth; children follow ``order`` (the mapping's own when
    None).
    """
    below = children_of(parents)
    if order is not None:
        for codes in below.values():
            codes.sort(key=order)  # type: ignore[arg-type]
    waiting = [(code, 0) for code in reversed(below.get("", []))]
    while waiting:
        code, depth = waiting.pop()
        yield code, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(code, [])))


def subtree(parents: Mapping[str, str], root: str) -> frozenset[str]:
    """``root`` and all below it; empty when the root itself is not in the tree of that day."""
    if root not in parents:
        return frozenset()
    below, seen, waiting = children_of(parents), {root}, [root]
    while waiting:
        for child in below.get(waiting.pop(), []):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return frozenset(seen)


def makes_a_circle(parents: Mapping[str, str], code: str, parent: str) -> bool:
    """True when ``code`` below ``parent`` would be above itself."""
    return parent == code or parent in subtree(parents, code)


def circles(parents: Mapping[str, str]) -> Iterable[str]:
    """The agencies that no root reaches, because they hang below themselves."""
    reached = {code for code, _ in walk(parents)}
    return (code for code in parents if code not in reached)
