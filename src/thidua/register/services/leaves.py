"""The one door into a register: entries are appended in the transaction of the deed they tell of."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.core.register.leaves import Leaf, LeafKind, sealed, sealed_with
from thidua.core.register.merkle import leaf_hash
from thidua.core.text import fold
from thidua.foundation.models import add_each
from thidua.organisation.models import Authority
from thidua.register.models import Register, RegisterLeaf, RegisterNode, RegisterPart
from thidua.register.queries.nodes import frontier_of

_SALT_BYTES = 16
_LONGEST_NAME = 60
_NODE = ("register", "level", "place", "hash")


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry tells of one person: kept apart, so that it can be erased alone."""

    text: Mapping[str, Any]
    about: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: its kind, its day, the record, what it tells of, and of which persons what.

    A record holds texts, whole numbers, yes or no, nothing, and lists and mappings of these. No name of a
    person stands in it: names are `parts`.
    """

    kind: LeafKind
    on: date
    record: Mapping[str, Any]
    about: str
    parts: Sequence[Told] = ()


def append(
    authority_id: UUID, kind: LeafKind, on: date, record: Mapping[str, Any], *, about: str, at: datetime
) -> RegisterLeaf:
    """Append one entry; the row of the register stays locked until the transaction of the caller ends."""
    (leaf,) = append_each(authority_id, [Written(kind, on, record, about)], at=at)
    return leaf


@transaction.atomic
def append_each(authority_id: UUID, entries: Sequence[Written], *, at: datetime) -> list[RegisterLeaf]:
    """Append many entries in order, by few statements; raises TypeError for what no record may hold."""
    for entry in entries:
        _check([entry.record, [part.text for part in entry.parts]])
    register = locked(authority_id)
    made = [_sealed(register, register.size + place, entry, at) for place, entry in enumerate(entries)]
    leaves, parts = [leaf for leaf, _ in made], [part for _, own in made for part in own]
    frontier = frontier_of(register)
    grown = [node for leaf in leaves for node in frontier.add(leaf_hash(_hashed(leaf).data))]
    RegisterLeaf.objects.bulk_create(leaves)
    RegisterPart.objects.bulk_create(parts)
    add_each(RegisterNode, _NODE, [(register.pk, node.level, node.place, hashed) for node, hashed in grown])
    register.size = frontier.size
    register.save(update_fields=["size"])
    return leaves


def locked(authority_id: UUID) -> Register:
    """Return the register of an authority, its row locked; it begins with its first entry."""
    if not Register.objects.filter(authority_id=authority_id).exists():
        authority = Authority.objects.get(pk=authority_id)
        Register.objects.get_or_create(authority=authority, defaults={"name": _name_of(authority)})
    return Register.objects.select_for_update(of=("self",)).get(authority_id=authority_id)


def _name_of(authority: Authority) -> str:
    """Return the name for checkpoints: "xa-cam-linh-4f2a91"; the end tells communes of one name apart."""
    words = re.findall(r"[a-z0-9]+", fold(authority.name))
    return f"{'-'.join(words)[:_LONGEST_NAME]}-{authority.pk.hex[-6:]}"


def _sealed(
    register: Register, number: int, entry: Written, at: datetime
) -> tuple[RegisterLeaf, list[RegisterPart]]:
    salt = secrets.token_bytes(_SALT_BYTES)
    leaf = RegisterLeaf(
        register=register,
        number=number,
        kind=entry.kind.value,
        on=entry.on,
        salt=salt,
        record=entry.record,
        about=entry.about,
        written_at=at,
    )
    parts = [_part(leaf, place, told) for place, told in enumerate(entry.parts)]
    leaf.seal = sealed_with(salt, entry.record, [bytes(part.seal) for part in parts])
    return leaf, parts


def _part(leaf: RegisterLeaf, place: int, told: Told) -> RegisterPart:
    salt = secrets.token_bytes(_SALT_BYTES)
    seal = sealed(salt, told.text)
    return RegisterPart(leaf=leaf, place=place, seal=seal, salt=salt, text=told.text, about=told.about)


def _hashed(leaf: RegisterLeaf) -> Leaf:
    """Return what of a leaf is hashed; its parts are in its seal."""
    return Leaf(leaf.number, LeafKind(leaf.kind), leaf.on.isoformat(), bytes(leaf.seal))


def _check(value: Any) -> None:
    """Refuse what a database might give back in another form than it was sealed in."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            _check(part)
            if type(key) is not str:
                raise TypeError(f"{key!r} is no name of a part of a record")
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif (value is not None and type(value) not in {str, int, bool}) or "\x00" in str(value):
        raise TypeError(f"a record holds no {type(value).__name__} such as {value!r}")
