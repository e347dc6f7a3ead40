"""Who may change the organisation and its accounts."""

from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, AuthorityOwned, Device, User


def can_manage(actor: Actor) -> Answer:
    """Change units, people, positions and accounts; the console of the machine may too."""
    if actor != SYSTEM and not actor.has(Role.OFFICE, Role.KEEPER):
        return Answer("Việc này do Văn phòng hoặc quản trị hệ thống làm.")
    return YES


def can_add(actor: Actor, authority: Authority) -> Answer:
    """Add a unit, a person or a block to an authority."""
    if actor != SYSTEM and authority.pk != actor.authority_id:
        return Answer(f"{authority} là cơ quan khác, chỉ xem được.")
    return can_manage(actor)


def can_change(actor: Actor, obj: AuthorityOwned) -> Answer:
    """Change a record of the own authority; what an upper level may read it may not change."""
    return can_add(actor, obj.authority)


def can_give_access(actor: Actor, user: User) -> Answer:
    """Print a device card for somebody, or end their devices."""
    if actor != SYSTEM and (user.person is None or user.person.authority_id != actor.authority_id):
        return Answer("Tài khoản này thuộc cơ quan khác.")
    return can_manage(actor)


def can_end(actor: Actor, device: Device) -> Answer:
    """End a device: its owner may, and the office."""
    if device.user_id == actor.user_id:
        return YES
    return can_give_access(actor, device.user)
