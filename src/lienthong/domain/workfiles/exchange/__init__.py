"""Work files as others read them: the list of a year as a workbook, and what is printed as official paper."""

from lienthong.domain.workfiles.exchange.packet import write_packet
from lienthong.domain.workfiles.exchange.papers import (
    print_clearance,
    print_list,
    print_minutes,
    print_papers,
)
from lienthong.domain.workfiles.exchange.telling import Told, tell_all
from lienthong.domain.workfiles.exchange.workbook import read_list, write_list

__all__ = [
    "Told",
    "print_clearance",
    "print_list",
    "print_minutes",
    "print_papers",
    "read_list",
    "tell_all",
    "write_list",
    "write_packet",
]
