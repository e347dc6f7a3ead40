"""The pages before signing: what comes next is primary, each warning leads to where it is mended."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.decisions.deciding import AT, Deciding
from tests.decisions.test_decision_pages import many, send, url, words_of
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.models import WindowComment
from thidua.decisions.models import Decision
from thidua.decisions.services import reviewing
from thidua.organisation.enums import Role


@pytest.fixture
def office(deciding: Deciding) -> Client:
    return deciding.commune.client(Role.OFFICE)


def primary(client: Client, made: Decision) -> list[str]:
    page = html.fromstring(client.get(url("decision-detail", made.pk)).content.decode())
    found = page.xpath("//main//*[contains(concat(' ', @class, ' '), ' btn-primary ')]")
    return [" ".join(one.text_content().split()) for one in found]


def test_what_comes_next_is_the_primary_button(deciding: Deciding, office: Client):
    made = deciding.drafted()
    assert primary(office, made) == ["Rà soát trước khi ký"]
    page = words_of(office.get(url("decision-detail", made.pk)))
    assert "Rà soát xong mới trình được" in page
    assert "Trình Chủ tịch" not in page.replace("và trình Chủ tịch", "")
    assert send(office, url("decision-look", made.pk)).status_code == 302
    assert primary(office, made) == ["Ghi lý do cho cảnh báo"]
    made.refresh_from_db()
    deciding.explain_all(made)
    assert primary(office, made) == ["Trình Chủ tịch"]


def test_a_list_the_law_bars_is_mended_first(deciding: Deciding, office: Client):
    made = deciding.drafted(deciding.year.passed("GDVH", household=deciding.year.household))
    deciding.year.hung_out(made.awards.get().nomination, days=5)
    reviewing.review(made, by=deciding.year.office, at=AT)
    assert primary(office, made) == ["Sửa dự thảo"]
    assert "rà soát lại mới trình được" in words_of(office.get(url("decision-detail", made.pk)))


def test_each_warning_leads_to_where_it_is_mended(deciding: Deciding, office: Client):
    made = deciding.drafted()
    WindowComment.objects.create(
        authority=deciding.commune.authority, round=made.round, text="Chưa đúng", sent_at=AT
    )
    reviewing.review(made, by=deciding.year.office, at=AT)
    page = html.fromstring(office.get(url("decision-review", made.pk)).content.decode())
    links = {link.text_content().partition(": ")[2]: link.get("href") for link in page.xpath("//form//a")}
    assert "Xem ý kiến về danh sách: Còn 1 ý kiến" in page.text_content()
    assert links["Còn 1 ý kiến về danh sách công khai chưa trả lời."] == reverse(
        "awards:window-detail", args=[made.round_id]
    )
    assert all(office.get(address).status_code == 200 for address in links.values())


def test_numbers_of_the_round_lead_to_their_lists(deciding: Deciding, office: Client):
    made = deciding.drafted(*deciding.three())
    reviewing.review(made, by=deciding.year.office, at=AT)
    page = html.fromstring(office.get(url("decision-review", made.pk)).content.decode())
    lists = page.xpath("//dl//a[contains(@href, 'ca-dot')]/@href")
    assert len(lists) == 6
    assert all(office.get(address).status_code == 200 for address in lists)
    assert "Trần Thị Tốt" in words_of(office.get(lists[0]))
    people = html.fromstring(office.get(lists[0]).content.decode()).xpath("//tbody//a/@href")
    assert [office.get(address).status_code for address in people] == [200]
    assert office.get(url("round-praised", made.round_id, "khong-co")).status_code == 404
    watched = deciding.commune.client(Role.INSPECTOR).get(url("decision-review", made.pk))
    assert "ca-dot" not in watched.content.decode()


def test_a_draft_and_its_look_cost_the_same_for_three_and_thirty(deciding: Deciding, office: Client):
    def costs(village: str, count: int) -> list[int]:
        made = deciding.drafted(*many(deciding, village, count))
        reviewing.review(made, by=deciding.year.office, at=AT)
        return [queries_of(office, url(name, made.pk)) for name in ("decision-detail", "decision-review")]

    few = costs("Thôn 1", 3)
    assert costs("Thôn 2", 30) == few
    assert max(few) <= MOST_QUERIES


def test_a_list_behind_a_number_costs_the_same_for_three_and_thirty(deciding: Deciding, office: Client):
    many(deciding, "Thôn 1", 3)
    address = url("round-praised", deciding.year.round.pk, "nu")
    few = queries_of(office, address)
    many(deciding, "Thôn 2", 30)
    assert queries_of(office, address) == few <= MOST_QUERIES
