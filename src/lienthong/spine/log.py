"""Structured log lines that carry the id of the request they belong to, into jobs too, and no personal data.

A request binds its id with ``within``; whoever defers a job stores ``carried()`` beside it and the worker
runs the job under ``within(**stored)``, so every line of one wish shares one id.
"""

import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars, merge_contextvars

_KEPT_SECRET = frozenset(
    {"password", "token", "secret", "code", "pin", "email", "phone", "full_name", "cookie"}
)
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(\.[\w-]+)+|(?<!\d)\d{9}(\d{3})?(?!\d)"
)  # e-mail; identity-card numbers
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_MASK = "***"

get_logger = structlog.stdlib.get_logger


@contextmanager
def within(**context: str) -> Iterator[None]:
    """Binds ``context`` (``request_id``, ``account``, ``job``...) to every line written inside."""
    with bound_contextvars(**context):
        yield


def carried() -> dict[str, str]:
    """What a job must take along so that its lines can be followed: ``{"request_id": ...}`` or nothing."""
    request_id = get_contextvars().get("request_id")
    return {"request_id": str(request_id)} if request_id else {}


def masked(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hides secrets and personal data, and keeps one event on one line whatever a visitor typed."""
    for key, value in line.items():
        if key in _KEPT_SECRET:
            line[key] = _MASK
        elif isinstance(value, str) and key not in ("exception", "timestamp", "request_id"):
            line[key] = _CONTROL.sub(" ", _PERSONAL.sub(_MASK, value))
    return line


class StandardError(logging.Handler):
    """Writes to whatever standard error is at that moment: supervisors and tests replace it."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")


def _before() -> list[Any]:
    return [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        masked,
    ]


def _renderer(form: str) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return _written


def _written(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """A line to read. Structlog's own is made for a developer's screen and takes a twelfth of a page's time."""
    at, level, words, name = (event.pop(key, "") for key in ("timestamp", "level", "event", "logger"))
    trace = event.pop("exception", "")
    told = " ".join(f"{key}={value}" for key, value in event.items() if not key.startswith("_"))
    line = f"{at} [{level:<9}] {words} [{name}] {told}".rstrip()
    return f"{line}\n{trace}" if trace else line


def configured(form: str) -> dict[str, Any]:
    """Configures structlog; gives Django's ``LOGGING``: all to standard error, as text or JSON."""
    structlog.configure(
        processors=[*_before(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _renderer(form),
                ],
                "foreign_pre_chain": _before(),
            }
        },
        "handlers": {"stderr": {"()": StandardError, "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"level": "INFO", "handlers": [], "propagate": True},
            "django.server": {"level": "WARNING", "handlers": [], "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "pyhanko": {
                "level": "CRITICAL"
            },  # what it finds in papers is told to their readers, not to operators
            "pyhanko_certvalidator": {"level": "CRITICAL"},
        },
    }
