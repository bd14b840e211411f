"""The stable code of an agency: what it may look like, and a proposal from its name."""

import re

from lienthong.spine.text import search_key

LONGEST = 40
_PLAIN = re.compile(r"^[A-Z][A-Z0-9-]*$")
_JOINING = {"va", "ve", "cua"}


def is_plain(code: str) -> bool:
    """Capital letters without marks, digits and hyphens, a letter first; codes of groups begin with ``G-``."""
    return bool(_PLAIN.match(code)) and len(code) <= LONGEST and not code.startswith("G-")


def propose(name: str, parent: str = "") -> str:
    """ "Sở Kế hoạch và Đầu tư" below ``GL`` or ``GL-VPUBND`` gives ``GL-SKHDT``: the province's part, then initials.

    Words written in capitals stay whole (UBND). Empty when the name holds no letter.
    """
    own = "".join(map(_initial, filter(_counts, re.split(r"[\W_]+", name))))
    province = parent.partition("-")[0]
    return f"{province}-{own}"[:LONGEST] if province and own else own[:LONGEST]


def _counts(word: str) -> bool:
    return bool(search_key(word)) and search_key(word) not in _JOINING


def _initial(word: str) -> str:
    plain = search_key(word).upper()
    return plain if word.isupper() or word.isdigit() else plain[0]
