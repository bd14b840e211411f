"""Fields for what comes later, put into a paper before the first signature: only these may change after it."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

from lienthong.spine.pdf import Place
from lienthong.spine.signatures.errors import NotReadable, PlaceMissing, PlaceTaken
from lienthong.spine.signatures.stamping import Stamp, draw, set_stamps

SIGNER, AGENCY = "signer", "agency"
_SIGNED: Final = (SIGNER, AGENCY)
_READ_ONLY, _PRINTED = 1, 4
_TEXT_SIZE: Final = 13
_SLANTED: Final = ("day", "month")


def prepare(paper: bytes, places: Iterable[Place]) -> bytes:
    """The paper with a field at each place: "signer" and "agency" for signatures, the others for a line of text.

    The agency's signature locks the lines: what it has seen stays.
    """
    writer = open_paper(paper)
    named = _named(places)
    lines = [name for name in named if name not in _SIGNED]
    form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    for name in lines:
        _add_line(writer, name, named[name])
    for name in _SIGNED:
        if name in named:
            append_signature_field(writer, _signature_field(name, named[name], lines))
    return _written(writer)


def fill(paper: bytes, entries: Mapping[str, str]) -> bytes:
    """Writes each entry at all places of its name, as an addition that leaves earlier signatures valid.

    Raises PlaceMissing, PlaceTaken.
    """
    writer = open_paper(paper)
    fields = [(field, value) for name, value in entries.items() for field in _fields_of(writer, name)]
    stamps = set_stamps([_stamp(field, value) for field, value in fields])
    for page, (field, value) in enumerate(fields):
        field["/V"] = pdf_string(value)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): draw(writer, stamps, page)})
        writer.update_container(field)
    return _written(writer)


def open_paper(paper: bytes) -> IncrementalPdfFileWriter:
    """To be added to. Raises NotReadable."""
    try:
        return IncrementalPdfFileWriter(BytesIO(paper))
    except (PdfError, ValueError, TypeError, KeyError) as fault:
        raise NotReadable from fault


def list_places(paper: bytes) -> list[str]:
    """The names of the fields that a prepared paper has, filled or not."""
    writer = open_paper(paper)
    return [str(field["/T"]) for field in _fields(writer)]


def _named(places: Iterable[Place]) -> dict[str, Place]:
    """A name that comes again gets its turn: number, number_2."""
    named: dict[str, Place] = {}
    for place in places:
        turn = sum(name.split("_")[0] == place.name for name in named) + 1
        named[place.name if turn == 1 else f"{place.name}_{turn}"] = place
    return named


def _add_line(writer: IncrementalPdfFileWriter, name: str, place: Place) -> None:
    page, _ = writer.find_page_for_modification(place.page)
    blank = writer.add_object(_blank(place.width, place.height))
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(name),
            pdf_name("/V"): pdf_string(""),
            pdf_name("/DA"): pdf_string("/Serif 0 Tf 0 g"),
            pdf_name("/Ff"): generic.NumberObject(_READ_ONLY),
            pdf_name("/F"): generic.NumberObject(_PRINTED),
            pdf_name("/P"): page,
            pdf_name("/Rect"): _rect(place),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): blank}),
        }
    )
    reference = writer.add_object(field)
    writer.root["/AcroForm"]["/Fields"].append(reference)
    writer.register_annotation(page, reference)


def _blank(width: float, height: float) -> generic.StreamObject:
    box = generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height)))
    told = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": box}
    return generic.StreamObject({pdf_name(key): value for key, value in told.items()}, stream_data=b"")


def _rect(place: Place) -> generic.ArrayObject:
    corners = (place.x, place.y, place.x + place.width, place.y + place.height)
    return generic.ArrayObject(generic.FloatObject(f"{corner:.2f}") for corner in corners)


def _signature_field(name: str, place: Place, lines: Sequence[str]) -> SigFieldSpec:
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, list(lines)) if name == AGENCY and lines else None
    left, bottom, right, top = (
        int(edge) for edge in (place.x, place.y, place.x + place.width, place.y + place.height)
    )
    return SigFieldSpec(name, on_page=place.page, box=(left, bottom, right, top), field_mdp_spec=lock)


def _fields(writer: IncrementalPdfFileWriter) -> list[generic.DictionaryObject]:
    if "/AcroForm" not in writer.root or "/Fields" not in writer.root["/AcroForm"]:
        return []
    return [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]


def _fields_of(writer: IncrementalPdfFileWriter, name: str) -> list[generic.DictionaryObject]:
    found = [field for field in _fields(writer) if str(field["/T"]).split("_")[0] == name]
    if not found:
        raise PlaceMissing
    if any(str(field.get("/V", "")) for field in found):
        raise PlaceTaken
    return found


def _stamp(field: generic.DictionaryObject, value: str) -> Stamp:
    left, bottom, right, top = map(float, field["/Rect"])
    name = str(field["/T"]).split("_")[0]
    size = min(_TEXT_SIZE, (top - bottom) / 0.9)
    return Stamp(
        value,
        right - left,
        top - bottom,
        size=size,
        align="center",
        is_slanted=name in _SLANTED,
        is_entry=True,
    )


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
