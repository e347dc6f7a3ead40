from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.commune import Commune
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import DomainError, RefusedError
from thidua.documents.models import LegalBasis, OfficialDocument
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.movements.enums import DraftState, MovementState
from thidua.movements.models import DraftTarget, LaunchDraft, Movement, Target
from thidua.movements.services import drafts, items, opening, targets
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


def test_letter_becomes_a_draft_in_which_everything_waits(draft: LaunchDraft) -> None:
    assert draft.title.startswith("Thực hiện thắng lợi nhiệm vụ")
    assert (draft.year, draft.number, draft.issued_text) == (2024, "36/UBND-VP", "2024-04-22")
    rice = DraftTarget.objects.get(draft=draft, name="Sản lượng lúa")
    assert (rice.low, rice.unit, rice.parent.name) == (2205, "tấn", "Tổng sản lượng lương thực quy thóc")
    assert rice.sentence in draft.read_text.text
    assert draft.read_text.text[rice.start : rice.end] == rice.sentence
    assert not DraftTarget.objects.filter(draft=draft).accepted().exists()
    assert not Movement.objects.exists()


def test_opening_creates_document_bases_targets_work_and_recipients(
    season: Movement, commune: Commune
) -> None:
    assert season.state == MovementState.OPEN
    document = season.launching_document
    assert document.number == "36/UBND-VP"
    assert document.file_id == document.read_text.file_id
    cited = {basis.cited.number for basis in LegalBasis.objects.filter(citing=document)}
    assert {"1445/CT-UBND", "50/NQ-HĐND", "34-CT/TW", "19/CT-TTg"} <= cited
    assert OfficialDocument.objects.filter(number="50/NQ-HĐND", file=None).count() == 1
    rice = Target.objects.get(movement=season, name="Sản lượng lúa")
    assert rice.parent.name == "Tổng sản lượng lương thực quy thóc"
    assert rice.document == document
    owed = {work.unit.name: work for work in Obligation.objects.filter(origin_id=str(season.pk))}
    assert owed["Văn phòng UBND xã"].due_on.isoformat() == "2024-06-30"
    assert {"Thôn 1", "Thôn 2", "Thôn 3", "Ban Văn hóa xã"} <= set(owed)
    assert season.answers.filter(is_own=False).count() >= 3
    assert season.recipients.filter(units=commune.units["Trạm Y tế"]).exists()
    assert AuditEntry.objects.filter(action="movements.draft.confirm").count() == 1


def test_task_without_a_matching_unit_is_listed_and_not_given(draft: LaunchDraft, office: Actor) -> None:
    ready = accept_everything(draft, office)
    effects = opening.effects_of(ready)
    assert any("Hội Khuyến học xã" in line for line in effects.left_out)
    opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)
    assert not Obligation.objects.filter(title__icontains="nhân rộng mô hình gia đình").exists()


def test_nothing_is_opened_while_an_item_waits(draft: LaunchDraft, office: Actor) -> None:
    with pytest.raises(DomainError, match="chưa xem"):
        opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
    assert not Movement.objects.exists()
    assert not OfficialDocument.objects.exists()


def test_a_change_after_the_check_page_sends_back_to_look_again(draft: LaunchDraft, office: Actor) -> None:
    ready = accept_everything(draft, office)
    seen = ready.saved_at
    target = DraftTarget.objects.filter(draft=draft).first()
    items.drop(target, expected=target.version, by=office, at=AT + timedelta(minutes=1))
    with pytest.raises(DomainError, match="Xem lại"):
        opening.confirm(ready, seen_at=seen, by=office, at=AT)
    assert not Movement.objects.exists()


def test_an_error_in_the_middle_leaves_nothing(
    draft: LaunchDraft, office: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = accept_everything(draft, office)
    monkeypatch.setattr(opening, "_give_work", _break)
    with pytest.raises(OSError, match="đứt"):
        opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)
    assert not Movement.objects.exists()
    assert not Target.objects.exists()
    assert not OfficialDocument.objects.exists()
    assert LaunchDraft.objects.get(pk=draft.pk).state == DraftState.CHECKING


def _break(*_: object) -> None:
    raise OSError("đứt")


@pytest.mark.parametrize("role", [Role.OFFICE, Role.CHAIRMAN])
def test_office_and_chairman_open(draft: LaunchDraft, office: Actor, commune: Commune, role: Role) -> None:
    ready = accept_everything(draft, office)
    movement = opening.confirm(ready, seen_at=ready.saved_at, by=commune.actor(role), at=AT)
    assert movement.state == MovementState.OPEN


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.COUNCIL, Role.EDITOR, Role.INSPECTOR, Role.KEEPER])
def test_others_are_refused(draft: LaunchDraft, office: Actor, commune: Commune, role: Role) -> None:
    ready = accept_everything(draft, office)
    with pytest.raises(RefusedError, match="Chỉ văn phòng hoặc chủ tịch"):
        opening.confirm(ready, seen_at=ready.saved_at, by=commune.actor(role, commune.units["Thôn 1"]), at=AT)


def test_opening_twice_is_refused(season: Movement, office: Actor) -> None:
    draft = season.draft
    with pytest.raises(RefusedError, match="đã mở rồi"):
        opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
    assert Movement.objects.filter(is_own=True).count() == 1


@pytest.mark.parametrize("seen_at", ["", "hôm qua", "2024-02-30T07:00:00+07:00", "2024-13-45T00:00:00"])
def test_a_form_that_does_not_say_what_was_seen_opens_nothing(
    draft: LaunchDraft, commune: Commune, seen_at: str
) -> None:
    address = reverse("movements:draft-open", args=[draft.pk])
    answer = commune.client(Role.OFFICE).post(address, {"_once": str(uuid4()), "seen_at": seen_at})
    assert answer.status_code == 409
    assert "Xem lại rồi mở phong trào" in answer.text


def test_a_part_that_stands_before_its_whole_keeps_it_in_a_copy(season: Movement, office: Actor) -> None:
    part = season.targets.filter(parent=None, parts=None).order_by("position").first()
    whole = season.targets.filter(parent=None).order_by("position").last()
    targets.change(part, {"parent": whole}, reason="Xếp lại", expected=part.version, by=office, at=AT)
    copy = drafts.from_movement(season, by=office, at=AT)
    assert DraftTarget.objects.get(draft=copy, position=part.position).parent.position == whole.position
