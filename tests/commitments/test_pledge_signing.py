"""Both sides sign under one fingerprint; what is signed is replaced only by a new edition."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.commitments.pledged import AT, again, agreed, all_yes, drafted, line, offered, signed
from tests.commune import make_commune

from thidua.commitments.enums import PledgeManner, PledgeSide, PledgeState
from thidua.commitments.models import Pledge, PledgeRemedy, PledgeSignature
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.services import editions, pledge_signing, pledge_talk, pledges, remedies
from thidua.commitments.services.pledge_signing import PaperSigner, Seen
from thidua.commitments.services.remedies import RemedyFacts
from thidua.commitments.signals import PLEDGE, promises_changed
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services import files
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import Position
from thidua.organisation.queries import actor_of

pytestmark = pytest.mark.django_db
UNIT, COMMITTEE = PledgeSide.UNIT, PledgeSide.AUTHORITY


@pytest.fixture
def chairman(season):
    return season.commune.actor(Role.CHAIRMAN)


def _sign(season, pledge, side, by, mark=None):
    return pledge_signing.sign(Seen(pledge, mark or pledge.fingerprint), side, by=by, at=AT)


def test_both_signatures_seal_it_and_tell_everybody(season, chairman):
    heard = []

    def hear(sender, **what):
        heard.append((set(what["unit_ids"]), set(what["kinds"]), what["at"]))

    promises_changed.connect(hear)
    try:
        pledge = signed(season, chairman)
    finally:
        promises_changed.disconnect(hear)
    pledge = again(pledge)
    assert (pledge.state, pledge.signed_at) == (PledgeState.SIGNED, AT)
    assert heard == [({pledge.unit_id}, {PLEDGE}, AT)] * 2  # the unit did its part, then the chairman his
    told = pledge.signatures.order_by("-side").values_list("side", "title", "on_behalf", "fingerprint")
    assert list(told) == [
        ("unit", "Trưởng đơn vị", "Thôn 1", pledge.fingerprint),
        ("authority", "Chủ tịch UBND", "Ủy ban nhân dân xã Cẩm Lĩnh", pledge.fingerprint),
    ]
    assert Notice.objects.filter(dedup_key=f"pledge-sealed:{pledge.pk}").exists()


def test_signing_settles_the_work_of_signing(season, chairman):
    pledge = offered(season, sign_by=date(2024, 5, 20))
    head = season.heads["Thôn 1"]
    pledge = pledge_talk.answer(pledge, all_yes(pledge), expected=pledge.version, by=head, at=AT)
    _sign(season, pledge, COMMITTEE, chairman)
    work = Obligation.objects.get(origin_kind="pledge_due")
    assert work.state == ObligationState.OPEN
    _sign(season, pledge, UNIT, head)
    work.refresh_from_db()
    assert work.state == ObligationState.DONE


def test_a_unit_that_signed_owes_no_signature_while_the_chairman_does(season):
    pledge = offered(season, sign_by=date(2024, 5, 20))
    head = season.heads["Thôn 1"]
    pledge = pledge_talk.answer(pledge, all_yes(pledge), expected=pledge.version, by=head, at=AT)
    _sign(season, pledge, UNIT, head)
    assert Obligation.objects.get(origin_kind="pledge_due").state == ObligationState.DONE


def test_an_older_text_is_not_signed(season, chairman):
    pledge = agreed(season)
    older = pledge.fingerprint
    pledges.take_up(pledge, reason="Sửa lời", expected=pledge.version, by=season.office, at=AT)
    pledge = again(pledge)
    fish = line(pledge)
    entry = [pledges.LineEntry(fish.pk, fish.text, offered=Decimal(130))]
    words = pledges.Head("", "")
    pledge = pledges.rewrite(pledge, words, entry, expected=pledge.version, by=season.office, at=AT)
    pledge = pledge_talk.offer(pledge, sign_by=None, expected=pledge.version, by=season.office, at=AT)
    head = season.heads["Thôn 1"]
    pledge = pledge_talk.answer(pledge, all_yes(pledge), expected=pledge.version, by=head, at=AT)
    with pytest.raises(DomainError, match="đã khác bản đang xem"):
        _sign(season, pledge, UNIT, head, mark=older)
    assert _sign(season, pledge, UNIT, head).fingerprint != older


def test_opened_again_a_signature_is_void_and_the_history_says_so(season):
    pledge = agreed(season)
    _sign(season, pledge, UNIT, season.heads["Thôn 1"])
    pledges.take_up(pledge, reason="Sửa lời", expected=pledge.version, by=season.office, at=AT)
    assert not PledgeSignature.objects.exists()
    told = sentence_of(AuditEntry.objects.get(action="commitments.pledge.take_up"))
    assert f"bỏ chữ ký Đại diện đơn vị: {season.heads['Thôn 1'].name}" in told
    assert told.endswith("Lý do: Sửa lời.")


def test_a_name_changed_meanwhile_changes_nothing_in_what_is_signed(season, chairman):
    pledge = agreed(season)
    pledge.unit.name = "Thôn Đông"
    pledge.unit.save()
    pledge = again(_sign(season, again(pledge), UNIT, season.heads["Thôn 1"]))
    assert pledge.paper.unit == "Thôn 1"
    assert pledge.paper.fingerprint == pledge.fingerprint


@pytest.mark.parametrize(
    ("side", "role"), [(UNIT, Role.CHAIRMAN), (UNIT, Role.OFFICE), (COMMITTEE, Role.OFFICE)]
)
def test_only_head_and_chairman_sign(season, side, role):
    pledge = agreed(season)
    with pytest.raises(RefusedError, match="Chỉ"):
        _sign(season, pledge, side, season.commune.actor(role))


def test_the_head_of_another_unit_or_commune_does_not_sign(season):
    pledge = agreed(season)
    with pytest.raises(RefusedError, match="đứng đầu Thôn 1"):
        _sign(season, pledge, UNIT, season.heads["Thôn 2"])
    with pytest.raises(RefusedError, match="Chủ tịch Ủy ban"):
        _sign(season, pledge, COMMITTEE, make_commune("xã khác").actor(Role.CHAIRMAN))


def test_before_all_is_agreed_nobody_signs(season, chairman):
    pledge = offered(season)
    with pytest.raises(RefusedError, match="chưa thống nhất xong"):
        _sign(season, pledge, COMMITTEE, chairman)


def test_nobody_signs_twice(season, chairman):
    pledge = agreed(season)
    _sign(season, pledge, COMMITTEE, chairman)
    with pytest.raises(DomainError, match="đã ký bản này rồi"):
        _sign(season, pledge, COMMITTEE, chairman)


def test_a_head_who_is_chairman_too_signs_one_side(season):
    user = season.accounts["Thôn 1"]
    facts = {"role": Role.CHAIRMAN, "title": "Chủ tịch", "starts_on": date(2024, 1, 1)}
    Position.objects.create(authority=season.commune.authority, person=user.person, **facts)
    both = actor_of(user, AT.date())
    pledge = agreed(season)
    _sign(season, pledge, UNIT, both)
    with pytest.raises(DomainError, match="Một người không ký cả hai bên"):
        _sign(season, pledge, COMMITTEE, both)


def test_a_unit_that_closed_meanwhile_does_not_sign(season, chairman):
    pledge = agreed(season)
    pledge.unit.valid_to = date(2024, 5, 1)
    pledge.unit.save()
    with pytest.raises(DomainError, match="đã ngừng hoạt động"):
        _sign(season, pledge, COMMITTEE, chairman)


def test_the_chairman_signs_many_or_none(season, chairman):
    made = [agreed(season, name) for name in ("Thôn 1", "Thôn 2", "Thôn 3")]
    seen = [Seen(pledge, pledge.fingerprint) for pledge in made]
    with pytest.raises(DomainError, match="đã khác bản"):
        pledge_signing.sign_many([*seen[:2], Seen(made[2], "0" * 64)], by=chairman, at=AT)
    assert not PledgeSignature.objects.exists()
    pledge_signing.sign_many(seen, by=chairman, at=AT)
    assert PledgeSignature.objects.filter(side=COMMITTEE, title="Chủ tịch UBND").count() == 3


def _scan():
    return files.store(b"%PDF-1.4 giao uoc", media_type="application/pdf", at=AT)


def test_signed_on_paper_with_the_scan(season):
    pledge = agreed(season)
    signers = [
        PaperSigner(UNIT, "Nguyễn Văn A", "Trưởng thôn"),
        PaperSigner(COMMITTEE, "Đỗ Văn K", "Chủ tịch"),
    ]
    seen = Seen(pledge, pledge.fingerprint)
    with pytest.raises(DomainError, match="Kèm ảnh chụp"):
        pledge_signing.sign_on_paper(seen, signers, None, by=season.office, at=AT)
    with pytest.raises(DomainError, match="ít nhất một bên"):
        pledge_signing.sign_on_paper(seen, [], _scan(), by=season.office, at=AT)
    done = pledge_signing.sign_on_paper(seen, signers, _scan(), by=season.office, at=AT)
    assert done.state == PledgeState.SIGNED
    assert set(done.signatures.values_list("manner", "user_id")) == {(PledgeManner.PAPER, None)}


def test_a_new_edition_replaces_the_old_once_both_signed_again(season, chairman):
    first = again(signed(season, chairman))
    with pytest.raises(DomainError, match="Ghi lý do"):
        editions.begin(first, reason=" ", by=season.office, at=AT)
    second = editions.begin(first, reason="Bão số 3", by=season.office, at=AT)
    assert (second.number, second.state) == (2, PledgeState.DRAFT)
    assert list(second.lines.values_list("offered", flat=True)) == [120, 190, 2]
    with pytest.raises(DomainError, match="chưa ký xong"):
        editions.begin(first, reason="Nữa", by=season.office, at=AT)
    second = pledge_talk.offer(second, sign_by=None, expected=1, by=season.office, at=AT)
    head = season.heads["Thôn 1"]
    second = pledge_talk.answer(second, all_yes(second), expected=second.version, by=head, at=AT)
    assert again(first).state == PledgeState.SIGNED
    _sign(season, second, UNIT, head)
    _sign(season, second, COMMITTEE, chairman)
    assert (again(first).state, again(second).state) == (PledgeState.REPLACED, PledgeState.SIGNED)
    assert again(first).paper.fingerprint == first.fingerprint
    assert "Bản thứ 2, thay bản thứ 1. Lý do: Bão số 3." in again(second).paper.text


def test_an_edition_given_up_leaves_the_signed_one_and_another_may_begin(season, chairman):
    first = again(signed(season, chairman))
    second = editions.begin(first, reason="Nhầm", by=season.office, at=AT)
    pledges.withdraw(second, reason="Thôi", expected=1, by=season.office, at=AT)
    third = editions.begin(again(first), reason="Bão số 3", by=season.office, at=AT)
    assert (third.number, third.replaces, again(second).replaces) == (3, first, None)


def test_the_database_keeps_one_edition_in_the_making(season):
    pledge = drafted(season)
    double = Pledge(authority_id=pledge.authority_id, movement=pledge.movement, unit=pledge.unit, number=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


def test_an_allocation_changed_after_signing_is_shown_and_changes_nothing(season, chairman):
    pledge = signed(season, chairman)
    given = season.targets["fish"].allocations.get(unit=pledge.unit)
    given.amount = Decimal(150)
    given.save()
    page = pledge_page(again(pledge), AT.date())
    assert page.lines[0].difference == "Giao 150 tấn, cam kết 120 tấn. Điểm tính theo số giao."
    given.amount = None
    given.save()
    assert "không còn giao" in pledge_page(again(pledge), AT.date()).lines[0].difference
    assert again(pledge).paper.fingerprint == pledge.fingerprint


def test_a_target_changed_after_signing_is_shown(season, chairman):
    pledge = signed(season, chairman)
    fish = season.targets["fish"]
    revision = {"values": {}, "reason": "Tỉnh giao thêm", "by_name": "Văn phòng"}
    earlier, later = AT - timedelta(days=1), AT + timedelta(days=1)
    fish.revisions.create(name="Cá", goal_text="≥ 100 tấn", at=earlier, **revision)
    assert not pledge_page(again(pledge), AT.date()).differing
    fish.revisions.create(name=fish.name, goal_text="≥ 300 tấn", at=later, **revision)
    shown = pledge_page(again(pledge), AT.date()).differing
    assert [one.target_change for one in shown] == [
        "Khi ký, chỉ tiêu là “Sản lượng đánh bắt: ≥ 300 tấn”. Nay là “Sản lượng đánh bắt: ≥ 360 tấn”."
    ]


def _remedy(due_on=date(2024, 5, 30)):
    return RemedyFacts("Hai tàu hỏng máy", "Sửa máy, vay quỹ", "Chi hội Nông dân", due_on)


def test_a_remedy_is_noted_and_the_newest_counts(season, chairman):
    pledge = signed(season, chairman)
    remedies.note(line(pledge), _remedy(), by=season.heads["Thôn 1"], at=AT)
    newer = remedies.note(line(pledge), _remedy(date(2024, 6, 1)), by=season.office, at=AT)
    assert pledge_page(again(pledge), AT.date()).lines[0].remedy == newer
    assert PledgeRemedy.objects.count() == 2


def test_a_remedy_needs_a_signed_pledge_a_day_to_come_and_the_unit(season, chairman):
    pledge = agreed(season)
    with pytest.raises(RefusedError, match="đang có hiệu lực"):
        remedies.note(line(pledge), _remedy(), by=season.office, at=AT)
    sealed = signed(season, chairman, "Thôn 2")
    with pytest.raises(DomainError, match="từ hôm nay"):
        remedies.note(line(sealed), _remedy(date(2024, 5, 1)), by=season.office, at=AT)
    with pytest.raises(RefusedError, match="Chỉ người của Thôn 2"):
        remedies.note(line(sealed), _remedy(), by=season.heads["Thôn 1"], at=AT)


def test_what_is_signed_opens_to_no_talk_and_no_signature(season, chairman):
    pledge = signed(season, chairman)
    head = season.heads["Thôn 1"]
    doors = [
        lambda: pledge_talk.offer(pledge, sign_by=None, expected=9, by=season.office, at=AT),
        lambda: pledge_talk.answer(pledge, {}, expected=9, by=head, at=AT),
        lambda: pledge_talk.reply(pledge, {}, expected=9, by=season.office, at=AT),
        lambda: _sign(season, pledge, UNIT, head),
        lambda: pledge_signing.sign_on_paper(Seen(pledge, ""), [], None, by=season.office, at=AT),
    ]
    for door in doors:
        with pytest.raises(RefusedError, match="lập bản mới"):
            door()
