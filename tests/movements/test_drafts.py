"""The verbs on drafts and their items: what they refuse, what they keep."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.commune import LETTER, Commune
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import DomainError, RefusedError
from thidua.documents.models import OfficialDocument
from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import registered, sentence_of
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.enums import DraftState, ItemState, MovementLevel
from thidua.movements.models import (
    DraftBasis,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
    LaunchDraft,
    Movement,
    Target,
)
from thidua.movements.queries.effects import effects_of
from thidua.movements.services import draft_targets, drafts, items, movements, opening, targets
from thidua.movements.services.draft_targets import Seen
from thidua.movements.services.matching import UnitBook
from thidua.organisation.enums import Role

HEAD = {"title": "Chung tay vì môi trường", "year": 2025}
GOAL = {"comparator": "eq", "low": Decimal(5), "high": Decimal(5), "unit": "ha"}


def by_hand(office: Actor, **more: object) -> LaunchDraft:
    return drafts.by_hand({**HEAD, **more}, by=office, at=AT)


def test_dropped_draft_can_be_taken_back_and_its_letter_read_again(draft: LaunchDraft, office: Actor) -> None:
    drafts.drop(draft, by=office, at=AT)
    with pytest.raises(RefusedError, match="đã bỏ"):
        drafts.edit_head(draft, {"title": "Khác"}, expected=2, by=office, at=AT)
    with pytest.raises(RefusedError, match="đã bỏ"):
        opening.confirm(draft, seen_at=AT, by=office, at=AT)
    restored = drafts.restore(draft, by=office, at=AT)
    assert restored.state == DraftState.CHECKING
    drafts.drop(restored, by=office, at=AT)
    again = drafts.from_letter(draft.read_text, by=office, at=AT)
    assert again.pk != draft.pk
    with pytest.raises(DomainError, match="đã có một dự thảo khác"):
        drafts.restore(restored, by=office, at=AT)


def test_head_is_changed_from_the_version_that_was_seen(draft: LaunchDraft, office: Actor) -> None:
    changed = drafts.edit_head(draft, {"title": "Tên mới"}, expected=1, by=office, at=AT + timedelta(hours=1))
    assert (changed.title, changed.version, changed.saved_at) == ("Tên mới", 2, AT + timedelta(hours=1))
    same = drafts.edit_head(draft, {"title": "Tên mới"}, expected=2, by=office, at=AT + timedelta(hours=2))
    assert same.saved_at == AT + timedelta(hours=1)
    with pytest.raises(DomainError, match="đã lưu mục này trước"):
        drafts.edit_head(draft, {"title": "Tên khác"}, expected=1, by=office, at=AT)


def test_draft_of_another_commune_is_only_read(draft: LaunchDraft, office: Actor) -> None:
    stranger = Actor(1, "Người xã khác", uuid4(), roles=frozenset({Role.OFFICE}))
    for act in (
        lambda: drafts.edit_head(draft, HEAD, expected=1, by=stranger, at=AT),
        lambda: drafts.drop(draft, by=stranger, at=AT),
        lambda: items.accept_clear(draft, seen_at=AT, by=stranger, at=AT),
        lambda: opening.confirm(draft, seen_at=AT, by=stranger, at=AT),
    ):
        with pytest.raises(RefusedError):
            act()


def test_account_without_a_commune_drafts_nothing(db: None) -> None:
    nobody = Actor(1, "Không thuộc đâu", None, roles=frozenset({Role.OFFICE}))
    with pytest.raises(RefusedError, match="Chỉ văn phòng"):
        drafts.by_hand(HEAD, by=nobody, at=AT)


def test_open_season_is_changed_at_its_targets_only(season: Movement, office: Actor) -> None:
    item = DraftTarget.objects.filter(draft=season.draft).first()
    with pytest.raises(RefusedError, match="Phong trào đã mở"):
        items.drop(item, expected=item.version, by=office, at=AT)


def test_deciding_twice_the_same_changes_nothing(draft: LaunchDraft, office: Actor) -> None:
    item = DraftTarget.objects.filter(draft=draft).first()
    once = items.accept(item, expected=1, by=office, at=AT)
    twice = items.accept(once, expected=2, by=office, at=AT)
    assert (twice.version, twice.state) == (2, ItemState.ACCEPTED)
    assert AuditEntry.objects.about(item.pk).count() == 1


def test_undo_leaves_what_was_changed_since(draft: LaunchDraft, office: Actor) -> None:
    done = items.accept_clear(draft, seen_at=AT, by=office, at=AT)
    changed = DraftTarget.objects.filter(draft=draft).accepted().first()
    items.edit(changed, {"name": "Tên sửa"}, expected=changed.version, by=office, at=AT)
    assert items.undo_batch(draft, done.batch, by=office, at=AT) == done.count - 1
    changed.refresh_from_db()
    assert changed.state == ItemState.ACCEPTED


def test_units_of_a_task_are_kept_with_a_version(draft: LaunchDraft, office: Actor, commune: Commune) -> None:
    task = DraftTask.objects.filter(draft=draft, units=None).first()
    item = items.accept(task, expected=1, by=office, at=AT)
    chosen = items.Assigned([commune.units["Thôn 1"]])
    assigned = items.assign_units(item, chosen, expected=2, by=office, at=AT)
    assert assigned.version == 3
    again = items.assign_units(assigned, chosen, expected=3, by=office, at=AT)
    assert again.version == 3
    told = [sentence_of(entry) for entry in AuditEntry.objects.about(task.pk).order_by("id")]
    assert "Thôn 1" in told[-1]


def test_a_target_is_never_part_of_itself_at_any_depth(draft: LaunchDraft, office: Actor) -> None:
    whole = DraftTarget.objects.get(draft=draft, name="Tổng sản lượng lương thực quy thóc")
    part = DraftTarget.objects.get(draft=draft, name="Sản lượng lúa")
    for parent in (whole, part):
        with pytest.raises(DomainError, match="không thể là phần của chính nó"):
            items.edit(whole, {"parent": parent}, expected=1, by=office, at=AT)


def test_a_closed_unit_owns_nothing_in_the_copy(season: Movement, office: Actor, commune: Commune) -> None:
    kept, closed = commune.units["Thôn 1"], commune.units["Thôn 2"]
    for target, owner in zip(season.targets.order_by("position"), (kept, closed), strict=False):
        targets.change(target, {"owner": owner}, reason="Giao", expected=1, by=office, at=AT)
    closed.valid_to = AT.date() - timedelta(days=1)
    closed.save()
    copy = drafts.from_movement(season, by=office, at=AT)
    owners = DraftTarget.objects.filter(draft=copy).exclude(owner=None)
    assert [item.owner for item in owners] == [kept]


def test_last_target_has_nothing_to_merge_with(draft: LaunchDraft, office: Actor) -> None:
    last = DraftTarget.objects.filter(draft=draft).last()
    with pytest.raises(DomainError, match="Không có chỉ tiêu nào đứng sau"):
        draft_targets.merge_with_next(last, Seen("", 0), expected=1, by=office, at=AT)


def test_targets_typed_by_hand_are_merged_without_a_letter(office: Actor) -> None:
    draft = by_hand(office)
    made, _ = draft_targets.add_lines(draft, "Trồng rừng 15 ha\nThu gom rác 98%", by=office, at=AT)
    behind = Seen(str(made[1].pk), 1, may_mix_units=True)
    merged = draft_targets.merge_with_next(made[0], behind, expected=1, by=office, at=AT)
    assert merged.sentence == "Trồng rừng 15 ha; Thu gom rác 98%"
    added = draft_targets.add(draft, {"name": "Thêm", **GOAL}, by=office, at=AT)
    assert added.position == 3


def test_a_level_where_less_is_better_says_so_up_to_the_board(office: Actor, commune: Commune) -> None:
    draft = by_hand(office)
    made, _ = draft_targets.add_lines(draft, "Tỷ lệ hộ nghèo còn 3,7%\nTrồng rừng 15 ha", by=office, at=AT)
    assert [target.lower_is_better for target in made] == [True, False]
    accept_everything(draft, office)
    season = opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
    poverty = season.targets.get(lower_is_better=True)
    assert poverty.goal_sentence == "Đạt khi không quá 3,7%; càng thấp càng tốt."
    board = commune.client(Role.OFFICE).get(reverse("movements:target-board", args=[season.pk]))
    assert board.content.decode().count("càng thấp càng tốt") == 1


def test_movement_by_hand_opens_without_a_document(office: Actor) -> None:
    draft = by_hand(office)
    draft_targets.add(draft, {"name": "Trồng rừng", **GOAL}, by=office, at=AT)
    draft.refresh_from_db()
    movement = opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
    assert movement.launching_document is None
    assert movement.targets.get().document is None
    assert not OfficialDocument.objects.exists()


def test_movement_that_answers_a_higher_one_is_linked(season: Movement, office: Actor) -> None:
    higher = season.answers.first()
    draft = by_hand(office, answers=higher)
    movement = opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
    assert list(movement.answers.all()) == [higher]


def test_movement_known_already_is_not_entered_again(season: Movement, office: Actor) -> None:
    before = Movement.objects.filter(is_own=False).count()
    letter = LETTER.read_text().replace("2024", "2025").encode()
    draft = drafts.from_letter(reading.take_in(letter, "2025.txt", by=office, at=AT), by=office, at=AT)
    ready = accept_everything(draft, office)
    opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)
    assert Movement.objects.filter(is_own=False).count() == before


def test_what_stands_in_the_way_is_said(office: Actor) -> None:
    draft = by_hand(office, title=" ", year=None)
    assert [line.split(".")[0] for line in effects_of(draft).obstacles] == [
        "Phong trào chưa có tên",
        "Chưa rõ phong trào của năm nào",
    ]


def test_parts_larger_than_their_whole_are_warned_of(office: Actor) -> None:
    draft = by_hand(office)
    whole = draft_targets.add(draft, {"name": "Rừng", **GOAL}, by=office, at=AT)
    six = {**GOAL, "low": Decimal(6), "high": Decimal(6)}
    draft_targets.add(draft, {"name": "Ngập mặn", "parent": whole, **six}, by=office, at=AT)
    effects = effects_of(draft)
    assert any("nhiều hơn tổng 5 ha là 1 ha" in line for line in effects.warnings)
    dropped = items.drop(whole, expected=1, by=office, at=AT)
    assert dropped.state == ItemState.DROPPED
    assert any("1 mục đã bỏ" in line for line in effects_of(draft).left_out)


def test_change_of_a_target_without_reason_or_change(season: Movement, office: Actor) -> None:
    target = Target.objects.get(movement=season, name="Sản lượng lúa")
    with pytest.raises(DomainError, match="Ghi lý do"):
        targets.change(target, {"name": "Lúa"}, reason=" ", expected=1, by=office, at=AT)
    same = targets.change(target, {"name": target.name}, reason="không", expected=1, by=office, at=AT)
    assert (same.version, same.revisions.count()) == (1, 0)
    with pytest.raises(DomainError, match="không thể là phần"):
        targets.change(target, {"parent": target}, reason="x", expected=1, by=office, at=AT)


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.CHAIRMAN, Role.EDITOR])
def test_others_do_not_change_targets(season: Movement, commune: Commune, role: Role) -> None:
    actor = commune.actor(role, commune.units["Thôn 1"])
    with pytest.raises(RefusedError, match="Chỉ văn phòng của xã"):
        targets.change(season.targets.first(), {"name": "A"}, reason="x", expected=1, by=actor, at=AT)


def test_closing_from_an_old_page_is_refused(season: Movement, office: Actor, commune: Commune) -> None:
    with pytest.raises(StaleVersionError):
        movements.close(season, expected=99, by=office, at=AT)
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    with pytest.raises(RefusedError, match="kết thúc hoặc mở lại"):
        movements.close(season, expected=season.version, by=head, at=AT)


def test_every_deed_of_the_season_reads_as_a_sentence(season: Movement) -> None:
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert actions <= set(registered())


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def post(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields})


def test_head_form_checks_and_saves(clerk: Client, draft: LaunchDraft) -> None:
    address = reverse("movements:draft-head", args=[draft.pk])
    form = clerk.get(address).content.decode()
    assert 'value="22/04/2024"' in form
    fields = {"title": "Tên mới", "kind": "regular", "level": "commune", "year": "2024"}
    wrong = {"year": "hai nghìn", "issued_text": "hôm qua", "starts_on": "2/1/2024", "ends_on": "1/1/2024"}
    page = post(clerk, address, _version=1, **{**fields, **wrong}).content.decode()
    for sentence in ("Ghi năm bằng bốn chữ số", "chưa rõ ngày thì ghi tháng 4/2024", "phải sau ngày bắt đầu"):
        assert sentence in page
    assert post(clerk, address, _version=1, **fields, issued_text="tháng 4/2024").status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.issued_text) == ("Tên mới", "2024-04")


def test_draft_is_dropped_and_taken_back_on_its_page(clerk: Client, draft: LaunchDraft) -> None:
    post(clerk, reverse("movements:draft-drop", args=[draft.pk]))
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode()
    assert reverse("movements:draft-restore", args=[draft.pk]) in page
    post(clerk, reverse("movements:draft-restore", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == DraftState.CHECKING


@pytest.mark.parametrize(
    ("model", "section", "fields", "wrong"),
    [
        (DraftBasis, "can-cu", {"number": "51/NQ-HĐND"}, {"number": ""}),
        (
            DraftMovement,
            "phong-trao-khac",
            {"name": "Xanh sạch", "level": MovementLevel.PROVINCE},
            {"name": ""},
        ),
        (DraftRecipient, "noi-nhan", {}, None),
    ],
)
def test_other_items_are_edited(
    clerk: Client, draft: LaunchDraft, model: type, section: str, fields: dict, wrong: dict | None
) -> None:
    item = model.objects.filter(draft=draft).first()
    address = reverse("movements:item-edit", args=[section, item.pk])
    assert clerk.get(address).status_code == 200
    if wrong is not None:
        assert post(clerk, address, _version=1, **{**fields, **wrong}).status_code == 422
    assert post(clerk, address, _version=1, **fields).status_code == 302
    item.refresh_from_db()
    assert item.state == ItemState.ACCEPTED
    assert all(getattr(item, name) == value for name, value in fields.items())


def test_unknown_sections_verbs_and_filters(clerk: Client, draft: LaunchDraft) -> None:
    item = DraftTarget.objects.filter(draft=draft).first()
    assert clerk.get(f"/phong-trao/muc/la/{item.pk}/").status_code == 404
    assert post(clerk, f"/phong-trao/muc/chi-tieu/{item.pk}/la/").status_code == 404
    detail = reverse("movements:draft-detail", args=[draft.pk])
    for show in ("la", "chua-xem", "can-hoi", "da-bo", "tat-ca"):
        assert clerk.get(detail, {"phan": "la", "xem": show}).status_code == 200
    add = reverse("movements:draft-target-add", args=[draft.pk])
    assert clerk.get(add, {"tu": "9", "den": "x"}).status_code == 200
    assert clerk.get(add, {"tu": "9", "den": "99999999"}).status_code == 200


def test_form_without_a_version_is_a_conflict_and_no_error(clerk: Client, draft: LaunchDraft) -> None:
    item = DraftTarget.objects.filter(draft=draft).first()
    assert post(clerk, reverse("movements:item-decide", args=["chi-tieu", item.pk, "bo"])).status_code == 409


def test_unit_sees_its_part(season: Movement, commune: Commune) -> None:
    unit = commune.units["Thôn 1"]
    Target.objects.filter(movement=season, name="Thôn văn hóa").update(owner=unit)
    client = commune.client(Role.UNIT_HEAD, unit)
    address = reverse("movements:unit-panel", args=[unit.pk])
    page = client.get(address).content.decode()
    assert "Thôn văn hóa" in page
    assert "Xây dựng kế hoạch" in page
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Thôn văn hóa" in fragment


def test_movements_are_found_without_accents(clerk: Client, season: Movement) -> None:
    address = reverse("movements:movement-list")
    assert str(season.pk) in clerk.get(address, {"tim": "thang loi", "nam": "2024"}).content.decode()
    page = clerk.get(address, {"tim": "khong co"}).content.decode()
    assert str(season.pk) not in page


def test_a_season_without_targets_or_of_a_name_in_use_is_warned_of(season: Movement, office: Actor) -> None:
    draft = by_hand(office, title=season.title, year=season.year)
    first, second = effects_of(draft).warnings
    assert first.startswith("Chưa có chỉ tiêu nào.")
    assert season.title in second
    assert not effects_of(by_hand(office, title=season.title, year=season.year + 1)).warnings[1:]


def test_a_part_of_a_dropped_target_is_not_counted_as_a_part(draft: LaunchDraft, office: Actor) -> None:
    ready = accept_everything(draft, office)
    before = next(line for line in effects_of(ready).does if line.startswith("Lập "))
    whole = DraftTarget.objects.get(draft=draft, name="Tổng sản lượng lương thực quy thóc")
    items.drop(whole, expected=whole.version, by=office, at=AT)
    after = next(line for line in effects_of(ready).does if line.startswith("Lập "))
    assert int(before.split()[-5]) - int(after.split()[-5]) == 1


def test_a_task_is_read_to_the_end_of_its_clause(draft: LaunchDraft) -> None:
    for task in DraftTask.objects.filter(draft=draft):
        assert task.detail.find(task.title[1:]) >= 0
        following = task.detail[task.detail.find(task.title[1:]) + len(task.title) - 1 :]
        assert not following or following[0] in ".;\n"


def test_names_no_unit_has_are_told_in_one_sentence(commune: Commune) -> None:
    book = UnitBook.of(commune.authority.pk, AT.date())
    found = book.find("các cơ quan, mỗi cán bộ, và thôn trưởng các thôn")
    assert {unit.kind for unit in found.units} == {"village"}
    assert found.reason == "Chưa có đơn vị tên “các cơ quan”, “mỗi cán bộ”."


def test_a_conflict_about_the_date_of_the_letter_is_read_and_settled(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    address = reverse("movements:draft-head", args=[draft.pk])
    drafts.edit_head(draft, {"issued_text": "2024-04-16"}, expected=draft.version, by=office, at=AT)
    sent = {"title": draft.title, "year": "2024", "kind": "regular", "level": "commune"}
    typed = clerk.post(address, {"_once": uuid4(), "_version": 1, **sent, "issued_text": "15/4/2024"})
    assert typed.status_code == 409
    assert ("15/04/2024" in typed.text, "16/04/2024" in typed.text) == (True, True)
    draft.refresh_from_db()
    taken = {"_once": uuid4(), "_version": draft.version, **sent, "issued_text": "2024-04-16"}
    assert clerk.post(address, taken).status_code == 302
    draft.refresh_from_db()
    assert draft.issued_text == "2024-04-16"


def test_doubts_about_the_letter_are_settled_where_a_person_looked(draft: LaunchDraft, office: Actor) -> None:
    about_head = {"code": "number_blank", "question": "Văn bản đã được cấp số chưa?", "span": None}
    unread = {"code": "unread", "question": "Số này chưa thành chỉ tiêu?", "span": [100, 120]}
    LaunchDraft.objects.filter(pk=draft.pk).update(doubts=[about_head, unread])
    drafts.edit_head(draft, {"number": draft.number}, expected=draft.version, by=office, at=AT)
    draft.refresh_from_db()
    assert draft.doubts == [unread]
    draft_targets.add(draft, {"name": "Ở chỗ khác", **GOAL, "start": 130, "end": 140}, by=office, at=AT)
    draft.refresh_from_db()
    assert draft.doubts == [unread]
    draft_targets.add(draft, {"name": "Số ấy", **GOAL, "start": 95, "end": 125}, by=office, at=AT)
    draft.refresh_from_db()
    assert draft.doubts == []
