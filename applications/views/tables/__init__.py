"""The one table of the house: its address says what it shows, and what it shows is what it exports."""

from applications.views.tables.building import TableSpec, built_table
from applications.views.tables.columns import Cell, Column, Tick, Value
from applications.views.tables.exporting import csv_file, xlsx_file
from applications.views.tables.state import TableState, read_state, refusals_of

__all__ = [
    "Cell",
    "Column",
    "TableSpec",
    "TableState",
    "Tick",
    "Value",
    "built_table",
    "csv_file",
    "read_state",
    "refusals_of",
    "xlsx_file",
]
