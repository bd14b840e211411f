"""A system's description as people write it, its file as it is read, ours as it is written for it."""

from lienthong.domain.ministries.exchange.describing import (
    read_fields,
    read_statuses,
    write_fields,
    write_statuses,
)
from lienthong.domain.ministries.exchange.reading import read_file
from lienthong.domain.ministries.exchange.writing import write_csv, write_tabs, write_xlsx

__all__ = [
    "read_fields",
    "read_file",
    "read_statuses",
    "write_csv",
    "write_fields",
    "write_statuses",
    "write_tabs",
    "write_xlsx",
]
