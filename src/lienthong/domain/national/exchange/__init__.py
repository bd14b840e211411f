"""Cases in the portal's words, and its filings in ours."""

from lienthong.domain.national.exchange.dossier import dossier_of
from lienthong.domain.national.exchange.filing import Filed, Unreadable, identity_of, read_filing
from lienthong.domain.national.exchange.rating import ratings_of
from lienthong.domain.national.exchange.sheet import GapLine, write_gaps
from lienthong.domain.national.exchange.steps import steps_of

__all__ = [
    "Filed",
    "GapLine",
    "Unreadable",
    "dossier_of",
    "identity_of",
    "ratings_of",
    "read_filing",
    "steps_of",
    "write_gaps",
]
