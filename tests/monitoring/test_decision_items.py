"""What of decisions waits for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.commune import Commune
from tests.decisions.deciding import AT, DAY, Deciding, make_deciding
from tests.decisions.test_drafts import begun, facts, issued, sign

from thidua.awards.services import rounds
from thidua.decisions.enums import PaperKind
from thidua.decisions.services import decisions, drafts, revocation
from thidua.decisions.services.revocation import Ground
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.praise_items import praise_items
from thidua.organisation.enums import Role


@pytest.fixture
def deciding(commune: Commune) -> Deciding:
    return make_deciding(commune)


def told(actor: Actor) -> list[str]:
    return [f"{one.lead}{one.rest}" for one in praise_items(actor, on=DAY)]


def test_the_chairman_issues_and_the_office_does_the_rest(deciding: Deciding):
    first, second, third = deciding.three()
    sent = deciding.submitted(first)
    deciding.issued(second)
    deciding.signed(third)
    chairman, office = deciding.year.chairman, deciding.year.office
    assert told(chairman) == ["Dự thảo quyết định chờ ban hành."]
    assert told(office) == [
        "Quyết định 01/QĐ-UBND chờ bản đã ký.",
        "Quyết định 02/QĐ-UBND đã ký, chờ công bố.",
    ]
    decisions.send_back(sent, reason="Thiếu căn cứ", expected=sent.version, by=chairman, at=AT)
    assert told(chairman) == []
    assert "Dự thảo quyết định được trả lại để sửa." in told(office)
    back = next(one for one in praise_items(office, on=DAY) if "trả lại" in one.rest)
    assert back.detail.endswith("Lý do: Thiếu căn cứ")


def test_a_decision_written_by_hand_waits_for_the_chairman_once_nothing_is_left_to_write(deciding: Deciding):
    begun(deciding)
    begun(deciding, kind=PaperKind.DECISION, body="Lý do: (Ghi lý do).")
    made = begun(deciding, kind=PaperKind.DECISION, title="Về việc hủy bỏ khen thưởng")
    chairman = deciding.year.chairman
    assert told(deciding.year.office) == []
    (item,) = praise_items(chairman, on=DAY)
    assert (item.lead + item.rest, item.arg) == ("Quyết định đang soạn chờ ban hành.", str(made.pk))
    assert item.detail == "Về việc hủy bỏ khen thưởng."
    drafts.issue(made, expected=made.version, by=chairman, at=AT)
    assert told(chairman) == []


def test_a_revocation_waits_for_its_signed_copy_and_then_to_be_carried_out(deciding: Deciding):
    award, year = deciding.published().awards.get(), deciding.year
    authority, said = deciding.commune.authority, facts(kind=PaperKind.DECISION, title="Về việc hủy bỏ")
    made = drafts.begin(authority, said, revokes=award, by=year.office, at=AT)
    paper = drafts.issue(made, expected=made.version, by=year.chairman, at=AT).paper
    assert told(year.office) == ["Quyết định 02/QĐ-UBND chờ bản đã ký."]
    assert told(year.chairman) == []
    sign(deciding, paper, b"%PDF-1.7")
    assert told(year.office) == []
    (item,) = praise_items(year.chairman, on=DAY)
    assert (
        item.lead + item.rest
        == f"Khen thưởng của {award.recipient} chờ hủy theo quyết định 02/QĐ-UBND đã ký."
    )
    assert (item.page, item.arg) == ("decisions:award-revoke", str(award.pk))
    page = reverse("decisions:paper-detail", args=[paper.pk])
    link = reverse("decisions:award-revoke", args=[award.pk])
    assert link in deciding.commune.client(Role.OFFICE).get(page).content.decode()
    paper.refresh_from_db()
    ground = Ground(paper, "Điều 93", "Kê khai sai")
    revocation.revoke(award, ground, by=year.chairman, at=AT)
    assert told(year.chairman) == []
    assert link not in deciding.commune.client(Role.OFFICE).get(page).content.decode()


def test_a_correction_waits_for_its_signed_copy(deciding: Deciding):
    issued(deciding)
    made = issued(deciding, title="V/v đính chính", corrects=deciding.published().paper)
    assert told(deciding.year.office) == ["Văn bản đính chính 02/UBND-VP chờ bản đã ký."]
    sign(deciding, made.paper, b"%PDF-1.7")
    assert told(deciding.year.office) == []


def test_others_are_told_nothing_and_nothing_is_asked_for_them(deciding: Deciding):
    deciding.submitted()
    for role in (Role.COUNCIL, Role.INSPECTOR, Role.KEEPER):
        actor = deciding.commune.actor(role)
        with CaptureQueriesContext(connection) as seen:
            assert told(actor) == []
        assert len(seen) == 0


def test_the_office_is_told_of_rounds_in_which_somebody_passed(deciding: Deciding):
    first, *_ = deciding.three()
    waiting = "đề nghị khen thưởng đã thông qua, chờ quyết định hoặc tờ trình."
    assert told(deciding.year.office) == [f"3 {waiting}"]
    deciding.drafted(first)
    assert told(deciding.year.office) == [f"2 {waiting}"]
    assert told(deciding.year.chairman) == []
    due = deciding.year.round
    rounds.cancel(due, reason="Nhầm", expected=due.version, by=deciding.year.office, at=AT)
    assert told(deciding.year.office) == []
