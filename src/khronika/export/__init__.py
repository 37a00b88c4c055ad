"""Rows to files for others: CSV, and XLSX (`xlsx_file`, of the extra `chronicle`); no cell is taken for a formula."""

from khronika.export.cells import Cell, neutralise
from khronika.export.csv_file import csv_lines

__all__ = ["Cell", "csv_lines", "neutralise"]
