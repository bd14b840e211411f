"""A paper as somebody set it in Word, taken apart into what is written anew: the platform sets the rest itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lienthong.domain.documents.rules.kinds import KINDS, Kind

_MOST_HEAD: Final = 16
"""Lines above the title: agency, motto, number, place and day."""
_MOTTO: Final = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE)
_ABOUT: Final = re.compile(r"v/v\s*:?\s*(.+)", re.IGNORECASE)
_ADDRESSED: Final = re.compile(r"kính gửi\s*:?\s*(.*)", re.IGNORECASE)
_RECIPIENTS: Final = re.compile(r"nơi nhận\s*:?\s*(.*)", re.IGNORECASE)
_BASIS: Final = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị)\b", re.IGNORECASE)
_LISTED: Final = re.compile(r"\s*[-–•+]\s*(.+)")
_TITLES: Final = {row.name.upper(): kind for kind, row in KINDS.items() if kind is not Kind.LETTER}


@dataclass(frozen=True, slots=True)
class Parts:
    """What was recognised; ``kind`` None where no title says it. What was not stays in ``body``, in its order."""

    kind: Kind | None = None
    subject: str = ""
    addressees: str = ""
    bases: str = ""
    body: str = ""
    recipients: str = ""


def parts_of(lines: Sequence[str]) -> Parts:
    """``lines`` are clean and say something."""
    rest, recipients = _without_tail(list(lines))
    kind, subject, rest = _without_head(rest)
    addressees, rest = _addressed(rest)
    bases, rest = _bases(rest)
    if kind and rest and rest[0].strip(" :").upper() == KINDS[kind].name.upper():
        rest = rest[1:]  # "QUYẾT ĐỊNH:" between the bases and the articles is set by the page
    return Parts(kind, subject, addressees, "\n".join(bases), "\n".join(rest), recipients)


def _without_tail(lines: list[str]) -> tuple[list[str], str]:
    """Recipients stand last beside the signature, whose words the page sets."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 60), -1):
        if told := _RECIPIENTS.fullmatch(lines[place]):
            listed = [told[1]] if told[1] else []
            for line in lines[place + 1 :]:
                if one := _LISTED.fullmatch(line):
                    listed.append(one[1])
                elif listed:
                    break
            return lines[:place], "\n".join(one.rstrip(" ;.") for one in listed)
    return lines, ""


def _without_head(lines: list[str]) -> tuple[Kind | None, str, list[str]]:
    """Nothing is taken for a head where no motto stands above: then every line is content."""
    head = lines[:_MOST_HEAD]
    if not any(_MOTTO.search(line) for line in head):
        return None, "", lines
    for place, line in enumerate(head):
        if kind := _TITLES.get(line.strip(" .:").upper()):
            rest = lines[place + 1 :]
            return kind, rest[0].strip() if rest else "", rest[1:]
    about = next((place for place, line in enumerate(head) if _ABOUT.fullmatch(line)), None)
    addressed = next((place for place, line in enumerate(head) if _ADDRESSED.fullmatch(line)), None)
    if about is None and addressed is None:
        return None, "", lines
    subject = "" if about is None else _ABOUT.fullmatch(lines[about])[1]  # type: ignore[index]
    begins = addressed if addressed is not None else (about or 0) + 1
    return Kind.LETTER, subject, lines[begins:]


def _addressed(lines: list[str]) -> tuple[str, list[str]]:
    told = _ADDRESSED.fullmatch(lines[0]) if lines else None
    if told is None:
        return "", lines
    named, place = [told[1]] if told[1] else [], 1
    while place < len(lines) and (one := _LISTED.fullmatch(lines[place])):
        named.append(one[1])
        place += 1
    return "\n".join(one.rstrip(" ;.") for one in named), lines[place:]


def _bases(lines: list[str]) -> tuple[list[str], list[str]]:
    """The unbroken rows of them, and who decides above them: the page names that itself."""
    first = next((place for place, line in enumerate(lines[:3]) if _BASIS.match(line)), None)
    if first is None or any(not line.isupper() for line in lines[:first]):
        return [], lines
    last = first
    while last < len(lines) and _BASIS.match(lines[last]):
        last += 1
    return lines[first:last], lines[last:]
