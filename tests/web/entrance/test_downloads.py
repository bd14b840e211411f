"""A stored file is given only to whom it may be given, as a thing to keep, not to run."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import FileResponse, Http404
from pytest_django import Settings

from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import FileType, Use
from lienthong.web.entrance.downloads import download

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> FileRow:
    settings.LIENTHONG_FILES_DIR = tmp_path
    settings.LIENTHONG_FILES_ACCEL = ""
    return put(
        content=io.BytesIO(PDF),
        name='quyết "định".pdf',
        use=Use("tests", (FileType.PDF,)),
        agency="GL",
        by=Actor("7", ""),
        at=datetime(2021, 10, 15, 5, tzinfo=UTC),
    )


def test_it_answers_the_content_as_a_sandboxed_attachment(kept: FileRow) -> None:
    response = download(kept.id, may_read=lambda row: row.agency == "GL")
    assert isinstance(response, FileResponse)
    assert response.getvalue() == PDF
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''quy")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_denied_file_and_a_missing_one_look_the_same(kept: FileRow) -> None:
    for file, may_read in ((kept.id, False), (kept.id + 1, True)):
        with pytest.raises(Http404) as hidden:
            download(file, may_read=lambda row, may=may_read: may)  # type: ignore[misc]
        assert str(hidden.value) == ""


def test_behind_nginx_only_the_way_is_answered(kept: FileRow, settings: Settings) -> None:
    settings.LIENTHONG_FILES_ACCEL = "/kept/"
    response = download(kept.id, may_read=lambda row: True)
    assert response["X-Accel-Redirect"] == f"/kept/{kept.digest[:2]}/{kept.digest[2:4]}/{kept.digest}"
    assert response.content == b""  # type: ignore[attr-defined]
