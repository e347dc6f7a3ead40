"""The form of how a target is followed."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import Commune
from tests.movements.test_allocation_pages import text_of
from tests.pages import MOST_QUERIES, queries_of

from thidua.movements.models import Movement, Target, Tracking
from thidua.organisation.enums import Role


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


@pytest.fixture
def rice(season: Movement) -> Tracking:
    return Tracking.objects.get(target__movement=season, target__name="Sản lượng lúa")


def page_of(tracking: Tracking) -> str:
    return reverse("movements:tracking-change", args=[tracking.target_id])


def send(client: Client, tracking: Tracking, **typed: str):
    """Send the form as it is filled, with a few fields typed anew."""
    form = html.fromstring(client.get(page_of(tracking)).content.decode()).forms[-1]
    filled = {name: value for name, value in form.fields.items() if value is not None}
    return client.post(page_of(tracking), {**filled, "_once": str(uuid4()), **typed})


def test_clerk_confirms_the_proposal_with_the_numbers_of_the_year(clerk: Client, rice: Tracking) -> None:
    assert "do máy đề xuất" in text_of(clerk.get(page_of(rice)))
    answer = send(
        clerk,
        rice,
        assigned_above="2.100",
        assigned_by_council="2.205",
        last_year="2.050,5",
        due_days="-6",
        curve_kind="points",
        curve_points="31/5 40%\n30/9: 90,5",
    )
    assert answer.status_code == 302
    rice.refresh_from_db()
    assert (rice.assigned_above, rice.last_year, rice.due_days) == (2100, Decimal("2050.5"), -6)
    assert rice.curve_points == [["31/05", "40"], ["30/09", "90,5"]]
    target = text_of(clerk.get(answer["Location"]))
    assert "HĐND xã giao2.205 tấn" in target
    assert "trước khi hết kỳ 6 ngày" in target
    page = clerk.get(page_of(rice)).content.decode()
    assert "31/05 40%\n30/09 90,5%" in page
    assert "do máy đề xuất" not in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("last_year", "nhiều", "Ghi số, ví dụ 2.350 hoặc 47,3."),
        ("last_year", "1e309", "Ghi số, ví dụ"),
        ("last_year", "123456789012345678", "Số quá dài"),
        ("ceiling", "-1", "phải lớn hơn 0"),
        ("ceiling", "5", "nhỏ hơn mức của chỉ tiêu"),
        ("due_days", "", "Ghi số ngày"),
        ("due_days", "năm", "Ghi số ngày"),
        ("due_days", "99", "đến 90 ngày"),
        ("nature", "state", "đo bằng số"),
        ("nature", "gì đó", "gì đó"),
        ("allocation_kind", "weighted_mean", "mức hoặc tỷ lệ"),
        ("steps_total", "3", "từng tiêu chí"),
        ("steps_total", "1,5", "số nguyên"),
        ("curve_points", "31/02 40%", "chưa đúng"),
    ],
)
def test_fault_is_told_at_its_field_and_nothing_is_saved(
    clerk: Client, rice: Tracking, field: str, typed: str, words: str
) -> None:
    answer = send(clerk, rice, **{field: typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert html.fromstring(answer.content.decode()).xpath(f"//a[@href='#id_{field}']")
    assert Tracking.objects.get(pk=rice.pk).version == 1


def test_own_marks_must_be_written_down(clerk: Client, rice: Tracking) -> None:
    answer = send(clerk, rice, curve_kind="points")
    assert "Ghi ít nhất một mốc" in text_of(answer)
    going_back = send(clerk, rice, curve_kind="points", curve_points="31/5 60%\n30/9 40%")
    assert "mức sau không được thấp hơn" in text_of(going_back)


def test_result_of_last_year_may_lie_below_zero(clerk: Client, rice: Tracking) -> None:
    send(clerk, rice, last_year="-2,5")
    rice.refresh_from_db()
    assert rice.last_year == Decimal("-2.5")
    assert 'value="-2,5"' in clerk.get(page_of(rice)).content.decode()


def test_second_change_without_a_reason_comes_back(clerk: Client, rice: Tracking) -> None:
    send(clerk, rice, frequency="quarter")
    answer = send(clerk, rice, frequency="month")
    assert answer.status_code == 422
    assert "Ghi lý do đổi cách theo dõi" in text_of(answer)
    assert send(clerk, rice, frequency="month", reason="Cấp trên đổi kỳ").status_code == 302


def test_direction_is_asked_only_where_the_level_does_not_say_it(
    clerk: Client, rice: Tracking, season: Movement
) -> None:
    assert 'name="lower_is_better"' in clerk.get(page_of(rice)).content.decode()
    answer = send(clerk, rice, lower_is_better="on")
    assert "Ghi lý do đổi chiều" in text_of(answer)
    at_least = Target.objects.filter(movement=season, comparator="ge").first()
    page = clerk.get(page_of(at_least.tracking)).content.decode()
    assert 'name="lower_is_better"' not in page


def test_older_form_gets_both_versions_side_by_side(clerk: Client, rice: Tracking) -> None:
    send(clerk, rice, frequency="quarter")
    answer = send(clerk, rice, _version="1", frequency="month", reason="x")
    assert answer.status_code == 409
    assert Tracking.objects.get(pk=rice.pk).frequency == "quarter"


def test_page_stays_cheap(clerk: Client, rice: Tracking) -> None:
    assert queries_of(clerk, page_of(rice)) <= MOST_QUERIES
