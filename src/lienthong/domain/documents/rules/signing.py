"""The lines above a signature, by the right under which somebody signs (Decree 30/2020/NĐ-CP, articles 13 and
Appendix I).
"""

from collections.abc import Sequence
from typing import Final

COLLECTIVE: Final = "TM. ỦY BAN NHÂN DÂN"
_TAILS: Final = (" UBND", " Ủy ban", " Sở", " Trung tâm", " Chi cục")


def plain_title(title: str) -> str:
    """The title without the agency, which stands at the paper's head: "Giám đốc Sở" is "Giám đốc"."""
    for tail in _TAILS:
        title = title.partition(tail)[0]
    return title.strip()


def is_deputy(title: str) -> bool:
    return title.strip().casefold().startswith("phó ")


def authority_of(lines: Sequence[str], title: str, agency: str, *, is_committee: bool) -> str:
    """Who decides, above the bases of a decision: a committee as a body, elsewhere its head, whoever signs for them."""
    head = lines[-1].partition(". ")[2] if lines else title.removeprefix("Q. ")
    return agency if is_committee else f"{head} {agency}"


def lines_of(form: str, *, is_committee: bool, head: str, title: str) -> tuple[tuple[str, ...], str]:
    """What stands above the title, and the title itself. ``form`` "": the head in their own right.

    ``head`` is the title of who is signed for. A committee decides as a body: its name stands first, except where its
    chair has let an office sign (TL., TUQ.).
    """
    chair, own = plain_title(head), plain_title(title)
    body = (COLLECTIVE,) if is_committee else ()
    return {
        "": (body, own),
        "TM": ((COLLECTIVE if is_committee else "TM. TẬP THỂ LÃNH ĐẠO",), own),
        "Q": (body, f"Q. {chair}"),
        "KT": ((*body, f"KT. {chair}"), own),
        "TL": ((f"TL. {chair}",), own),
        "TUQ": ((f"TUQ. {chair}",), own),
    }[form]
