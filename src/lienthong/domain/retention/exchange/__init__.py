"""Reference rules read from their file."""

from lienthong.domain.retention.exchange.reference import read_rules

__all__ = ["read_rules"]
