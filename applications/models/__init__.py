"""The rows of the calls."""

from applications.models.call import Call, CallRevision

__all__ = ["Call", "CallRevision"]
