"""The audit trail: written in the transaction of the act it tells of, and never again touched."""

from records.audit.recording import record

__all__ = ["record"]
