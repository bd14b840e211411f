"""Matters as a workbook."""

from lienthong.domain.conduct.exchange.workbook import XLSX, write_matters

__all__ = ["XLSX", "write_matters"]
