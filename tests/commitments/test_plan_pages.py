"""The pages of plans, as a village head with a phone and a busy clerk use them; without script."""

import io
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook
from tests.commitments.planned import AT, Planned, make_plan
from tests.commune import Commune
from tests.keeping import Fresh
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.season import SmallSeason
from tests.world import LOGIN

from thidua.commitments.enums import PlanState
from thidua.commitments.models import Plan, PlanTask
from thidua.commitments.services import plan_drafting
from thidua.foundation.models import Notice
from thidua.movements.models import Allocation, Target
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit


@pytest.fixture(scope="module")
def kept_plan(kept_season: SmallSeason) -> Planned:
    return make_plan(kept_season)


@pytest.fixture
def planned(kept_plan: Planned, fresh: Fresh) -> Planned:
    return fresh(kept_plan)


@pytest.fixture
def phone(season: SmallSeason) -> Client:
    client = StrictClient()
    client.force_login(season.accounts["Thôn 1"], backend=LOGIN)
    return client


@pytest.fixture
def desk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def address(name: str, *args: Any) -> str:
    return reverse(f"commitments:{name}", args=args)


def text_of(response: Any) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def send(client: Client, url: str, status: int = 302, **data: Any) -> Any:
    answer = client.post(url, {"_once": uuid4(), **data})
    assert answer.status_code == status, text_of(answer)[:2000]
    return answer


def version_of(planned: Planned) -> int:
    return planned.now().version


def test_a_village_drafts_fills_and_sends_and_the_office_accepts(
    season: SmallSeason, phone: Client, desk: Client
):
    village = season.commune.units["Thôn 1"]
    begin = address("plan-begin", season.movement.pk, village.pk)
    assert "120 tấn" in text_of(phone.get(begin))
    page = send(phone, begin)["Location"]
    plan = Plan.objects.get(unit=village)
    assert page == address("plan-detail", plan.pk) == phone.get(begin)["Location"]
    data = {"text": "Họp thôn", "owner": "Bà Ổn", "due_on": "30/6/2024", "target": season.targets["fish"].pk}
    send(phone, address("task-add", plan.pk), **data)
    send(phone, address("task-add", plan.pk), text="Sắm lưới")
    task = PlanTask.objects.get(text="Sắm lưới")
    send(phone, address("task-move", task.pk, "len"))
    assert [one.text for one in plan.tasks.all()] == ["Sắm lưới", "Họp thôn"]
    check = text_of(phone.get(address("plan-send", plan.pk)))
    assert "1 việc chưa ghi người chịu trách nhiệm: “Sắm lưới”" in check
    assert "2 chỉ tiêu chưa có việc nào" in check
    send(phone, address("plan-send", plan.pk), _version=1)
    assert "Kế hoạch chờ Văn phòng nhận" in text_of(desk.get(page))
    send(desk, address("plan-send-back", plan.pk), 422, reason="", _version=2)
    send(desk, address("plan-send-back", plan.pk), reason="Ghi hạn mua lưới", _version=2)
    assert "Cần sửa: Ghi hạn mua lưới" in text_of(phone.get(page))
    edited = {"text": "Sắm lưới", "owner": "Ông B", "due_on": "15/6/2024", "_version": 1}
    send(phone, address("task-edit", task.pk), **edited)
    send(phone, address("plan-send", plan.pk), _version=3)
    send(desk, address("plan-accept", plan.pk), number="05/KH-T1", _version=4)
    plan.refresh_from_db()
    assert (plan.state, plan.number) == (PlanState.ACCEPTED, "05/KH-T1")
    send(phone, address("task-progress", task.pk), state="going_on", share="40", note="Đã mua 2", _version=2)
    assert "Đang làm 40%" in text_of(phone.get(page)) or "Trễ hạn, đã làm 40%" in text_of(phone.get(page))
    send(desk, address("plan-reopen", plan.pk), reason="Đổi chỉ tiêu", _version=5)
    assert "Cần sửa: Đổi chỉ tiêu" in text_of(phone.get(page))


def test_faults_stay_on_the_form_with_what_was_typed(planned: Planned, phone: Client):
    url = address("task-add", planned.plan.pk)
    answer = send(phone, url, 422, text="Họp thôn", due_on="1/1/2025")
    assert "Hạn 01/01/2025 ngoài thời gian của phong trào" in text_of(answer)
    assert "Họp thôn" in text_of(answer)
    assert "có trong lịch" in text_of(send(phone, url, 422, text="Họp", due_on="31/11/2024"))
    goal = planned.plan.goals.first()
    data = {f"muc-{one.pk}": "190" for one in planned.plan.goals.all()} | {
        f"muc-{goal.pk}": "100",
        "_version": 1,
    }
    answer = send(phone, address("plan-aim", planned.plan.pk), 422, **data)
    assert "Ghi từ mức giao 120 trở lên" in text_of(answer)


def test_a_text_of_twenty_thousand_letters_is_kept_and_printed(planned: Planned, phone: Client):
    url = address("plan-edit", planned.plan.pk)
    long = "Mỗi hộ một việc. " * 1176
    send(phone, url, purpose=long[:20_000], _version=1)
    answer = phone.get(address("plan-pdf", planned.plan.pk))
    assert len(pypdfium2.PdfDocument(answer.content)) > 5
    refused = send(phone, url, 422, purpose="ă" * 20_001, _version=2)
    assert "Dài quá 20.000 chữ cái" in text_of(refused)


def test_two_editors_meet_the_page_of_both_versions(planned: Planned, phone: Client, desk: Client):
    url = address("plan-edit", planned.plan.pk)
    send(phone, url, purpose="Lời của thôn", _version=1)
    answer = send(desk, url, 409, purpose="Lời của văn phòng", _version=1)
    assert "Lời của thôn" in text_of(answer)
    assert "Lời của văn phòng" in text_of(answer)
    assert planned.now().purpose == "Lời của thôn"


def test_a_changed_allocation_is_said_and_taken_over(planned: Planned, phone: Client, desk: Client):
    planned.send()
    target = planned.season.targets["fish"]
    Allocation.objects.filter(target=target, unit=planned.plan.unit).update(amount=150)
    page = address("plan-detail", planned.plan.pk)
    said = "Sản lượng đánh bắt: kế hoạch ghi 120 tấn, nay giao 150 tấn."
    assert said in text_of(phone.get(page))
    send(phone, address("plan-take-goals", planned.plan.pk), 403, _version=version_of(planned))
    send(desk, address("plan-take-goals", planned.plan.pk), _version=version_of(planned))
    assert said not in text_of(desk.get(page))


def test_the_paper_is_handed_out_as_word_and_pdf(planned: Planned, phone: Client):
    planned.add("Họp thôn")
    key = planned.plan.pk
    shown = text_of(phone.get(address("plan-paper", key)))
    read = Document(io.BytesIO(phone.get(address("plan-docx", key)).content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    document = pypdfium2.PdfDocument(phone.get(address("plan-pdf", key)).content)
    printed = " ".join(document[0].get_textpage().get_text_range().split())
    for words in (
        "Hưởng ứng phong trào “Thi đua lao động giỏi năm 2024”",
        "II. CHỈ TIÊU PHẤN ĐẤU",
        "Họp thôn",
    ):
        assert words in shown
        assert words in printed
    assert {"120 tấn", "190/200", "Họp thôn", "30/06/2024"} <= set(cells)
    assert "XÃ CẨM LĨNH" in printed


def test_a_letter_no_font_has_is_told_on_a_page(planned: Planned, phone: Client):
    planned.add("Họp thôn 😀")
    answer = phone.get(address("plan-pdf", planned.plan.pk))
    assert answer.status_code == 409
    assert "Phông chữ của văn bản không có ký tự “😀”" in text_of(answer)


def test_results_stand_beside_the_plan_on_a_page_and_in_a_workbook(planned: Planned, desk: Client):
    planned.add("Sắm lưới", target=planned.season.targets["fish"])
    planned.send()
    planned.accept()
    target = planned.season.targets["poor"]
    Allocation.objects.filter(target=target, unit=planned.plan.unit).delete()
    shown = text_of(desk.get(address("plan-results", planned.plan.pk)))
    assert "0/1 xong, 1 trễ" in shown
    assert "Không còn giao" in shown
    data = desk.get(address("plan-results-xlsx", planned.plan.pk)).content
    goals, tasks = (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(n).to_python() for n in (0, 1)
    )
    assert any(row[0] == "Sản lượng đánh bắt" and row[6] == 1 for row in goals)
    assert any(row[0] == "Sắm lưới" for row in tasks)


def test_a_unit_sees_its_own_plan_alone(planned: Planned, season: SmallSeason, desk: Client):
    other = StrictClient()
    other.force_login(season.accounts["Thôn 2"], backend=LOGIN)
    assert other.get(address("plan-detail", planned.plan.pk)).status_code == 404
    listed = text_of(other.get(address("plan-list", season.movement.pk)))
    assert "Thôn 2" in listed
    assert "Thôn 1" not in listed
    everybody = text_of(desk.get(address("plan-list", season.movement.pk)))
    assert "8 đơn vị. Chưa có: 7." in everybody


def test_the_list_is_filtered_in_the_address(planned: Planned, desk: Client):
    url = address("plan-list", planned.season.movement.pk)
    shown = text_of(desk.get(f"{url}?trang-thai=draft"))
    assert "1 đơn vị." in shown
    assert "Không có đơn vị nào ở trạng thái này" in text_of(desk.get(f"{url}?trang-thai=accepted"))
    data = desk.get(f"{address('plan-list-xlsx', planned.season.movement.pk)}?trang-thai=draft").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if row[0]][-1] == "Thôn 1"


def _grow(planned: Planned, places: range) -> None:
    """Give the plan so many tasks and goals, and the commune so many units with plans."""
    plan, season = planned.plan, planned.season
    authority = season.commune.authority
    for place in places:
        facts = {
            "name": f"Chỉ tiêu {place}",
            "comparator": "ge",
            "low": 5,
            "unit": "hộ",
            "position": 10 + place,
        }
        target = Target.objects.create(authority=authority, movement=season.movement, **facts)
        Allocation.objects.create(target=target, unit=plan.unit, amount=5)
        unit = Unit.objects.create(authority=authority, name=f"Xóm {place}", kind=UnitKind.VILLAGE)
        plan_drafting.draft(season.movement, unit, by=planned.office, at=AT)
    PlanTask.objects.bulk_create(
        PlanTask(plan=plan, position=10 + place, text=f"Việc {place}") for place in places
    )


def test_pages_ask_as_much_of_three_rows_as_of_thirty(planned: Planned, desk: Client):
    urls = [
        address("plan-list", planned.season.movement.pk),
        address("plan-begin", planned.season.movement.pk, planned.season.commune.units["Thôn 2"].pk),
        *(address(f"plan-{name}", planned.plan.pk) for name in ("detail", "aim", "send", "paper", "results")),
    ]
    _grow(planned, range(3))
    few = [queries_of(desk, url) for url in urls]
    _grow(planned, range(3, 30))
    assert [queries_of(desk, url) for url in urls] == few
    assert max(few) <= MOST_QUERIES, dict(zip(urls, few, strict=True))


def test_two_hundred_tasks_are_shown_and_printed(planned: Planned, phone: Client):
    PlanTask.objects.bulk_create(
        PlanTask(plan=planned.plan, position=place, text=f"Việc số {place}", owner="Ông B")
        for place in range(2, 201)
    )
    assert "200 việc." in text_of(phone.get(address("plan-detail", planned.plan.pk)))
    assert queries_of(phone, address("plan-detail", planned.plan.pk)) <= MOST_QUERIES
    document = pypdfium2.PdfDocument(phone.get(address("plan-pdf", planned.plan.pk)).content)
    assert len(document) > 4
    send(phone, address("task-add", planned.plan.pk), 422, text="Việc thứ 201")


def test_aims_of_two_editors_stand_side_by_side_and_in_the_history(
    planned: Planned, phone: Client, desk: Client
):
    url = address("plan-aim", planned.plan.pk)
    typed = {f"muc-{goal.pk}": goal.aimed for goal in planned.plan.goals.all()}
    fish = f"muc-{planned.plan.goals.first().pk}"
    send(phone, url, **{**typed, fish: "130", "_version": 1})
    answer = text_of(send(desk, url, 409, **{**typed, fish: "140", "_version": 1}))
    for words in ("Sản lượng đánh bắt", "130", "140"):
        assert words in answer
    history = reverse("foundation:object-history", args=["commitments.plan", planned.plan.pk])
    assert "ghi mức phấn đấu của “Kế hoạch hưởng ứng của Thôn 1”: Sản lượng đánh bắt" in text_of(
        phone.get(history)
    )
    task = planned.add("Họp thôn")
    history = reverse("foundation:object-history", args=["commitments.plantask", task.pk])
    assert "thêm việc “Họp thôn” vào kế hoạch" in text_of(phone.get(history))


def test_a_plan_without_targets_asks_for_no_aims(planned: Planned, phone: Client):
    url = address("plan-aim", planned.plan.pk)
    assert "Lưu mức phấn đấu" in text_of(phone.get(url))
    planned.plan.goals.all().delete()
    page = text_of(phone.get(url))
    assert "Kế hoạch chưa có chỉ tiêu nào" in page
    assert "Lưu mức phấn đấu" not in page


def test_news_and_work_lead_to_their_pages(planned: Planned, phone: Client):
    task = planned.add("Họp thôn")
    planned.send()
    planned.accept()
    assert planned.work(task).origin_url == address("task-progress", task.pk)
    news = Notice.objects.filter(unit_id=planned.plan.unit_id).latest("id")
    assert news.url == address("plan-detail", planned.plan.pk)
