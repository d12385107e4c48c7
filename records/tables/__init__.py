"""The one table of the house: its address says what it shows, and what it shows is what it exports."""

from records.tables.building import TableSpec, built_table
from records.tables.columns import Cell, Column, Tick, Value
from records.tables.exporting import csv_file, csv_of_lines, xlsx_file, xlsx_of_lines
from records.tables.state import TableState, read_state, refusals_of
from records.tables.worked_out import WorkedOut

__all__ = [
    "Cell",
    "Column",
    "TableSpec",
    "TableState",
    "Tick",
    "Value",
    "WorkedOut",
    "built_table",
    "csv_file",
    "csv_of_lines",
    "read_state",
    "refusals_of",
    "xlsx_file",
    "xlsx_of_lines",
]
