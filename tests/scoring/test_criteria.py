"""Sets of criteria are written line by line while they are drafts, and nothing is lost on the way."""

from dataclasses import replace
from decimal import Decimal as Dec

import pytest
from tests.contest import SCORED, Contest
from tests.season import SmallSeason

from thidua.core.errors import DomainError
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring import Reading
from thidua.core.scoring.checking import problems_of
from thidua.core.scoring.exchange import set_from, set_to
from thidua.core.scoring.rules import Judged, Proportional
from thidua.foundation.models import AuditEntry
from thidua.scoring.models import CriteriaSet, Criterion
from thidua.scoring.queries.criteria import faults_of, page_of, table_of, whole_sets
from thidua.scoring.queries.criteria_library import Reach, library
from thidua.scoring.services import criteria
from thidua.scoring.services.criteria import LineEntry
from thidua.scoring.services.criteria_dropping import drop_group, drop_line, restore_line


@pytest.fixture
def draft(season: SmallSeason) -> CriteriaSet:
    table = library()["thon-du-thao"].table
    return criteria.begin(table, season.movement, origin="Từ thư viện", by=season.office, at=SCORED)


def again(criteria_set: CriteriaSet) -> CriteriaSet:
    return whole_sets().get(pk=criteria_set.pk)


def line(criteria_set: CriteriaSet, key: str) -> Criterion:
    found = Criterion.objects.select_related("group__criteria_set")
    return found.get(group__criteria_set=criteria_set, key=key)


@pytest.mark.parametrize("slug", library())
def test_every_set_of_the_library_is_sound_and_says_where_it_is_from(slug: str):
    one = library()[slug]
    assert [problem.sentence for problem in problems_of(one.table)] == []
    assert one.table.source
    assert one.confidence
    assert set_from(set_to(one.table)) == one.table
    assert ("luật cũ" in one.confidence.lower()) == (one.reach == Reach.OLD)


def test_the_library_has_real_sets_a_draft_and_one_without_points():
    assert len([one for one in library().values() if one.reach != Reach.DRAFT]) >= 7
    assert [one.slug for one in library().values() if one.reach == Reach.DRAFT] == ["thon-du-thao"]
    assert [one.slug for one in library().values() if not one.table.is_scored] == [
        "ha-tinh-khu-dan-cu-kieu-mau"
    ]


@pytest.mark.parametrize("slug", library())
def test_a_set_of_the_library_becomes_the_very_same_set(season: SmallSeason, slug: str):
    table = library()[slug].table
    made = criteria.begin(table, season.movement, origin="Từ thư viện", by=season.office, at=SCORED)
    unnamed = tuple(
        replace(group, criteria=tuple(replace(one, targets=()) for one in group.criteria))
        for group in table.groups
    )
    assert table_of(again(made)) == replace(table, groups=unnamed)


def test_who_is_not_the_office_writes_none(season: SmallSeason):
    with pytest.raises(DomainError, match="Chỉ Văn phòng"):
        criteria.begin(library()["thon-du-thao"].table, None, origin="", by=season.heads["Thôn 1"], at=SCORED)


def test_the_same_name_twice_is_refused(draft: CriteriaSet, season: SmallSeason):
    with pytest.raises(DomainError, match="Đã có bộ tiêu chí tên này"):
        criteria.begin(table_of(again(draft)), season.movement, origin="", by=season.office, at=SCORED)


def test_a_line_without_its_target_is_a_fault_at_its_place(draft: CriteriaSet):
    found = [one for one in faults_of(table_of(again(draft))) if "chưa chọn chỉ tiêu" in one.sentence]
    assert ("kinh-te", "cay") in {(one.group, one.criterion) for one in found}
    page = page_of(table_of(again(draft)), again(draft))
    assert not page.is_sound
    assert page.groups[0].lines[2].problems[0].criterion == "cay"


def test_a_chosen_target_is_linked_and_told(draft: CriteriaSet, season: SmallSeason):
    fish = season.targets["fish"]
    one = line(draft, "cay")
    assert criteria.link_targets(draft, {one.pk: fish}, by=season.office, at=SCORED) == 1
    assert criteria.link_targets(draft, {one.pk: fish}, by=season.office, at=SCORED) == 0
    assert AuditEntry.objects.get(action="scoring.criterion.change").changes == {"targets": ["", fish.name]}
    criteria.link_targets(draft, {one.pk: None}, by=season.office, at=SCORED)
    assert not one.targets.exists()


def test_a_line_is_added_changed_and_keeps_its_key(draft: CriteriaSet, season: SmallSeason):
    group = draft.groups.get(key="quoc-phong")
    entry = LineEntry(Row("", "Tuyển quân", Judged(Dec(5))))
    made = criteria.add_line(group, entry, by=season.office, at=SCORED)
    assert (made.position, made.name) == (2, "Tuyển quân")
    target = season.targets["fish"]
    changed = LineEntry(Row("khác", "Tuyển quân đủ", Proportional(Dec(5)), reading=Reading.TARGET), (target,))
    criteria.change_line(made, changed, expected=made.version, by=season.office, at=SCORED)
    now = line(draft, made.key)
    assert (now.name, now.rule_kind, list(now.targets.all())) == ("Tuyển quân đủ", "TY_LE", [target])


def test_what_was_dropped_comes_back_as_it_was(draft: CriteriaSet, season: SmallSeason):
    one = line(draft, "luong-thuc")
    one.targets.add(season.targets["fish"])
    before = table_of(again(draft))
    drop_line(one, by=season.office, at=SCORED)
    assert again(draft).dropped[0]["name"] == "Sản lượng lương thực"
    assert "luong-thuc" not in {row.key for row in table_of(again(draft)).criteria}
    restore_line(draft, "luong-thuc", by=season.office, at=SCORED)
    assert table_of(again(draft)) == before
    assert again(draft).dropped == []
    with pytest.raises(DomainError, match="đã được lấy lại"):
        restore_line(draft, "luong-thuc", by=season.office, at=SCORED)


def test_a_group_goes_only_when_it_is_empty(draft: CriteriaSet, season: SmallSeason):
    group = draft.groups.get(key="so-hoa")
    with pytest.raises(DomainError, match="Nhóm còn tiêu chí"):
        drop_group(group, by=season.office, at=SCORED)
    drop_line(line(draft, "dich-vu-cong"), by=season.office, at=SCORED)
    drop_group(group, by=season.office, at=SCORED)
    with pytest.raises(DomainError, match="Nhóm của tiêu chí này đã bỏ"):
        restore_line(draft, "dich-vu-cong", by=season.office, at=SCORED)


def test_lines_and_groups_move_among_their_neighbours(draft: CriteriaSet, season: SmallSeason):
    criteria.move(line(draft, "thu-nhap"), 1, by=season.office, at=SCORED)
    keys = [row.key for row in table_of(again(draft)).groups[0].criteria]
    assert keys == ["luong-thuc", "thu-nhap", "cay"]
    criteria.move(draft.groups.get(key="kinh-te"), -1, by=season.office, at=SCORED)
    criteria.move(draft.groups.get(key="kinh-te"), 1, by=season.office, at=SCORED)
    assert [group.key for group in table_of(again(draft)).groups][:2] == ["thu-nop", "kinh-te"]


def test_a_locked_set_is_not_touched(contest: Contest):
    one = line(contest.criteria_set, "fish")
    with pytest.raises(DomainError, match="đã khóa"):
        drop_line(one, by=contest.season.office, at=SCORED)
    with pytest.raises(DomainError, match="đã khóa"):
        criteria.change(
            contest.criteria_set, {"name": "Khác"}, expected=1, by=contest.season.office, at=SCORED
        )


def test_a_set_with_a_key_twice_or_too_many_lines_is_refused(season: SmallSeason):
    table = library()["thon-du-thao"].table
    group = table.groups[0]
    twice = replace(table, groups=(group, group))
    with pytest.raises(DomainError, match="dùng hai lần"):
        criteria.begin(twice, None, origin="", by=season.office, at=SCORED)
    many = replace(group, criteria=tuple(replace(group.criteria[0], key=str(n)) for n in range(201)))
    with pytest.raises(DomainError, match="nhiều nhất 30 nhóm và 200 tiêu chí"):
        criteria.begin(replace(table, groups=(many,)), None, origin="", by=season.office, at=SCORED)
