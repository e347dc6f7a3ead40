"""Look a draft through before signing, and write why a warning does not stand in the way."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.models import Decision, PreSigningNote
from thidua.decisions.queries.review import PACK, Review, review_of
from thidua.decisions.queries.warned import Warned
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record

_FEWEST_LETTERS = 15
_LISTED = ("nomination__round", "person__unit", "unit", "household__head")


@transaction.atomic
def review(decision: Decision, *, by: Actor, at: datetime) -> Review:
    """Look at everything as it is now and keep what was found; the caller holds the row, or takes it here.

    :raises DomainError: no rule pack covers the day
    """
    held: Decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    policies.can_review_decision(by, held).enforce()
    full = Decision.objects.select_related("authority", "round__scoring_round__last").get(pk=decision.pk)
    awards = list(full.awards.select_related(*_LISTED).order_by("position"))
    found = review_of(full, awards, on=full.authority.day(localdate(at)))
    held.review, held.reviewed_at = found.kept, at
    held.save(update_fields=["review", "reviewed_at"])
    decision.review, decision.reviewed_at = held.review, at
    return found


def forget(decision: Decision) -> None:
    """Drop what was found, since the draft changed; reasons stay for warnings that come again."""
    decision.review, decision.reviewed_at = {}, None
    decision.save(update_fields=["review", "reviewed_at"])


@transaction.atomic
def explain(decision: Decision, reasons: Mapping[str, str], *, by: Actor, at: datetime) -> Decision:
    """Write why warnings do not stand in the way; `reasons` are by the key of the warning.

    :raises DomainError: nothing was looked through yet, or the law forbids what is to be explained
    """
    held: Decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    policies.can_review_decision(by, held).enforce()
    if not held.review:
        raise DomainError("Rà soát dự thảo trước, rồi ghi lý do cho từng cảnh báo.")
    found = {one.key: one for one in Review.read(held.review).warnings}
    noted = set(held.notes.values_list("key", "sentence", "reason"))
    told = {}
    for key, reason in reasons.items():
        if not reason.strip() or key not in found or (key, found[key].sentence, reason.strip()) in noted:
            continue
        _refuse_bar(found[key])
        if key == PACK:
            policies.can_confirm_rules(by, held).enforce()
            _refuse_empty_words(reason)
        _note(held, found[key], reason.strip(), by, at)
        told[key] = reason.strip()
    if told:
        words = "; ".join(f"{found[key].sentence} Lý do: {reason}" for key, reason in told.items())
        deed = Deed(reason=words[:2000])
        record("decisions.decision.explain", held, by=by, at=at, deed=deed)
    return held


def unexplained(decision: Decision, found: Review) -> list[Warned]:
    """Return the warnings nobody wrote a reason for; a reason holds for the sentence it was written for."""
    noted = set(decision.notes.values_list("key", "sentence"))
    return [one for one in found.warnings if not one.is_bar and (one.key, one.sentence) not in noted]


def _refuse_bar(one: Warned) -> None:
    if one.is_bar:
        raise DomainError(f"{one.sentence} Đây là điều cấm nên không ghi lý do được. Đưa ra khỏi danh sách.")


def _refuse_empty_words(reason: str) -> None:
    """Refuse to confirm rules without a word on what it stands on: a number, or a sentence."""
    letters = sum(char.isalpha() for char in reason)
    if letters < _FEWEST_LETTERS and not any(char.isdigit() for char in reason):
        raise DomainError("Ghi văn bản làm căn cứ xác nhận quy định, ví dụ số và ngày của văn bản.")


def _note(decision: Decision, one: Warned, reason: str, by: Actor, at: datetime) -> None:
    values = {"sentence": one.sentence, "reason": reason, "by_name": by.name, "at": at}
    PreSigningNote.objects.update_or_create(decision=decision, key=one.key, defaults=values)
