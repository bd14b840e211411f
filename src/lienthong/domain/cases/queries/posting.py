"""Whether the result of a case may still go by public post."""

from lienthong.domain.cases.queries.rows import CaseRow
from lienthong.domain.cases.rules.moves import ON_THE_WAY, UNSIGNED
from lienthong.domain.procedures.queries import get_filing


def may_go_by_post(row: CaseRow) -> bool:
    return row.state in UNSIGNED | ON_THE_WAY and get_filing(row.version).returns_by_post
