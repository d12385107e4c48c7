"""The mails about an application: which move writes which, to the applicant and to the office."""

from collections.abc import Mapping

from applications.rules.workflow import Move

TO_APPLICANT: Mapping[Move, str] = {
    Move.SUBMIT: "application_submitted",
    Move.ACCEPT: "application_accepted",
    Move.DISMISS: "application_dismissed",
    Move.WITHDRAW: "application_withdrawn",
    Move.GRANT: "application_granted",
    Move.REFUSE: "application_refused",
}
# What an applicant does at a distance must not wait until somebody happens to open the file.
TO_OFFICE: Mapping[Move, str] = {Move.WITHDRAW: "application_withdrawn_office"}
# Only these are the applicant's to read: a mail of a kind that nobody has named here is the office's own.
KINDS_TO_APPLICANT = frozenset(TO_APPLICANT.values())
