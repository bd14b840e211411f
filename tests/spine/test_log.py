import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from lienthong.spine import log


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    logging.config.dictConfig(log.configured("json"))
    yield capsys
    logging.config.dictConfig(log.configured(settings.LIENTHONG_LOG_FORMAT))


def _last(lines: pytest.CaptureFixture[str]) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(lines.readouterr().err.strip().splitlines()[-1])
    return written


def test_a_line_carries_the_request_id(lines: pytest.CaptureFixture[str]) -> None:
    with log.within(request_id="r-1"):
        log.get_logger("t").info("opened", plan=7)
    written = _last(lines)
    assert (written["request_id"], written["event"], written["plan"]) == ("r-1", "opened", 7)
    assert written["timestamp"].endswith("Z")


def test_lines_of_libraries_carry_it_too(lines: pytest.CaptureFixture[str]) -> None:
    with log.within(request_id="r-2"):
        logging.getLogger("some.library").warning("slow %s", "query")
    written = _last(lines)
    assert (written["request_id"], written["event"]) == ("r-2", "slow query")


def test_what_a_job_takes_along_binds_the_same_id() -> None:
    with log.within(request_id="r-3"):
        taken = log.carried()
    assert log.carried() == {}
    with log.within(**taken):
        assert log.carried() == {"request_id": "r-3"}


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("password", "bí mật", "***"),
        ("path", "/x/an.nguyen@example.vn", "/x/***"),
        ("note", "căn cước 064099012345 mất", "căn cước *** mất"),
        ("note", "CMND 230123456", "CMND ***"),
        ("note", "số 12345678901234", "số 12345678901234"),
        ("path", "/a\r\nERROR forged", "/a  ERROR forged"),
    ],
)
def test_it_hides_personal_data_and_forged_lines(
    lines: pytest.CaptureFixture[str], key: str, value: str, shown: str
) -> None:
    log.get_logger("t").info("seen", **{key: value})
    assert _last(lines)[key] == shown


def test_as_text_a_line_is_one_line_and_a_fault_brings_its_trace(
    lines: pytest.CaptureFixture[str],
) -> None:
    logging.config.dictConfig(log.configured("text"))
    with log.within(request_id="r-4"):
        log.get_logger("t").info("seen", path="/a\nERROR forged", ms=7)
        try:
            raise ValueError("no")
        except ValueError:
            log.get_logger("t").exception("failed")
    first, second, *trace = lines.readouterr().err.strip().splitlines()
    assert first.endswith("seen [t] path=/a ERROR forged ms=7 request_id=r-4")
    assert ("[error    ] failed [t]" in second, trace[-1]) == (True, "ValueError: no")
