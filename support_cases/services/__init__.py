"""Verbs of the accompaniment, one transaction each."""
