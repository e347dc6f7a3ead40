"""Public by reason: a field is shown to strangers only when its model names the legal ground.

Templates for strangers receive public views, never models, so a field without a ground cannot
slip out: reading it is an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, cast


@dataclass(frozen=True, slots=True)
class PublicReason:
    """Why a field may be shown to everybody: the rule in words, and where it stands."""

    rule: str
    source: str


class HasPublicFields(Protocol):
    """A model that says which of its fields are public, and why."""

    public_fields: ClassVar[Mapping[str, PublicReason]]


class PublicView:
    """A record as strangers see it. Asking for another field raises AttributeError."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def __getattr__(self, name: str) -> Any:
        try:
            return cast("dict[str, object]", object.__getattribute__(self, "_values"))[name]
        except KeyError:
            raise AttributeError(f"{name} has no legal ground to be public") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a public view cannot be changed")


def public_view(obj: HasPublicFields, **computed: object) -> PublicView:
    """Return the public fields of `obj`, and `computed` values that are made of public fields only."""
    return PublicView({name: getattr(obj, name) for name in obj.public_fields} | computed)


def public_views(objects: Iterable[HasPublicFields]) -> list[PublicView]:
    return [public_view(obj) for obj in objects]
