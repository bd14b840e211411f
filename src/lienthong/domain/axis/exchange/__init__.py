"""Messages of the axis from and to what this house keeps."""

from lienthong.domain.axis.exchange.statements import read_statement, write_statement
from lienthong.domain.axis.exchange.vocabulary import kind_of, urgency_of
from lienthong.domain.axis.exchange.words import words_of
from lienthong.domain.axis.exchange.writing import document_id, edoc_of, status_of

__all__ = [
    "document_id",
    "edoc_of",
    "kind_of",
    "read_statement",
    "status_of",
    "urgency_of",
    "words_of",
    "write_statement",
]
