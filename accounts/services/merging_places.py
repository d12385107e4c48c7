"""What a merging does with the places in a company: who is in both keeps the stronger rights."""

from collections.abc import Mapping
from datetime import date

from django.db import models

from accounts.models import Invitation, JoinAnswer, JoinRequest, Membership, Organisation
from accounts.rules.merging import Line, Outlook
from accounts.rules.roles import Right, Role
from accounts.services.merging import Merging, Mover
from accounts.services.organisations import give_place


def places_mover() -> Mover:
    """The mover of this app."""
    return Mover(
        heading="人",
        look=_look,
        move=_move,
        moves=frozenset({"accounts.Membership.organisation", "accounts.JoinRequest.organisation"}),
        stays={
            "accounts.Invitation.organisation": "未回答の招待は取り消し、残す会社の人が招き直す",
            "accounts.Organisation.merged_into": "統合先そのもの",
        },
    )


def _look(kept: Organisation, absorbed: Organisation, _on: date) -> Outlook:
    users = Membership.objects.filter(organisation=absorbed, ended_at=None)
    in_both = users.filter(user__memberships__organisation=kept, user__memberships__ended_at=None)
    invited, asking = _open_invitations(absorbed).count(), _open_requests(absorbed).count()
    lines = (
        Line(
            "メンバー",
            users.count(),
            "残す会社のメンバーになり、その会社のすべての申請を見られるようになります。",
            "人",
        ),
        Line("うち、両方のメンバー", in_both.count(), "二つの権限を合わせて引き継ぎます。", "人"),
        Line("参加の申出", asking, "残す会社への申出になります。"),
        Line("回答を待っている招待", invited, "取り消します。必要なら、残す会社から招き直してもらいます。"),
    )
    return Outlook(tuple(each for each in lines if each.count))


def _move(merging: Merging) -> Mapping[str, int]:
    places = Membership.objects.select_for_update(of=("self",)).select_related("user")
    moved = 0
    for place in places.filter(organisation=merging.absorbed, ended_at=None).order_by("pk"):
        _take_along(merging, place)
        place.ended_at = merging.at
        place.save(update_fields=["ended_at"])
        moved += 1
    withdrawn = _open_invitations(merging.absorbed).update(withdrawn_at=merging.at)
    return {"members": moved, "invitations_withdrawn": withdrawn, "join_requests": _move_requests(merging)}


def _take_along(merging: Merging, place: Membership) -> None:
    held = Membership.objects.filter(organisation=merging.kept, user=place.user, role=place.role, ended_at=None).first()
    if held is None:
        role = Role(place.role)
        give_place(user=place.user, organisation=merging.kept, role=role, rights=place.rights, at=merging.at)
        return
    rights = held.rights | place.rights
    held.may_edit, held.may_submit = Right.EDIT in rights, Right.SUBMIT in rights
    held.may_finance = Right.FINANCE in rights
    held.save(update_fields=["may_edit", "may_submit", "may_finance"])


def _move_requests(merging: Merging) -> int:
    """What is asked of the absorbed is asked of the kept; who is in already, or asks there too, has nothing to ask."""
    asking = _open_requests(merging.absorbed)
    members = Membership.objects.filter(organisation=merging.kept, ended_at=None).order_by().values("user")
    asking.filter(user__in=members).update(
        answer=JoinAnswer.ACCEPTED, answered_at=merging.at, answered_by_id=merging.actor.acting_id
    )
    asked = _open_requests(merging.kept).order_by().values("user")
    asking.filter(user__in=asked).update(
        answer=JoinAnswer.DECLINED, answered_at=merging.at, answered_by_id=merging.actor.acting_id
    )
    return asking.update(organisation=merging.kept)


def _open_invitations(company: Organisation) -> models.QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=company, accepted_at=None, withdrawn_at=None)


def _open_requests(company: Organisation) -> models.QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(organisation=company, answer="")
