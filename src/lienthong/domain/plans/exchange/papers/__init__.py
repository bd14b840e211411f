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
from lienthong.domain.plans.exchange.papers.ics import write_duties_ics, write_ics
from lienthong.domain.plans.exchange.papers.official import write_official_docx
from lienthong.domain.plans.exchange.papers.paper import Paper, paper_of
from lienthong.domain.plans.exchange.papers.pdf import write_duties_pdf, write_pdf
from lienthong.domain.plans.exchange.papers.progress import progress_paper
from lienthong.domain.plans.exchange.papers.reported import demand_of, name_span, value_of
from lienthong.domain.plans.exchange.papers.xlsx import write_xlsx

__all__ = [
    "Line",
    "Paper",
    "Register",
    "demand_of",
    "duties_contract",
    "duty_contract",
    "name_span",
    "paper_of",
    "progress_paper",
    "value_of",
    "write_docx",
    "write_duties_docx",
    "write_duties_ics",
    "write_duties_pdf",
    "write_duties_xlsx",
    "write_ics",
    "write_official_docx",
    "write_pdf",
    "write_xlsx",
]
