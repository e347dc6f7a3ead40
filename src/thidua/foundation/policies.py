"""Who may see the machine room. Roles are names from `organisation.enums.Role`."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer


def can_see_jobs(actor: Actor) -> Answer:
    if actor.has("office", "keeper"):
        return YES
    return Answer("Trang này dành cho văn phòng và người quản trị hệ thống.")
