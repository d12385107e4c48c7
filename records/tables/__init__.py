"""The one table of the house: its address says what it shows, and what it shows is what it exports."""

from records.tables.building import TableSpec, built_table
from records.tables.columns import Cell, Column, Value
from records.tables.exporting import csv_file, xlsx_file
from records.tables.state import TableState, read_state
from records.tables.worked_out import WorkedOut

__all__ = [
    "Cell",
    "Column",
    "TableSpec",
    "TableState",
    "Value",
    "WorkedOut",
    "built_table",
    "csv_file",
    "read_state",
    "xlsx_file",
]
