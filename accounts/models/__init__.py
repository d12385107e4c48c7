"""Users, the organisations that own the files, and who belongs to which."""

from accounts.models.email_change import EmailChange
from accounts.models.invitation import Invitation
from accounts.models.join_request import JoinAnswer, JoinRequest
from accounts.models.membership import Membership
from accounts.models.organisation import Organisation
from accounts.models.user import User

__all__ = ["EmailChange", "Invitation", "JoinAnswer", "JoinRequest", "Membership", "Organisation", "User"]
