"""Plans and compliance costs as workbooks, the report on a plan as a paper."""

from lienthong.domain.reviews.exchange.paper import summary_paper
from lienthong.domain.reviews.exchange.workbook import write_costs, write_plan

__all__ = ["summary_paper", "write_costs", "write_plan"]
