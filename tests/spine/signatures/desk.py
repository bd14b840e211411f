"""An authority, people, and a letter to sign: what the tests of signatures stand on. Nothing leaves the process."""

import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from PIL import Image, ImageDraw

from lienthong.connectors.trust.fake import FakeAuthority, Issued, new_key
from lienthong.spine.pdf import typeset_with_places
from lienthong.spine.signatures.judging import judge
from lienthong.spine.signatures.preparing import AGENCY, SIGNER, fill, prepare
from lienthong.spine.signatures.signing import Helpers, Wish, sign
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.verdicts import Reason, Report, Verdict
from tests.spine.pdf.papers import letter, of

__all__ = ["FakeAuthority", "Issued"]  # the rest is made here

NOW = datetime.now(UTC)
ENTRIES = {"number": "1205", "day": "05", "month": "3"}


@cache
def authority() -> FakeAuthority:
    """Shared: a test that lets it misbehave makes its own."""
    return FakeAuthority()


@cache
def person() -> Issued:
    return authority().issue("Siu H’Đoan", "Sở Nội vụ")


@cache
def agency() -> Issued:
    return authority().issue("Sở Nội vụ", "UBND tỉnh Gia Lai", key=new_key("RSA-3072"))


def helpers(of: FakeAuthority | None = None) -> Helpers:
    one = of or authority()
    return Helpers(one.trust(), one.answer_time)


def token(issued: Issued) -> OpenKey:
    return OpenKey.of(issued.der, issued.key_der, (authority().issuing.der,))


@cache
def paper() -> bytes:
    """A letter ready to be signed, its number and day still open."""
    body = of("Sở Nội vụ đề nghị các cơ quan báo cáo kết quả cải cách hành chính trước ngày 15/3/2021.")
    given = letter(body, number="/SNV-CCHC", is_draft=True)
    return prepare(*typeset_with_places(given.template, given.data()))


@cache
def signed() -> bytes:
    """By the leader."""
    return sign(paper(), Wish(SIGNER, Look(picture("navy"))), token(person()), helpers(), at=NOW)


@cache
def numbered() -> bytes:
    return fill(signed(), ENTRIES)


@cache
def sealed() -> bytes:
    """Signed, numbered, and signed by the clerk for the agency."""
    return sign(numbered(), Wish(AGENCY, Look(picture("red"))), token(agency()), helpers(), at=NOW)


def judged(content: bytes, by: FakeAuthority | None = None, at: datetime = NOW) -> Report:
    return judge(content, (by or authority()).trust(), at=at)


def verdicts(report: Report) -> Mapping[str, tuple[Verdict, tuple[Reason, ...]]]:
    return {one.place: (one.verdict, one.reasons) for one in report.signatures}


def picture(colour: str) -> bytes:
    image = Image.new("RGBA", (300, 160), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((10, 120, 90, 20, 150, 130, 290, 30), fill=colour, width=7)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def second_opinion(content: bytes) -> list[tuple[str, bool, bool]]:
    """What ``pdfsig`` says: name of the field, whether the signature is valid, whether it covers all."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        told = subprocess.run(["pdfsig", file.name], capture_output=True, text=True, check=False).stdout
    each = re.split(r"Signature #\d+:", told)[1:]
    return [
        (
            (re.search(r"Field Name: (.*)", one) or ["", ""])[1],
            "Signature is Valid" in one,
            "Total document signed" in one,
        )
        for one in each
    ]


def words(content: bytes) -> str:
    """The text of the first page, as it is drawn: fields included."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(content)
        command = ["pdftotext", "-layout", file.name, "-"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


type Kind = Literal["P-256", "RSA-3072"]
