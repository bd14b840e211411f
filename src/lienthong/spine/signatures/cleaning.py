"""Writing a PDF from outside anew, so that what is signed is what is seen; runs confined.

A file may be laid out so that it shows one text to its signer and another one later: history that nobody sees, layers,
fields, scripts, pictures for print alone. What can be flattened is flattened; what acts by itself is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

import pikepdf

MOST_PAGES: Final = 2_000
_ACTIVE: Final = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/SubmitForm": "form",
    "/ImportData": "form",
    "/GoToE": "file",
    "/GoToR": "file",
    "/Rendition": "media",
    "/RichMedia": "media",
    "/RichMediaExecute": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/Screen": "media",
    "/3D": "media",
    "/Trans": "media",
    "/SetOCGState": "layer",
    "/EmbeddedFile": "file",
    "/Filespec": "file",
    "/FileAttachment": "file",
}
_SPEAKING: Final = {"/JS": "script", "/XFA": "form", "/AA": "script", "/OCProperties": "layer", "/EF": "file"}
_KEPT_OF_CATALOG: Final = (
    "/Type",
    "/Pages",
    "/Lang",
    "/Metadata",
    "/MarkInfo",
    "/StructTreeRoot",
    "/OutputIntents",
)
_LINK: Final = "/Link"


class Refused(Exception):
    """``why``: UNREADABLE, LOCKED, SIGNED, PAGES or ACTIVE, then with ``what``."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why, what)
        self.why, self.what = why, what


def cleaned(content: bytes) -> bytes:
    """A file of its own with the same pages. The same content gives the same bytes. Raises Refused."""
    with opened(content) as paper:
        if flatten(paper):
            raise Refused("SIGNED")
        return _rewritten(paper)


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """The file, for as long as somebody works on it. What cannot be read there either raises Refused."""
    try:
        with pikepdf.open(BytesIO(content)) as paper:
            yield paper
    except pikepdf.PasswordError as fault:
        raise Refused("LOCKED") from fault
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Refused("UNREADABLE") from fault


def flatten(paper: pikepdf.Pdf) -> bool:
    """Turns fields and notes into what they look like; gives whether any was a signature. Raises Refused for what
    acts by itself.
    """
    if paper.is_encrypted:
        raise Refused("LOCKED")
    if not 0 < len(paper.pages) <= MOST_PAGES:
        raise Refused("PAGES" if paper.pages else "UNREADABLE")
    is_signed = False
    for held in _reachable(paper.Root):
        is_signed = _is_signature(held) or is_signed
        _refuse_active(held)
    paper.generate_appearance_streams()
    paper.flatten_annotations("all")
    return is_signed


def _rewritten(paper: pikepdf.Pdf) -> bytes:
    for page in paper.pages:
        _keep_links(page)
    for name in [name for name in paper.Root.keys() if name not in _KEPT_OF_CATALOG]:  # noqa: SIM118
        del paper.Root[name]
    out = BytesIO()
    paper.remove_unreferenced_resources()
    paper.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _reachable(root: pikepdf.Object) -> Iterator[Any]:
    """Every dictionary that a reader could come to; without recursion, since files may be deep on purpose."""
    seen: set[tuple[int, int]] = set()
    left: list[Any] = [root]
    while left:
        held = left.pop()
        if isinstance(held, pikepdf.Object) and held.is_indirect:
            if held.objgen in seen:
                continue
            seen.add(held.objgen)
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held
            left.extend(value for _, value in held.items())
        elif isinstance(held, pikepdf.Array):
            left.extend(held)


def _is_signature(held: Any) -> bool:
    return "/ByteRange" in held or (held.get("/FT") == "/Sig" and "/V" in held)


def _refuse_active(held: Any) -> None:
    for name in ("/S", "/Subtype", "/Type"):
        kind = held.get(name)
        if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIVE:
            raise Refused("ACTIVE", _ACTIVE[str(kind)])
    for name, what in _SPEAKING.items():
        if name in held:
            raise Refused("ACTIVE", what)
    if isinstance(held, pikepdf.Stream) and "/F" in held:
        raise Refused("ACTIVE", "file")
    if "/Alternates" in held:  # another picture for print
        del held["/Alternates"]


def _keep_links(page: pikepdf.Page) -> None:
    notes = page.obj.get("/Annots")
    if notes is not None:
        page.obj["/Annots"] = pikepdf.Array([one for one in notes if one.get("/Subtype") == _LINK])
