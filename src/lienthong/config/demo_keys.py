"""Keys of the demonstration: its leaders sign themselves, the clerk of Sở Nội vụ for the agency, all with one PIN.

Certificates come from the demonstration's own authority, which production does not believe; what papers show is drawn
here and looks like nobody's hand and no real seal.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lienthong.connectors.trust.client import demonstration
from lienthong.connectors.trust.fake import TEST_MARK
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.queries import get_names
from lienthong.spine.actor import Actor
from lienthong.spine.pdf.letters import FONTS
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.queries import key_of

PIN = "751751"
LEADERS = (("siuhdoan", "GL-SNV"), ("nayhblun.622", "GL-622"), ("ubnd.lanhdao", "GL"))
AGENCIES = ("GL-SNV",)
_BLUE, _RED = (28, 58, 150, 255), (200, 30, 30, 255)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A key to be enrolled, and how its certificate is named."""

    holder: holders.Holder
    agency: str
    name: str
    organisation: str
    picture: bytes


def enrol(*, by: Actor, at: datetime) -> int:
    """Whoever has no key yet gets one; returns how many."""
    names = get_names({agency for _, agency in LEADERS} | {*AGENCIES, "GL"}, at.date())
    wanted = [*_of_leaders(names), *_of_agencies(names)]
    missing = [one for one in wanted if key_of(one.holder) is None]
    for one in missing:
        _enrol(one, by=by, at=at)
    return len(missing)


def _of_leaders(names: dict[str, str]) -> list[Wanted]:
    found = [(accounts.find_account(username), agency) for username, agency in LEADERS]
    return [
        Wanted(
            holders.account(row.id),
            agency,
            row.full_name,
            names.get(agency, agency),
            hand(row.full_name),
        )
        for row, agency in found
        if row is not None
    ]


def _of_agencies(names: dict[str, str]) -> list[Wanted]:
    return [
        Wanted(holders.agency(code), code, names[code], names.get("GL", "GL"), round_seal(names[code]))
        for code in AGENCIES
        if code in names
    ]


def _enrol(one: Wanted, *, by: Actor, at: datetime) -> None:
    authority = demonstration()
    issued = authority.issue(one.name[:64], one.organisation[:64])
    enrolment = actions.Enrolment(
        certificate=issued.der,
        chain=(authority.issuing.der,),
        key=issued.key_der,
        pin=PIN,
        picture=one.picture,
    )
    actions.enrol(
        holder=one.holder, enrolment=enrolment, trust=authority.trust(), agency=one.agency, by=by, at=at
    )


def hand(name: str) -> bytes:
    """A wave of the pen that differs from name to name; blue, as Decree 30/2020/NĐ-CP asks."""
    chance = sha256(name.encode()).digest()
    image, pen = _sheet(600, 320)
    points = [
        (
            40 + 520 * step / 240,
            160 + sum(chance[n] / 5 * math.sin((n + 2) * step / 24 + chance[n + 8]) for n in range(3)),
        )
        for step in range(241)
    ]
    pen.line(points, fill=_BLUE, width=7, joint="curve")
    return _png(image)


def round_seal(name: str) -> bytes:
    """Two circles and the words that say what it is; red."""
    image, pen = _sheet(720, 720)
    for gap, width in ((12, 12), (48, 5)):
        pen.ellipse((gap, gap, 720 - gap, 720 - gap), outline=_RED, width=width)
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 62)
    for line, y in ((TEST_MARK, 280), (name.upper(), 380)):
        size = min(62, int(62 * 560 / max(pen.textlength(line, font=font), 1)))
        pen.text((360, y), line, fill=_RED, anchor="mm", font=font.font_variant(size=size))
    return _png(image)


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    made = BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()
