"""The words of the table that the matrix test walks: rows, and what a method answers to whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.organisation.enums import Role

ALL = frozenset(Role.values)
OFFICE = frozenset({Role.OFFICE})
LEADERS = frozenset({Role.OFFICE, Role.CHAIRMAN})
KEEPERS = frozenset({Role.OFFICE, Role.KEEPER})
DRAFTERS = frozenset({Role.OFFICE, Role.KEEPER, Role.CHAIRMAN, Role.EDITOR})
LOGIN, GONE, REFUSED, NO_METHOD = 302, 404, 403, 405


@dataclass(frozen=True)
class Seen:
    """What a method answers: `yes` to the roles in `roles`, `no` to the others, `but` to a few."""

    roles: frozenset[str] = ALL
    yes: int = 200
    no: int = REFUSED
    but: Mapping[str, int] = field(default_factory=dict)

    def by(self, role: str) -> int:
        return self.but.get(role, self.yes if role in self.roles else self.no)


def nothing(_: Any) -> Mapping[str, Any]:
    """Send an empty form."""
    return {}


@dataclass(frozen=True)
class Row:
    """One address, in one state of the things it shows."""

    name: str
    args: Callable[[Any], Mapping[str, Any]] | None = None
    get: Seen | None = field(default_factory=Seen)
    post: Seen | None = None
    data: Callable[[Any], Mapping[str, Any]] = nothing
    state: str = ""
    stranger: int = LOGIN
    is_public: bool = False
    elsewhere: int = GONE
    post_elsewhere: int = GONE

    @property
    def title(self) -> str:
        return f"{self.name} ({self.state})" if self.state else self.name


def pk(name: str, **more: Any) -> Callable[[Any], Mapping[str, Any]]:
    """Take the key of one thing of the place."""
    return lambda place: {"pk": getattr(place, name).pk, **more}


def version(name: str) -> Callable[[Any], Mapping[str, Any]]:
    """Send the version the form was filled from."""
    return lambda place: {"_version": getattr(place, name).version}


def reads(name: str, args: Any = None, **more: Any) -> Row:
    """A page that everybody of the commune may read."""
    return Row(name, args, **more)


def form(name: str, roles: frozenset[str], args: Any = None, **more: Any) -> Row:
    """A form: those who may get it, and an empty one comes back with its faults."""
    return Row(name, args, get=Seen(roles), post=Seen(roles, yes=422), **more)


def deed(name: str, roles: frozenset[str], args: Any = None, *, yes: int = 302, **more: Any) -> Row:
    """A button: sent by those who may, it leads on."""
    return Row(name, args, get=None, post=Seen(roles, yes=yes), **more)
