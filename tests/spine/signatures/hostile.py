"""What others do to a signed file: an archive's time-stamp; additions that look like ours, ranges with a gap, bombs."""

import re
import zlib
from datetime import UTC, datetime
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

from lienthong.spine.signatures.signing import time_clerk
from lienthong.spine.signatures.tokens import DIGEST
from lienthong.spine.signatures.trust import context_for
from tests.spine.signatures import desk


def archived(content: bytes) -> bytes:
    """With a time-stamp of the whole file, as archives renew them."""
    stamper = PdfTimeStamper(time_clerk(desk.authority().answer_time))
    context = context_for(desk.authority().trust(), datetime.now(UTC))
    made = stamper.timestamp_pdf(IncrementalPdfFileWriter(BytesIO(content)), DIGEST, context)
    return bytes(made.getvalue())


def rewritten_field(content: bytes, name: str, value: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == name:
            field["/V"] = pdf_string(value)
            writer.mark_update(reference.reference)
    return _written(writer)


def overlaid(content: bytes) -> bytes:
    """Another text is drawn over the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    stream = generic.StreamObject({}, stream_data=b"1 g 0 0 600 900 re f")
    writer.add_stream_to_page(0, writer.add_object(stream))
    return _written(writer)


def with_another_page(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    page = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): box})
    writer.insert_page(page)
    return _written(writer)


def with_hidden_field(content: bytes) -> bytes:
    """The form forgets the signature; the page still shows it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    fields = writer.root["/AcroForm"]["/Fields"]
    kept = [one for one in fields if one.get_object()["/T"] != "signer"]
    writer.root["/AcroForm"]["/Fields"] = generic.ArrayObject(kept)
    writer.update_container(writer.root["/AcroForm"])
    return _written(writer)


def with_two_of_one_name(content: bytes) -> bytes:
    """A second field bears the first one's name: who keeps them by name sees one of them."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        if reference.get_object()["/T"] == "agency":
            reference.get_object()["/T"] = pdf_string("signer")
            writer.mark_update(reference.reference)
    return _written(writer)


def with_other_ranges(content: bytes, shift: int) -> bytes:
    """The second range begins elsewhere; the numbers keep their width, so that the file's frame stays sound."""
    at = content.rindex(b"/ByteRange")
    begin, end = content.index(b"[", at) + 1, content.index(b"]", at)
    start, first, second, rest = map(int, content[begin:end].split())
    told = f"{start} {first} {second + shift} {rest - shift}".encode()
    return content[:begin] + told.ljust(end - begin) + content[end:]


def bomb(content: bytes) -> bytes:
    """The stream that every reader must unpack first becomes two gigabytes of zeroes."""
    packed = zlib.compressobj(9)
    zeroes = b"".join(packed.compress(bytes(1 << 20)) for _ in range(2_048)) + packed.flush()
    head = (
        f"1 0 obj <</Type/XRef/Size 9/W[1 4 1]/Root 2 0 R/Filter/FlateDecode/Length {len(zeroes)}>>stream\n"
    )
    start = len(content)
    tail = f"\nendstream endobj\nstartxref\n{start}\n%%EOF\n"
    return re.sub(rb"\s+\Z", b"\n", content) + head.encode() + zeroes + tail.encode()


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
