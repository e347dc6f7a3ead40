"""Lock a set, and replace a locked one by a new edition with a reason; running rounds go over to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.scoring.checking import is_sound
from thidua.core.scoring.points import points_text
from thidua.core.scoring.trying import Move
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Unit
from thidua.scoring import policies
from thidua.scoring.enums import LIVE_ROUNDS, SET_WORKFLOW, RoundState, SetState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreSheet, ScoringRound
from thidua.scoring.queries.criteria import faults_of, fingerprint_of, table_of, whole_sets
from thidua.scoring.services import finding, lines
from thidua.scoring.services.carrying import carry_over
from thidua.scoring.services.criteria import lock_draft, write_rows


@dataclass(frozen=True, slots=True)
class Checked:
    """What was seen on the page of the check: the set as it stood, and whom it moves, in sentences."""

    fingerprint: str
    moves: Sequence[str] = ()


@transaction.atomic
def lock_set(
    criteria_set: CriteriaSet, checked: Checked, *, expected: int, by: Actor, at: datetime
) -> CriteriaSet:
    """Lock a sound set exactly as it was looked at; a new edition takes over from the one it replaces."""
    policies.can_lock_criteria(by, criteria_set).enforce()
    locked = lock_draft(criteria_set, by=by)
    table = table_of(whole_sets().get(pk=locked.pk))
    if fingerprint_of(table) != checked.fingerprint:
        raise DomainError("Bộ tiêu chí vừa được sửa. Xem lại rồi khóa.")
    if not is_sound(faults_of(table)):
        raise DomainError("Bộ tiêu chí còn chỗ chưa khớp. Sửa hết rồi mới khóa.")
    state = SET_WORKFLOW.target_of("lock", state=SetState(locked.state))
    values = {"state": state, "locked_at": at, "locked_by": by.name}
    changes = versions.apply(locked, values, expected=expected)
    changes["moves"] = ("", "; ".join(checked.moves))
    deed = Deed(changes=changes, reason=locked.replaced_because)
    record("scoring.criteria.lock", locked, by=by, at=at, deed=deed)
    if locked.replaces is not None:
        _take_over(locked, locked.replaces, by=by, at=at)
    _tell(locked, at=at)
    return locked


def move_sentence(name: str, move: Move) -> str:
    """Say where a unit was and would be: "Thôn 2: hạng 3 → 2, 81,5 → 84 điểm"."""
    return (
        f"{name}: hạng {move.before} → {move.after}, "
        f"{points_text(move.points_before)} → {points_text(move.points_after)} điểm"
    )


@transaction.atomic
def begin_edition(criteria_set: CriteriaSet, reason: str, *, by: Actor, at: datetime) -> CriteriaSet:
    """Begin the edition that will replace a locked set, with all its rows and their keys."""
    policies.can_lock_criteria(by, criteria_set).enforce()
    old = whole_sets().select_for_update(of=("self",)).get(pk=criteria_set.pk)
    if old.state != SetState.LOCKED:
        raise DomainError("Chỉ lập bản mới từ bộ tiêu chí đang khóa.")
    if CriteriaSet.objects.filter(replaces=old).exists():
        raise DomainError("Bản mới của bộ này đã có người lập. Mở bản đó để sửa tiếp.")
    if not reason.strip():
        raise DomainError("Ghi lý do lập bản mới.")
    table = table_of(old)
    kept = ("authority_id", "movement_id", "name", "total", "places", "rescales", "is_scored", "source")
    made = CriteriaSet(
        **{name: getattr(old, name) for name in (*kept, "bands", "ceilings", "ties")},
        number=old.number + 1,
        replaces=old,
        replaced_because=reason.strip(),
    )
    made.full_clean(exclude=["state"])
    made.save(force_insert=True)
    write_rows(made, table)
    _link_as_before(made, old)
    record("scoring.criteria.renew", made, by=by, at=at, deed=Deed(reason=made.replaced_because))
    finding.index_set(made)
    return made


def _link_as_before(made: CriteriaSet, old: CriteriaSet) -> None:
    """Let each line read exactly the targets its line of the old edition reads, whatever their names."""
    before = {
        line.key: list(line.targets.all()) for group in old.groups.all() for line in group.criteria.all()
    }
    for line in Criterion.objects.filter(group__criteria_set=made):
        line.targets.set(before[line.key])


def _take_over(made: CriteriaSet, before: CriteriaSet, *, by: Actor, at: datetime) -> None:
    """Retire the old edition and bring the rounds that still follow over to the new one."""
    old = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=before.pk)
    state = SET_WORKFLOW.target_of("replace", state=SetState(old.state))
    changes = versions.apply(old, {"state": state}, expected=old.version)
    deed = Deed(changes=changes, reason=made.replaced_because)
    record("scoring.criteria.replace", old, by=by, at=at, deed=deed)
    found = ScoringRound.objects.select_for_update(of=("self",)).filter(criteria_set=old)
    rounds = list(found.filter(state__in=sorted({*LIVE_ROUNDS, RoundState.DRAFT})).order_by("pk"))
    lines.hold_sheets(ScoreSheet.objects.filter(round__in=rounds))
    for scoring in rounds:
        carry_over(scoring, made, by=by, at=at)


def _tell(locked: CriteriaSet, *, at: datetime) -> None:
    """Tell every unit by which table it is scored, and why it changed."""
    why = f" Lý do: {locked.replaced_because}" if locked.replaced_because else ""
    title = "Bộ tiêu chí có bản mới" if locked.replaces_id else "Đã khóa bộ tiêu chí chấm điểm"
    units = Unit.objects.filter(authority_id=locked.authority_id).in_force(localdate(at))
    news = [
        notices.News(
            dedup_key=f"criteria-{locked.pk}-{unit.pk}",
            authority_id=locked.authority_id,
            unit_id=unit.pk,
            title=title,
            detail=f"{locked.name}, bản {locked.number}.{why}",
            url=f"/cham-diem/bo-tieu-chi/{locked.pk}/",
        )
        for unit in units
    ]
    notices.tell(news, at=at)
