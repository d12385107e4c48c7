"""Verbs on awards, one transaction each."""

from awards.services.open_award import Granted, amend_award, open_award

__all__ = ["Granted", "amend_award", "open_award"]
