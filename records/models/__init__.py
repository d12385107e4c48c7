"""The rows of the records."""

from records.models.attachment import Attachment, ScanState
from records.models.audit_event import AuditEvent
from records.models.issued_paper import IssuedPaper, PaperState
from records.models.message import Message, MessageState

__all__ = ["Attachment", "AuditEvent", "IssuedPaper", "Message", "MessageState", "PaperState", "ScanState"]
