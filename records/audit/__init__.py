"""The audit trail: written in the transaction of the act it tells of, and never again touched."""

from records.audit.recording import Acting, record

__all__ = ["Acting", "record"]
