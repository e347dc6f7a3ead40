"""Who may write in the register of documents."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role


def can_register(actor: Actor) -> Answer:
    """The office keeps the register; the chairman enters a letter by opening its season."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ văn phòng hoặc chủ tịch được ghi sổ văn bản. Nhờ văn phòng ghi giúp.")
