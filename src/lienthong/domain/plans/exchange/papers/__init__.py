"""A plan on paper: Word in official layout, a workbook that can be read again, a calendar of due days.

``Paper`` holds what is written, ``write_docx``, ``write_xlsx`` and ``write_ics`` give the bytes of a file.
"""

from lienthong.domain.plans.exchange.papers.docx import write_docx
from lienthong.domain.plans.exchange.papers.duties import (
    Line,
    Register,
    duties_contract,
    duty_contract,
    write_duties_docx,
    write_duties_xlsx,
)
from lienthong.domain.plans.exchange.papers.ics import write_ics
from lienthong.domain.plans.exchange.papers.paper import Paper, paper_of
from lienthong.domain.plans.exchange.papers.xlsx import write_xlsx

__all__ = [
    "Line",
    "Paper",
    "Register",
    "duties_contract",
    "duty_contract",
    "paper_of",
    "write_docx",
    "write_duties_docx",
    "write_duties_xlsx",
    "write_ics",
    "write_xlsx",
]
