"""edXML of QCVN 102:2016/BTTTT: written strictly, read tolerantly, in constant memory both ways."""

from lienthong.connectors.axis.errors import Reason, Unreadable, Unwritable
from lienthong.connectors.axis.reading import Read, Signed, read
from lienthong.connectors.axis.understanding import Warning
from lienthong.connectors.axis.writing import NAMESPACE, Sign, Written, write

__all__ = [
    "NAMESPACE", "Read", "Reason", "Sign", "Signed", "Unreadable", "Unwritable", "Warning", "Written", "read", "write",
]  # fmt: skip
