"""The rows of the calls and of the applications that answer them."""

from applications.models.application import Application
from applications.models.call import Call, CallRevision
from applications.models.draft import ApplicationSection, CostLine
from applications.models.file_paper import FilePaper
from applications.models.filing import Assessment, Resolution, Submission

__all__ = [
    "Application",
    "ApplicationSection",
    "Assessment",
    "Call",
    "CallRevision",
    "CostLine",
    "FilePaper",
    "Resolution",
    "Submission",
]
