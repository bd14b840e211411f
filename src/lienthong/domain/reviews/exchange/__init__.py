"""Plans and compliance costs as workbooks."""

from lienthong.domain.reviews.exchange.workbook import write_costs, write_plan

__all__ = ["write_costs", "write_plan"]
