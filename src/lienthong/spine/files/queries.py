import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader

from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.store import store


@dataclass(frozen=True, slots=True)
class FileRow:
    """An accepted file. Whoever shows it asks first whether the reader may see it."""

    id: int
    digest: str
    size: int
    media_type: str
    name: str
    use: str
    agency: str
    put_by: str
    put_at: datetime
    marks: tuple[str, ...] = ()


def get_file(file: int) -> FileRow | None:
    row = StoredFile.objects.filter(pk=file).first()
    return row_of(row) if row else None


def get_files(files: Collection[int]) -> dict[int, FileRow]:
    """By id, in the order of acceptance; one that is not there is left out."""
    return {row.pk: row_of(row) for row in StoredFile.objects.filter(pk__in=files).order_by("id")}


def open_content(file: FileRow) -> BufferedReader:
    """The content, to be closed by the caller. Raises FileNotFoundError when the store lost it."""
    return store().open(file.digest)


def count_damaged() -> dict[str, int]:
    """How many contents are ``missing`` from the store or ``changed``, every byte digested again."""
    found = {"checked": 0, "missing": 0, "changed": 0}
    for digest in (
        StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct().iterator()
    ):
        found["checked"] += 1
        try:
            with store().open(digest) as content:
                found["changed"] += hashlib.file_digest(content, "sha256").hexdigest() != digest
        except FileNotFoundError:
            found["missing"] += 1
    return found


def row_of(row: StoredFile) -> FileRow:
    return FileRow(
        id=row.pk,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        name=row.name,
        use=row.use,
        agency=row.agency,
        put_by=row.put_by,
        put_at=row.put_at,
        marks=tuple(row.marks),
    )
