"""A set is locked as it was looked at, and changed afterwards only by a new edition with a reason."""

from dataclasses import replace
from decimal import Decimal as Dec

import pytest
from django.urls import reverse
from tests.contest import SCORED, Contest
from tests.reporting.steps import send
from tests.scoring.scorers import office, once
from tests.scoring.test_lines import verify
from tests.season import SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice, SearchEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.reporting.queries.reading import Entry
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoringRound
from thidua.scoring.queries.criteria import fingerprint_of, row_of, table_of, whole_sets
from thidua.scoring.queries.criteria_marks import running_lines, subjects_of
from thidua.scoring.queries.criteria_try import effect_of
from thidua.scoring.services import criteria, editions
from thidua.scoring.services.criteria import LineEntry
from thidua.scoring.services.criteria_dropping import delete_set, drop_group, drop_line
from thidua.scoring.services.editions import Checked


def again(criteria_set: CriteriaSet) -> CriteriaSet:
    return whole_sets().get(pk=criteria_set.pk)


def checked(criteria_set: CriteriaSet, *moves: str) -> Checked:
    return Checked(fingerprint_of(table_of(again(criteria_set))), moves)


def lock(contest: Contest, made: CriteriaSet, *moves: str) -> CriteriaSet:
    seen, now = checked(made, *moves), again(made)
    return editions.lock_set(made, seen, expected=now.version, by=contest.season.office, at=SCORED)


def renew(contest: Contest) -> CriteriaSet:
    return editions.begin_edition(contest.criteria_set, "Tăng phần y tế", by=contest.season.office, at=SCORED)


def line(criteria_set: CriteriaSet, key: str) -> Criterion:
    found = Criterion.objects.select_related("group__criteria_set").prefetch_related("targets")
    return found.get(group__criteria_set=criteria_set, key=key)


def rewrite(contest: Contest, made: CriteriaSet, key: str, maximum: int) -> None:
    one = line(made, key)
    row = row_of(one)
    entry = LineEntry(replace(row, rule=replace(row.rule, maximum=Dec(maximum))), tuple(one.targets.all()))
    criteria.change_line(one, entry, expected=one.version, by=contest.season.office, at=SCORED)


def swap_weights(contest: Contest, made: CriteriaSet) -> None:
    """Fish 40 → 20, health 30 → 50; the groups follow."""
    rewrite(contest, made, "fish", 20)
    rewrite(contest, made, "health", 50)
    for key, maximum in (("kinh-te", 40), ("xa-hoi", 60)):
        group = made.groups.select_related("criteria_set").get(key=key)
        criteria.change_group(
            group, {"maximum": Dec(maximum)}, expected=group.version, by=contest.season.office, at=SCORED
        )


def test_a_new_edition_has_the_same_rows_and_targets(contest: Contest):
    made = renew(contest)
    assert (made.number, made.state, made.replaced_because) == (2, "draft", "Tăng phần y tế")
    assert table_of(again(made)) == table_of(again(contest.criteria_set))
    with pytest.raises(DomainError, match="đã có người lập"):
        renew(contest)


def test_a_reason_is_needed(contest: Contest):
    with pytest.raises(DomainError, match="Ghi lý do"):
        editions.begin_edition(contest.criteria_set, " ", by=contest.season.office, at=SCORED)


def test_a_set_that_does_not_fit_is_not_locked(contest: Contest):
    made = renew(contest)
    rewrite(contest, made, "fish", 30)
    with pytest.raises(DomainError, match="còn chỗ chưa khớp"):
        lock(contest, made)


def test_a_set_that_changed_since_it_was_looked_at_is_not_locked(contest: Contest):
    made = renew(contest)
    seen = checked(made)
    swap_weights(contest, made)
    with pytest.raises(DomainError, match="vừa được sửa"):
        editions.lock_set(made, seen, expected=made.version, by=contest.season.office, at=SCORED)


def test_locking_keeps_whom_it_moves_and_tells_the_units(contest: Contest):
    made = renew(contest)
    swap_weights(contest, made)
    lock(contest, made, "Thôn 2: hạng 2 → 1, 20 → 25 điểm")
    entry = AuditEntry.objects.get(action="scoring.criteria.lock")
    assert entry.changes["moves"] == ["", "Thôn 2: hạng 2 → 1, 20 → 25 điểm"]
    assert entry.reason == "Tăng phần y tế"
    assert again(contest.criteria_set).state == "replaced"
    told = Notice.objects.filter(title="Bộ tiêu chí có bản mới")
    assert told.filter(unit_id=contest.season.commune.units["Thôn 1"].pk).count() == 1
    assert "Tăng phần y tế" in told[0].detail


def test_whom_a_new_edition_moves_is_known_before(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("120"), health=Entry("0", "100"))
    send(season, "Thôn 2", fish=Entry("0"), health=Entry("95", "100"))
    verify(season, "Thôn 1", "fish", "health")
    verify(season, "Thôn 2", "fish", "health")
    made = renew(contest)
    swap_weights(contest, made)
    running = running_lines([contest.criteria_set.pk])
    effect = effect_of(subjects_of(again(made)), SCORED.date(), running)
    assert effect is not None
    found = {name: (move.before, move.after) for name, move in effect.moves}
    assert (found["Thôn 1"], found["Thôn 2"]) == ((1, 2), (2, 1))
    assert effect_of(subjects_of(contest.criteria_set), SCORED.date(), running) is None


def test_a_running_round_goes_over_by_key(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    verify(season, "Thôn 1", "fish")
    before = contest.line("Thôn 1", "fish")
    judged = contest.line("Thôn 1", "work")
    ScoreLine.objects.filter(pk=judged.pk).update(second_points=8, second_reason="x", second_by="y")
    made = renew(contest)
    swap_weights(contest, made)
    dropped = line(made, "model")
    drop_line(dropped, by=season.office, at=SCORED)
    drop_group(dropped.group, by=season.office, at=SCORED)
    lock(contest, made)
    contest.round.refresh_from_db()
    assert contest.round.criteria_set_id == made.pk
    after = contest.line("Thôn 1", "fish")
    assert (after.pk, after.points, after.criterion.group.criteria_set_id) == (before.pk, Dec(10), made.pk)
    assert contest.line("Thôn 1", "work").second_points == 8
    everything = ScoreLine.all_lines.filter(sheet=contest.sheet("Thôn 1"))
    old = everything.select_related("criterion__group").get(criterion__key="model")
    assert (old.dropped_at, old.criterion.group.criteria_set_id) == (SCORED, contest.criteria_set.pk)
    assert contest.sheet("Thôn 1").points == Dec(18)


def test_a_draft_that_no_round_uses_is_deleted_and_the_trail_keeps_it(contest: Contest):
    made, by = renew(contest), contest.season.office
    delete_set(made, expected=made.version, by=by, at=SCORED)
    assert not CriteriaSet.objects.filter(pk=made.pk).exists()
    entry = AuditEntry.objects.get(action="scoring.criteria.delete")
    assert (entry.object_id, entry.changes["number"]) == (str(made.pk), [2, None])
    assert not SearchEntry.objects.filter(object_id=str(made.pk)).exists()
    assert renew(contest).number == 2


def test_a_locked_set_and_one_that_a_round_was_written_for_stay(contest: Contest):
    season = contest.season
    with pytest.raises(RefusedError, match="đã khóa"):
        delete_set(contest.criteria_set, expected=1, by=season.office, at=SCORED)
    made = renew(contest)
    ScoringRound.objects.filter(pk=contest.round.pk).update(criteria_set=made)
    with pytest.raises(RefusedError, match="đang dùng bộ này"):
        delete_set(made, expected=made.version, by=season.office, at=SCORED)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        delete_set(made, expected=made.version, by=season.heads["Thôn 1"], at=SCORED)


def test_a_draft_that_changed_since_the_question_is_not_deleted(contest: Contest):
    made = renew(contest)
    with pytest.raises(StaleVersionError):
        delete_set(made, expected=made.version - 1, by=contest.season.office, at=SCORED)


def test_deleting_a_draft_asks_again(contest: Contest):
    made, client = renew(contest), office(contest)
    address = reverse("scoring:criteria-delete", args=[made.pk])
    assert "Bỏ bản soạn này" in client.get(reverse("scoring:criteria-detail", args=[made.pk])).text
    assert "4 nhóm, 6 tiêu chí" in client.get(address).text
    answer = client.post(address, once(_version=made.version), follow=True)
    assert "Đã bỏ bản soạn “Bộ tiêu chí thôn năm 2024”." in answer.text


def test_a_frozen_round_stays_with_its_edition(contest: Contest):
    type(contest.round).objects.filter(pk=contest.round.pk).update(state="frozen", frozen_at=SCORED)
    made = renew(contest)
    swap_weights(contest, made)
    lock(contest, made)
    contest.round.refresh_from_db()
    assert contest.round.criteria_set_id == contest.criteria_set.pk
