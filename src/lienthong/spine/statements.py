"""What a statement of SQL does, told from its words."""

import re

_WRITE = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"
    r'(?:"?\w+"?\.)?"?(\w+)"?',
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b|'(?:[^']|'')*'", re.IGNORECASE)
_FIRST = re.compile(r"\s*(?:WITH\b|INSERT\b|UPDATE\b|DELETE\b|MERGE\b|TRUNCATE\b)", re.IGNORECASE)


def written_tables(sql: str) -> frozenset[str]:
    """The tables that one statement writes, in small letters; none for a plain reading."""
    if not _FIRST.match(sql):
        return frozenset()
    return frozenset(table.lower() for table in _WRITE.findall(_HARMLESS.sub(" ", sql)))
