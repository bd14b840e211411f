"""What ``procedures import --json`` prints."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lienthong.domain.procedures.rules.entry import Outcome, Result


def to_contract(results: Sequence[Result]) -> dict[str, Any]:
    """Results in the order of the file; ``reason`` only of what was rejected."""
    found = Counter(result.outcome for result in results)
    return {
        "results": [_result(result) for result in results],
        "counts": {outcome.value: found[outcome] for outcome in Outcome},
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "code": result.code,
        "name": result.name,
        "status": result.outcome.value,
        "warnings": [{"code": finding.code.value, "message": finding.message} for finding in result.warnings],
        "reason": str(result.fault) if result.fault else None,
    }
