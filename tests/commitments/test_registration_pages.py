import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.commitments import pledged
from tests.commune import Commune, make_commune
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.season import SmallSeason

from thidua.commitments.enums import RegistrationState
from thidua.commitments.models import Plan, RegisteredTitle, Registration
from thidua.commitments.queries.duties import page_of
from thidua.commitments.services import duties, registrations
from thidua.commitments.services.registrations import Aim, RegistrationFacts
from thidua.commitments.signals import PLAN, PLEDGE, REGISTRATION
from thidua.obligations.models import Obligation, Reminder
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit

AT = datetime(2024, 5, 3, 7, 0, tzinfo=UTC)
TODAY = date(2024, 5, 10)
VILLAGE = "Thôn 1"
ABSENCE = "Đăng ký thi đua không còn là điều kiện xét khen."


@pytest.fixture(scope="module")
def kept_commune(world: None) -> Commune:
    found = make_commune()
    found.authority.stands_on = TODAY
    found.authority.save(update_fields=["stands_on"])
    return found


@pytest.fixture
def office(commune: Commune) -> Any:
    return commune.client(Role.OFFICE)


@pytest.fixture
def head(season: SmallSeason) -> StrictClient:
    client = StrictClient()
    client.force_login(season.accounts[VILLAGE], backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def address(name: str, season: SmallSeason, village: str = "", **more: Any) -> str:
    unit = {"unit": season.commune.units[village].pk} if village else {}
    return reverse(f"commitments:{name}", kwargs={"movement": season.movement.pk, **unit, **more})


def post(client: Any, url: str, page: str = "", **data: Any) -> Any:
    """Send a form with the key its page was drawn with."""
    keys = client.get(page or url).content.decode().split('name="_once" value="')
    return client.post(url, {"_once": keys[1].split('"')[0], **data}, follow=True)


def test_a_village_registers_on_its_phone(season, head):
    page = address("registration-detail", season, VILLAGE)
    answer = post(
        head,
        address("registration-add", season, VILLAGE),
        page,
        title="collective|Thôn, tổ dân phố văn hóa",
    )
    assert "Đã thêm Thôn 1: Thôn, tổ dân phố văn hóa." in answer.content.decode()
    names = "1. Nguyễn Văn An\n2. Trần Thị Bé"
    aims = {"title": "household|Gia đình văn hóa", "text": names}
    seen = head.post(address("registration-paste", season, VILLAGE), aims).content.decode()
    assert "2 dòng: 2 mới" in seen
    assert not RegisteredTitle.objects.filter(subject="household").exists()
    key = seen.split('name="_once" value="')[1].split('"')[0]
    taken = {**aims, "_once": key, "seen": "2"}
    head.post(address("registration-take", season, VILLAGE), taken)
    made = Registration.objects.get()
    answer = post(head, address("registration-send", season, VILLAGE), _version=made.version)
    assert "Đã gửi đăng ký. Mã nhận" in answer.content.decode()
    made.refresh_from_db()
    assert (made.state, made.titles.count()) == (RegistrationState.SENT, 3)


def test_the_check_page_says_what_is_missing(season, head):
    facts = RegistrationFacts()
    registrations.edit(
        season.movement, season.commune.units[VILLAGE], facts, expected=0, by=season.heads[VILLAGE], at=AT
    )
    text = head.get(address("registration-send", season, VILLAGE)).content.decode()
    assert "Chưa ghi danh hiệu nào. Vẫn gửi được" in text
    assert "Chưa ghi ngày họp bàn." in text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "Chọn danh hiệu."),
        ({"title": "person|Lao động tiên tiến"}, "Ghi họ tên người hoặc chủ hộ."),
        ({"title": "collective|"}, "Ghi tên danh hiệu."),
    ],
)
def test_a_faulty_line_comes_back_with_its_fault(season, head, data, fault):
    page = address("registration-detail", season, VILLAGE)
    answer = post(head, address("registration-add", season, VILLAGE), page, note="giữ lại", **data)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert "giữ lại" in answer.content.decode()
    assert not RegisteredTitle.objects.exists()


def test_a_title_of_ones_own_may_be_typed(season, head):
    page = address("registration-detail", season, VILLAGE)
    data = {"title": "collective|", "other": "Chi bộ tiêu biểu", "name": "Chi bộ Thôn 1"}
    post(head, address("registration-add", season, VILLAGE), page, **data)
    assert str(RegisteredTitle.objects.get()) == "Chi bộ Thôn 1: Chi bộ tiêu biểu"


def test_its_absence_is_told_with_the_article(season, office):
    text = office.get(address("registration-list", season)).content.decode()
    assert ABSENCE in text
    assert "Luật 06/2022/QH15, điều 7" in text


def test_the_list_tells_who_has_not_yet(season, office):
    made_for(season, "Thôn 2")
    url = address("registration-list", season)
    text = office.get(f"{url}?trang-thai=missing").content.decode()
    assert ">Thôn 1</a>" in text
    assert ">Thôn 2</a>" not in text
    assert "Chưa đăng ký (7)" in text


def test_a_village_sees_its_own_row_alone(season, head):
    made_for(season, "Thôn 2")
    text = head.get(address("registration-list", season)).content.decode()
    assert ">Thôn 1</a>" in text
    assert "Thôn 2" not in text
    assert head.get(address("registration-detail", season, "Thôn 2")).status_code == 404


def test_the_workbook_holds_units_and_titles(season, office):
    made_for(season, "Thôn 2")
    answer = office.get(address("registration-list-xlsx", season))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    first, second = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    states = {row[0]: row[1] for row in first}
    assert (states["Thôn 2"], states["Thôn 1"]) == ("Đang ghi", "Chưa đăng ký")
    assert ["Thôn 2", "hộ gia đình", "Lê Thị B", "Gia đình văn hóa"] in [row[:4] for row in second]


def test_the_paper_names_every_line(season, office):
    made_for(season, "Thôn 2")
    text = office.get(address("registration-print", season, "Thôn 2")).content.decode()
    for words in ("BẢN ĐĂNG KÝ THI ĐUA", "Lê Thị B", "Gia đình văn hóa", "ký, ghi rõ họ tên"):
        assert words in text


def test_the_office_returns_with_a_reason_that_the_village_reads(season, office, head):
    made = made_for(season, VILLAGE)
    made = registrations.send(made, expected=made.version, by=season.office, at=AT)
    url = address("registration-return", season, VILLAGE)
    assert "Ghi lý do trả lại" in post(office, url, _version=made.version).content.decode()
    post(office, url, _version=made.version, reason="Thiếu chữ ký")
    text = head.get(address("registration-detail", season, VILLAGE)).content.decode()
    assert "Thiếu chữ ký" in text


def test_the_board_shows_who_is_late_and_urges(season, office, head):
    units = [season.commune.units[name] for name in ("Thôn 1", "Thôn 2")]
    duties.ask(season.movement, REGISTRATION, units, date(2024, 5, 11), by=season.office, at=AT)
    Obligation.objects.update(due_on=date(2024, 5, 8))
    made = made_for(season, "Thôn 2")
    registrations.send(made, expected=made.version, by=season.office, at=AT)
    url = address("promise-board", season)
    text = office.get(f"{url}?loai=dang-ky&trang-thai=tre").content.decode()
    assert "Trễ hạn 08/05/2024" in text or "Trễ hạn 8/5/2024" in text
    assert ">Thôn 1</a>" in text
    assert ">Thôn 2</a>" not in text
    answer = post(office, address("promise-urge", season), url)
    assert "Đã soạn" in answer.content.decode()
    assert Reminder.objects.filter(unit__name="Thôn 1").exists()
    assert "Soạn nhắc việc" not in head.get(url).content.decode()


def test_the_office_sets_a_day_for_all_who_have_not_yet(season, office):
    url = address("promise-ask", season)
    answer = post(office, url, kind="giao-uoc", due_on="20/05/2024")
    assert "8 đơn vị có thêm việc này" in answer.content.decode()
    assert Obligation.objects.filter(origin_kind="pledge_due").count() == 8
    assert "đã qua" in post(office, url, kind="giao-uoc", due_on="01/05/2024").content.decode()


def made_for(season: SmallSeason, village: str) -> Registration:
    aim = Aim("household", "Lê Thị B", "Gia đình văn hóa")
    unit = season.commune.units[village]
    rows = registrations.add(season.movement, unit, [aim], by=season.office, at=AT)
    found: Registration = rows[0].registration
    return found


@pytest.mark.parametrize("name", ["registration-list", "promise-board", "registration-list-xlsx"])
def test_a_page_asks_as_often_with_thirty_units_as_with_three(season, office, name):
    url = address(name, season)
    made_for(season, VILLAGE)
    few = queries_of(office, url)
    for number in range(30):
        unit = Unit.objects.create(
            authority=season.commune.authority, name=f"Xóm {number}", kind=UnitKind.VILLAGE
        )
        aims = [Aim("household", f"Lê {n}", "Gia đình văn hóa") for n in range(3)]
        registrations.add(season.movement, unit, aims, by=season.office, at=AT)
    assert queries_of(office, url) == few <= MOST_QUERIES


def test_the_page_of_a_unit_asks_as_often_with_many_titles(season, office):
    url = address("registration-detail", season, VILLAGE)
    made_for(season, VILLAGE)
    few = queries_of(office, url)
    aims = [Aim("household", f"Lê {n}", "Gia đình văn hóa") for n in range(30)]
    registrations.add(season.movement, season.commune.units[VILLAGE], aims, by=season.office, at=AT)
    assert queries_of(office, url) == few <= MOST_QUERIES


@pytest.mark.parametrize(
    ("kind", "name"),
    [(PLAN, "plan-list"), (PLEDGE, "pledge-list"), (REGISTRATION, "registration-detail")],
)
def test_addresses_written_below_the_web_are_those_of_the_table(kind, name):
    movement, unit = uuid4(), uuid4()
    args = [movement, unit] if kind == REGISTRATION else [movement]
    assert page_of(kind, movement, unit) == reverse(f"commitments:{name}", args=args)


def test_the_board_leads_to_the_plan_and_the_pledge_themselves(season, office):
    plan = Plan.objects.create(
        authority=season.commune.authority, movement=season.movement, unit=season.commune.units[VILLAGE]
    )
    pledge = pledged.offered(season, VILLAGE)
    text = office.get(address("promise-board", season)).content.decode()
    assert reverse("commitments:plan-detail", args=[plan.pk]) in text
    assert reverse("commitments:pledge-detail", args=[pledge.pk]) in text


def test_a_unit_sees_at_its_row_how_to_begin(season, office, head):
    begin = reverse("commitments:plan-begin", args=[season.movement.pk, season.commune.units[VILLAGE].pk])
    for page in ("promise-board", "plan-list"):
        url = reverse(f"commitments:{page}", args=[season.movement.pk])
        button = f'href="{begin}">Soạn kế hoạch</a>'
        assert button in head.get(url).content.decode()
        assert button not in office.get(url).content.decode()
    page = head.get(begin).content.decode()
    assert page.index("Soạn kế hoạch</button>") < page.index("Kế hoạch sẽ có sẵn")


def test_a_title_of_several_subjects_says_of_whom(season, head):
    page = head.get(address("registration-detail", season, VILLAGE)).content.decode()
    names = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert len(names) == len(set(names))
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân xã (cá nhân)" in names
