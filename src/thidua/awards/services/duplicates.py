"""Write down whether two nominations are one; the program merges nobody."""

from datetime import datetime

from django.db import transaction

from thidua.awards import policies
from thidua.awards.models import DuplicateAnswer, Nomination
from thidua.awards.services.nomination_steps import lock_all
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@transaction.atomic
def answer(
    pair: tuple[Nomination, Nomination], *, is_one: bool, reason: str, by: Actor, at: datetime
) -> DuplicateAnswer:
    """Say of two nominations that they are one, or that they are two; a later answer replaces the earlier.

    :raises DomainError: it is twice the same nomination, or nothing says why
    """
    if len({one.pk for one in pair}) != len(pair):
        raise DomainError("Chọn hai đề nghị khác nhau.")
    if not reason.strip():
        raise DomainError("Ghi vì sao là một hoặc là hai.")
    first, second = lock_all(pair)
    for one in (first, second):
        policies.can_answer(by, one).enforce()
    values = {"is_one": is_one, "reason": reason.strip(), "by_name": by.name, "at": at}
    made, _ = DuplicateAnswer.objects.update_or_create(first=first, second=second, defaults=values)
    told = f"{second.subject_name}: {'là một' if is_one else 'là hai'}"
    record(
        "awards.nomination.tell_apart",
        first,
        by=by,
        at=at,
        deed=Deed(changes={"duplicate": (None, told)}, reason=reason.strip()),
    )
    return made
