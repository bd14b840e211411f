"""What somebody takes away from the node: the proof of a hop as one file, and the check of it."""

from lienthong.domain.axis.exchange.evidence import Broken, Proved, check_bundle, write_bundle

__all__ = ["Broken", "Proved", "check_bundle", "write_bundle"]
