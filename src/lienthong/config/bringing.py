"""Cases of another system from a file: read, taken in, told row by row."""

import hashlib
from pathlib import Path
from typing import Any

from lienthong.domain.cases.actions import Brought, Source, import_history
from lienthong.domain.cases.exchange import Fault, History, Unknown, read_history, read_mapping
from lienthong.spine import clock
from lienthong.spine.actor import platform

SHOWN = 50
"""Rows that a person at a terminal reads."""


def bring(file: Path, mapping: Path, *, is_trial: bool) -> dict[str, Any]:
    """Where a row cannot even be read, the others are examined all the same, so that one report tells everything.

    Raises MapUnfit, FileUnfit, OSError.
    """
    wanted, content = read_mapping(mapping.read_bytes()), file.read_bytes()
    history = read_history(file.name, content, wanted)
    digest = hashlib.sha256(content).hexdigest()
    brought = import_history(
        cases=history.cases,
        source=Source(file.name, digest, makes_historic=wanted.unknown is Unknown.HISTORIC),
        by=platform("command"),
        at=clock.now(),
        is_trial=is_trial or bool(history.faults),
    )
    return _report(file.name, digest, history, brought, is_trial=is_trial)


def _report(name: str, digest: str, history: History, brought: Brought, *, is_trial: bool) -> dict[str, Any]:
    rows = [_faulty(fault) for fault in history.faults] + [
        {
            "row": one.row,
            "number": one.number,
            "outcome": one.fate.value,
            "field": one.field,
            "message": one.message,
            "warnings": ["Không có ngày hẹn: tính là đúng hạn."] if one.has_no_day else [],
        }
        for one in brought.results
    ]
    counts = brought.counts
    counts["refused"] += len(history.faults)
    return {
        "file": name,
        "digest": digest,
        "dry_run": is_trial,
        "imported": brought.is_done,
        "counts": {"rows": history.rows, **counts},
        "procedures": list(brought.procedures),
        "rows": sorted(rows, key=lambda row: row["row"]),
    }


def _faulty(fault: Fault) -> dict[str, Any]:
    told: dict[str, Any] = {"row": fault.row, "number": "", "outcome": "refused", "field": fault.field}
    return told | {"message": fault.message, "warnings": []}


def told(report: dict[str, Any]) -> str:
    """For a person at a terminal: what was refused, then the sums."""
    refused = [row for row in report["rows"] if row["outcome"] == "refused"]
    lines = [f"Dòng {row['row']}: {row['message']}" for row in refused[:SHOWN]]
    if len(refused) > SHOWN:
        lines.append(f"... và {len(refused) - SHOWN} dòng khác; --json cho biết tất cả.")
    counts = report["counts"]
    sums = f"{counts['rows']} dòng: {counts['new']} hồ sơ mới, {counts['known']} đã có, {counts['refused']} bị từ chối"
    done = "đã nhập" if report["imported"] else "chưa nhập gì"
    return "\n".join([*lines, f"{sums}; {done}."])
