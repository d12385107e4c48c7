"""The rows of the records."""

from records.models.audit_event import AuditEvent
from records.models.issued_paper import IssuedPaper, PaperState

__all__ = ["AuditEvent", "IssuedPaper", "PaperState"]
