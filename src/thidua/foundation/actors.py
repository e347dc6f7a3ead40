"""Who acts: a user seen through the positions held on a day.

Rights follow the position and end with it, so they are worked out once per request (or
task) from the positions of that day and handed down as a value; nothing below asks again.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one authority.

    `authority_ids` are the authorities whose rows may be read (own, and those below for
    an upper level); `unit_ids` the units acted for; `roles` names from `organisation.enums.Role`.
    """

    user_id: int | None
    name: str
    authority_id: UUID | None
    authority_ids: frozenset[UUID] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    roles: frozenset[str] = frozenset()

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


STRANGER = Actor(user_id=None, name="Người xem", authority_id=None)
SYSTEM = Actor(user_id=None, name="Hệ thống", authority_id=None)
