"""Who may change the organisation and its accounts."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role
from thidua.organisation.models import Device, User


def can_manage(actor: Actor) -> Answer:
    """Change units, people, positions and accounts of the own authority."""
    if not actor.has(Role.OFFICE, Role.KEEPER):
        return Answer("Việc này do Văn phòng hoặc quản trị hệ thống làm.")
    return YES


def can_give_access(actor: Actor, user: User) -> Answer:
    """Print a device card for somebody, or end their devices."""
    if user.person is None or user.person.authority_id != actor.authority_id:
        return Answer("Tài khoản này thuộc cơ quan khác.")
    return can_manage(actor)


def can_end(actor: Actor, device: Device) -> Answer:
    """End a device: its owner may, and the office."""
    if device.user_id == actor.user_id:
        return YES
    return can_give_access(actor, device.user)
