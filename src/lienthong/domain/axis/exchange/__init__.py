"""What somebody takes away from the node: the proof of a hop as one file, and the check of it."""

from lienthong.domain.axis.exchange.evidence import Broken, Proved, check_bundle, write_bundle
from lienthong.domain.axis.rules.statements import read_statement

__all__ = ["Broken", "Proved", "check_bundle", "read_statement", "write_bundle"]
