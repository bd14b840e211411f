"""Handing in as a browser does it: the form with its files, what comes of it, and how the duty stands."""

from collections.abc import Callable, Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from lienthong.domain.plans import queries
from lienthong.domain.plans.queries import HappeningRow, ObligationRow, Wanted
from lienthong.spine import clock
from tests.domain.plans.running import PDF

AGENCY = "GL-SKHCN"
type AsRole = Callable[[str], Client]
type Form = dict[str, object]


def pdf(name: str = "bao-cao.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def paper(
    place: int = 0,
    *files: SimpleUploadedFile,
    number: str = "191/BC-SKHCN",
    day: str = "13102021",
    degree: str = "",
    outputs: Sequence[int] = (),
    kept: Sequence[int] = (),
) -> Form:
    """What the form says of one document; ``kept`` are files that were received before."""
    fields: Form = {
        "number": number,
        "issued_on": day,
        "issuer": "Sở Khoa học và Công nghệ",
        "abstract": "Tình hình áp dụng ISO 9001 quý III",
        "degree": degree,
        "outputs": list(outputs),
        "file": list(kept),
        "upload": list(files),
    }
    return {f"d{place}-{name}": value for name, value in fields.items()}


def form(*papers: Form, do: str = "send", note: str = "") -> Form:
    given: Form = {"count": str(len(papers)), "note": note, "do": do}
    for one in papers:
        given |= one
    return given


def whole(**words: str) -> Form:
    """A form that can be handed in."""
    return form(paper(0, pdf(), **words))  # type: ignore[arg-type]


def send(browser: Client, duty: int, given: Form) -> HttpResponse:
    answer = browser.post(f"/uploads/evidence/{duty}/", given, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def read(browser: Client, duty: int, page: str = "") -> str:
    answer = browser.get(f"/work/{duty}/{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def row(duty: int) -> ObligationRow:
    return queries.get_obligation(duty, as_of=clock.today())


def state(duty: int) -> str:
    return row(duty).state


def story(duty: int) -> list[HappeningRow]:
    """Newest first."""
    return queries.list_happenings([duty], as_of=clock.today())


def verbs(duty: int) -> list[str]:
    return [one.verb for one in story(duty)]


def find(ref: str, key: str, agency: str = AGENCY, day: date | None = None) -> ObligationRow:
    rows = queries.list_obligations(None, as_of=day or clock.today(), wanted=Wanted(agency=agency), limit=500)
    return next(row for row in rows if (row.ref, row.key) == (ref, key))


def status_of_file(browser: Client, file: int) -> int:
    """The answer's status, its content read to the end."""
    answer = browser.get(f"/work/files/{file}/")
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return int(answer.status_code)
