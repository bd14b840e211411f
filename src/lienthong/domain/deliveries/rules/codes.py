"""How a parcel is called at the post: the number of its case, and which of its parcels it is."""

from lienthong.domain.deliveries.rules.vocabulary import Kind

_SIGNS = {Kind.RESULT: "", Kind.PAPERS: "TG-"}


def code_of(kind: Kind, number: str, attempt: int) -> str:
    """000.00.31.H21-211015-0001, later 000.00.31.H21-211015-0001.2."""
    return f"{_SIGNS[kind]}{number}" + (f".{attempt}" if attempt > 1 else "")
