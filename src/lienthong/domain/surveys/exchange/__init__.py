"""What people say as files: the reference comes in, results go out."""

from lienthong.domain.surveys.exchange.reference import read_answering, read_sheets
from lienthong.domain.surveys.exchange.workbook import write_results

__all__ = ["read_answering", "read_sheets", "write_results"]
