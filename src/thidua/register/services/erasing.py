"""Take the words about a person out of the register where the law asks for it; the log stays valid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.core.register.leaves import LeafKind, canonical, names_in
from thidua.core.text import tells_name
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.register import policies
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.erasures import erasure_key
from thidua.register.services import leaves, traces
from thidua.register.services.checkpoints import checkpoint
from thidua.register.services.leaves import Written

_NAMED = DomainError("Căn cứ hiện trên trang công khai. Ghi loại văn bản, số, ngày; không ghi tên người.")


@dataclass(frozen=True, slots=True)
class Request:
    """By which paper words go, as everybody reads it; and why, as the history of the office keeps it."""

    ground: str
    reason: str


@transaction.atomic
def erase_person(part: RegisterPart, request: Request, *, by: Actor, at: datetime) -> list[RegisterLeaf]:
    """Erase text and salt of all that tells of the person of a part; return the entries that say so.

    A part of an entry that tells of nobody alone, such as a title, goes along where it names the person.

    :raises RefusedError: somebody else than the office, or the words are gone
    :raises DomainError: the ground names the person
    """
    leaves.locked(part.leaf.register.authority_id)
    held: RegisterPart = RegisterPart.objects.select_related("leaf__register").get(pk=part.pk)
    policies.can_erase_part(by, held).enforce()
    _check(request, held.text or {})
    gone = _all_about(held)
    traces.overwrite_what_is_freed()
    authority_id = held.leaf.register.authority_id
    touched = [(leaf, [*own]) for leaf, own in groupby(gone, key=lambda one: one.leaf)]
    entries = [_told(leaf, [one.place for one in own], request, at) for leaf, own in touched]
    made = leaves.append_each(authority_id, entries, at=at)
    for (_, own), erasure in zip(touched, made, strict=True):
        _blank(own, erasure)
    _finish(authority_id, [leaf for leaf, _ in touched], request, by, at)
    return made


@transaction.atomic
def erase_entry(leaf: RegisterLeaf, request: Request, *, by: Actor, at: datetime) -> RegisterLeaf:
    """Erase the whole of an entry of the first form, which keeps everybody in one; return what says so.

    :raises RefusedError: somebody else than the office, or an entry that holds nothing to erase
    :raises DomainError: the ground names a person
    """
    leaves.locked(leaf.register.authority_id)
    held: RegisterLeaf = RegisterLeaf.objects.select_for_update(of=("self",)).get(pk=leaf.pk)
    policies.can_erase_entry(by, held).enforce()
    _check(request, held.record or {})
    traces.overwrite_what_is_freed()
    held.salt = held.record = None
    held.save(update_fields=["salt", "record"])
    authority_id = held.register.authority_id
    (told,) = leaves.append_each(authority_id, [_told(held, [], request, at)], at=at)
    _finish(authority_id, [held], request, by, at)
    return told


def _check(request: Request, text: object) -> None:
    """Refuse a ground that would tell the name which is to go."""
    if any(tells_name(request.ground, name) for name in names_in(text)):
        raise _NAMED


def _all_about(part: RegisterPart) -> list[RegisterPart]:
    """Return every part about the same person, entry by entry, with titles that name the person."""
    alone = RegisterPart.objects.filter(pk=part.pk)
    same = RegisterPart.objects.filter(about=part.about, leaf__register=part.leaf.register_id)
    found = list((same if part.about else alone).filter(erasure=None).select_related("leaf__register"))
    names = {name for one in found for name in names_in(one.text)}
    shared = RegisterPart.objects.filter(about="", erasure=None, leaf__in=[one.leaf_id for one in found])
    for one in shared.exclude(pk=part.pk).select_related("leaf__register"):
        words = canonical(one.text or {}).decode()
        found += [one] if any(tells_name(words, name) for name in names) else []
    return sorted(found, key=lambda one: (one.leaf.number, one.place))


def _told(leaf: RegisterLeaf, places: list[int], request: Request, at: datetime) -> Written:
    told = {"erased": leaf.number, "parts": places, "ground": request.ground}
    return Written(LeafKind.ERASURE, timezone.localdate(at), told, erasure_key(leaf))


def _blank(parts: Sequence[RegisterPart], erasure: RegisterLeaf) -> None:
    for part in parts:
        part.salt = part.text = None
        part.erasure = erasure
        part.save(update_fields=["salt", "text", "erasure"])


def _finish(
    authority_id: UUID, touched: Sequence[RegisterLeaf], request: Request, by: Actor, at: datetime
) -> None:
    checkpoint(authority_id, at=at)
    for leaf in touched:
        deed = Deed(changes={"ground": (None, request.ground)}, reason=request.reason)
        record("register.leaf.erase", leaf, by=by, at=at, deed=deed)
    transaction.on_commit(traces.drop_old_pages)
