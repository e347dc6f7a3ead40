from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.commune import Commune, make_commune

from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services.versions import StaleVersionError
from thidua.obligations import queries
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.obligations.services.obligations import Work
from thidua.organisation.enums import Role

AT = datetime(2024, 5, 2, 7, 0, tzinfo=UTC)
TODAY = date(2024, 5, 2)


@pytest.fixture
def work(commune: Commune, office: Actor) -> Obligation:
    plan = Work("Gửi kế hoạch", due_on=date(2024, 5, 15))
    return obligations.create(commune.units["Thôn 1"], plan, by=office, at=AT)


def head_of(commune: Commune, name: str) -> Actor:
    return commune.actor(Role.UNIT_HEAD, commune.units[name])


def test_unit_finishes_its_work_and_takes_it_back(commune: Commune, work: Obligation) -> None:
    head = head_of(commune, "Thôn 1")
    done = obligations.complete(work, note="Đã gửi", expected=1, by=head, at=AT)
    assert (done.state, done.closed_by, done.closing_note) == ("done", head.name, "Đã gửi")
    again = obligations.reopen(done, expected=2, by=head, at=AT)
    assert (again.state, again.closed_at, again.closing_note) == ("open", None, "")
    told = [sentence_of(entry) for entry in AuditEntry.objects.about(work.pk).order_by("id")]
    assert "ghi việc “Gửi kế hoạch” đã xong" in told[1]


def test_cancelling_needs_a_reason_and_the_office(commune: Commune, work: Obligation, office: Actor) -> None:
    with pytest.raises(DomainError, match="Ghi lý do"):
        obligations.cancel(work, reason=" ", expected=1, by=office, at=AT)
    with pytest.raises(RefusedError, match="Chỉ văn phòng hoặc chủ tịch"):
        obligations.cancel(work, reason="bận", expected=1, by=head_of(commune, "Thôn 1"), at=AT)
    cancelled = obligations.cancel(work, reason="Huyện đã hoãn", expected=1, by=office, at=AT)
    assert cancelled.state == ObligationState.CANCELLED
    with pytest.raises(RefusedError):
        obligations.reopen(cancelled, expected=2, by=head_of(commune, "Thôn 1"), at=AT)


def test_whoever_reports_for_a_unit_finishes_its_work(commune: Commune, work: Obligation) -> None:
    writer = commune.actor(Role.EDITOR, commune.units["Thôn 1"])
    assert obligations.complete(work, note="", expected=1, by=writer, at=AT).closed_by == writer.name


def test_work_of_another_unit_is_not_mine_to_finish(commune: Commune, work: Obligation) -> None:
    with pytest.raises(RefusedError, match="Chỉ đơn vị được giao"):
        obligations.complete(work, note="", expected=1, by=head_of(commune, "Thôn 2"), at=AT)


def test_done_work_stays_done_and_takes_a_later_note(work: Obligation, office: Actor) -> None:
    done = obligations.complete(work, note="", expected=1, by=office, at=AT)
    assert obligations.complete(done, note=" ", expected=1, by=office, at=AT).version == 2
    noted = obligations.complete(done, note="Gửi ngày 2/5", expected=2, by=office, at=AT)
    assert (noted.closing_note, noted.version) == ("Gửi ngày 2/5", 3)
    last = AuditEntry.objects.about(work.pk).order_by("id").last()
    assert last is not None
    assert "ghi kết quả hoặc lý do là Gửi ngày 2/5" in sentence_of(last)
    with pytest.raises(IllegalTransitionError):
        obligations.cancel(noted, reason="thôi", expected=3, by=office, at=AT)


def test_step_from_an_old_page_shows_both_sides_and_loses_no_note(commune: Commune, work: Obligation) -> None:
    head = head_of(commune, "Thôn 1")
    obligations.complete(work, note="Gửi qua thư", expected=1, by=head, at=AT)
    client = commune.client(Role.OFFICE)
    address = reverse("obligations:obligation-step", args=[work.pk, "xong"])
    late = client.post(address, {"_once": str(uuid4()), "_version": 1, "note": "Nộp tận tay"})
    page = late.content.decode()
    assert late.status_code == 409
    assert all(words in page for words in (head.name, "Nộp tận tay", "Gửi qua thư", 'name="note"'))
    kept = AuditEntry.objects.about(work.pk).order_by("id").last()
    assert kept is not None
    assert (kept.action, "Nộp tận tay" in sentence_of(kept)) == ("foundation.version.refuse", True)
    client.post(address, {"_once": str(uuid4()), "_version": 2, "note": "Nộp tận tay"})
    work.refresh_from_db()
    assert (work.state, work.closing_note) == ("done", "Nộp tận tay")


def test_rights_are_asked_of_the_work_as_it_stands_under_the_lock(
    commune: Commune, work: Obligation, office: Actor
) -> None:
    obligations.complete(work, note="", expected=1, by=office, at=AT)
    obligations.reopen(work, expected=2, by=office, at=AT)
    obligations.cancel(work, reason="Hoãn", expected=3, by=office, at=AT)
    seen_as_done = Obligation.objects.get(pk=work.pk)
    seen_as_done.state = ObligationState.DONE
    with pytest.raises(RefusedError, match="Chỉ văn phòng hoặc chủ tịch"):
        obligations.reopen(seen_as_done, expected=4, by=head_of(commune, "Thôn 1"), at=AT)


def test_old_page_does_not_overwrite(work: Obligation, office: Actor) -> None:
    obligations.complete(work, note="", expected=1, by=office, at=AT)
    with pytest.raises(StaleVersionError) as caught:
        obligations.reopen(work, expected=1, by=office, at=AT)
    (state,) = caught.value.differing
    assert (state.label, state.shown(state.mine), state.shown(state.theirs)) == (
        "trạng thái",
        "Đang làm",
        "Đã xong",
    )


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.EDITOR, Role.INSPECTOR])
def test_only_office_and_chairman_give_work(commune: Commune, role: Role) -> None:
    unit = commune.units["Thôn 1"]
    with pytest.raises(RefusedError):
        obligations.create(unit, Work("Việc"), by=commune.actor(role, unit), at=AT)


def test_work_is_not_given_across_communes(commune: Commune, office: Actor) -> None:
    other = make_commune("xã Khác").units["Thôn 1"]
    with pytest.raises(RefusedError, match="cơ quan khác"):
        obligations.create(other, Work("Việc"), by=office, at=AT)


def test_lists_count_late_and_soon(commune: Commune, office: Actor, work: Obligation) -> None:
    late = Work("Báo cáo", due_on=date(2024, 5, 1))
    obligations.create(commune.units["Thôn 2"], late, by=office, at=AT)
    obligations.create(commune.units["Thôn 2"], Work("Không hạn"), by=office, at=AT)
    assert queries.counts(office, on=TODAY, days=14) == queries.Counts(open=3, late=1, soon=1)
    head = head_of(commune, "Thôn 1")
    assert queries.counts(head, on=TODAY, days=14) == queries.Counts(open=1, late=0, soon=1)
    assert [row.title for row in queries.mine(office, on=TODAY, days=14)] == ["Báo cáo", "Gửi kế hoạch"]
    assert [row.pk for row in queries.mine(head, on=TODAY, days=14)] == [work.pk]
    assert queries.mine(head, on=TODAY, days=3) == []


def test_pages_show_work_and_take_its_steps(commune: Commune, work: Obligation) -> None:
    client = commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])
    page = client.get(reverse("obligations:obligation-list"), {"don-vi": str(work.unit_id)}).content.decode()
    assert "Thôn 1: Gửi kế hoạch" in page
    assert "Quá hạn" in page
    detail = client.get(reverse("obligations:obligation-detail", args=[work.pk])).content.decode()
    assert "Ghi là đã xong" in detail
    assert "Lý do hủy" not in detail
    step = reverse("obligations:obligation-step", args=[work.pk, "xong"])
    assert client.post(step, {"_once": str(uuid4()), "_version": 1, "note": "Đã gửi"}).status_code == 302
    work.refresh_from_db()
    assert work.state == ObligationState.DONE
    unknown = reverse("obligations:obligation-step", args=[work.pk, "la"])
    assert client.post(unknown, {"_once": str(uuid4()), "_version": 1}).status_code == 404


def test_office_gives_work_by_hand(commune: Commune) -> None:
    client = commune.client(Role.OFFICE)
    address = reverse("obligations:obligation-new")
    empty = client.post(address, {"_once": str(uuid4()), "due_on": "31/11/2024"})
    assert empty.status_code == 422
    for sentence in ("Chọn đơn vị được giao việc.", "Ghi việc phải làm.", "Ghi ngày/tháng/năm có trong lịch"):
        assert sentence in empty.content.decode()
    unit = commune.units["Trạm Y tế"]
    fields = {"unit": str(unit.pk), "title": "Tiêm chủng", "due_on": "30/11/2024"}
    assert client.post(address, {"_once": str(uuid4()), **fields}).status_code == 302
    assert Obligation.objects.get().due_on == date(2024, 11, 30)


@pytest.mark.parametrize("count", [1, 60])
def test_list_costs_the_same_for_any_length(
    commune: Commune, office: Actor, count: int, django_assert_max_num_queries
) -> None:
    client: Client = commune.client(Role.OFFICE)
    for number in range(count):
        obligations.create(commune.units["Thôn 1"], Work(f"Việc {number}"), by=office, at=AT)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("obligations:obligation-list")).status_code == 200


def test_other_communes_do_not_see_the_work(work: Obligation) -> None:
    stranger = make_commune("xã Khác").client(Role.OFFICE)
    assert stranger.get(reverse("obligations:obligation-detail", args=[work.pk])).status_code == 404


def test_whoever_may_take_a_step_is_offered_to_take_it_back(
    commune: Commune, work: Obligation, office: Actor
) -> None:
    page = reverse("obligations:obligation-detail", args=[work.pk])
    chairman = commune.client(Role.CHAIRMAN)
    head = commune.client(Role.UNIT_HEAD, work.unit)
    cancelled = obligations.cancel(work, reason="Huyện đã hoãn", expected=1, by=office, at=AT)
    assert "Hoàn tác" in chairman.get(page).text
    assert "Hoàn tác" not in head.get(page).text
    opened = obligations.reopen(cancelled, expected=2, by=office, at=AT)
    obligations.complete(opened, note="", expected=3, by=office, at=AT)
    assert "Hoàn tác" not in chairman.get(page).text
    assert "Hoàn tác" in head.get(page).text


def test_work_of_another_commune_is_only_read(work: Obligation) -> None:
    stranger = make_commune("xã Khác").actor(Role.OFFICE)
    with pytest.raises(RefusedError, match="chỉ xem được"):
        obligations.complete(work, note="", expected=1, by=stranger, at=AT)
    with pytest.raises(RefusedError, match="chỉ xem được"):
        obligations.cancel(work, reason="x", expected=1, by=stranger, at=AT)


def test_work_of_a_report_follows_the_report(commune: Commune, work: Obligation, office: Actor) -> None:
    Obligation.objects.update(origin_kind="report", origin_url="/bao-cao/x/")
    by = {"expected": work.version, "by": office, "at": AT}
    with pytest.raises(RefusedError, match="theo báo cáo"):
        obligations.complete(work, note="", **by)
    with pytest.raises(RefusedError, match="theo báo cáo"):
        obligations.cancel(work, reason="Nhầm", **by)
    browser = commune.client(Role.OFFICE)
    page = browser.get(reverse("obligations:obligation-detail", args=[work.pk])).content.decode()
    assert "Mở báo cáo ở mục Nguồn" in page
    assert "Ghi là đã xong" not in page
    assert "Hủy việc này" not in page
    Obligation.objects.update(state=ObligationState.DONE, closed_at=AT, closed_by="Máy")
    with pytest.raises(RefusedError, match="theo báo cáo"):
        obligations.reopen(work, **by)
    assert (
        "Hoàn tác"
        not in browser.get(reverse("obligations:obligation-detail", args=[work.pk])).content.decode()
    )
