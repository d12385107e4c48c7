"""Verbs of the screening, one transaction each."""
