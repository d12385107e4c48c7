"""The one table of the house: its address says what it shows, and what it shows is what it exports."""

from applications.views.tables.building import TableSpec, built_table
from applications.views.tables.columns import Cell, Column, Value
from applications.views.tables.exporting import csv_file, xlsx_file
from applications.views.tables.state import TableState, read_state

__all__ = [
    "Cell",
    "Column",
    "TableSpec",
    "TableState",
    "Value",
    "built_table",
    "csv_file",
    "read_state",
    "xlsx_file",
]
