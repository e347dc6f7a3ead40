from datetime import date

import lxml.html
import pytest
from django.urls import reverse
from tests.pages import StrictClient

from thidua.awards.queries.law import kind_on, rules_on
from thidua.core.errors import DomainError
from thidua.law.shipped import national_law
from thidua.organisation.enums import Role

RULES = reverse("awards:rule-list")


@pytest.fixture
def head(commune):
    browser = StrictClient()
    browser.force_login(commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"]))
    return browser


def test_the_shipped_law_is_read():
    assert [pack.key for pack in national_law().packs] == ["RP1", "RP2", "RP3"]


def test_an_award_on_a_day_says_its_money_and_vote():
    shown = kind_on("CSTDCS", date(2025, 12, 20))
    assert shown.vote == "Hội đồng bỏ phiếu, cần từ 80% tổng số thành viên đồng ý."
    assert [(one.subject, one.amount) for one in shown.rewards] == [("cá nhân", 2_340_000)]
    assert shown.unconfirmed == 1
    assert kind_on("GDVH", date(2025, 12, 20)).rewards[0].amount is None


def test_the_rules_of_a_day_without_pack_are_refused():
    with pytest.raises(DomainError, match="Chưa có gói quy định"):
        rules_on(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "30/06/2025",
            ["Quy định đến hết 30/06/2025", "Chủ tịch Ủy ban nhân dân huyện", "2.340.000"],
        ),
        ("01/07/2025", ["Quy định từ 01/07/2025", "NĐ 152/2025/NĐ-CP, khoản 4 điều 4"]),
        ("01/10/2026", ["Luật đã sửa đổi từ 01/10/2026, cần người xác nhận.", "2.530.000"]),
        ("01/01/2020", ["Chưa có gói quy định cho ngày 01/01/2020"]),
        ("hôm qua", ["Ghi ngày theo dạng ngày/tháng/năm", 'value="hôm qua"']),
    ],
)
def test_the_page_follows_the_day(head, day, words):
    page = head.get(RULES, {"ngay": day}).text
    assert [word for word in words if word not in page] == []


def test_what_is_unconfirmed_says_so(head):
    page = head.get(RULES, {"ngay": "20/12/2025"}).text
    assert "chưa kiểm chứng" in page
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân huyện" not in page


def test_an_award_kind_shows_conditions_with_articles(head):
    page = head.get(reverse("awards:kind-detail", args=["TTLDTT"]), {"ngay": "20/12/2025"}).text
    words = [
        "Từ 70% cá nhân đạt Lao động tiên tiến",
        "Luật 06/2022/QH15, khoản 1 điều 28",
        "theo đa số",
        "1.880.000",
    ]
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(("code", "day"), [("KHONG_CO", "20/12/2025"), ("CSTDCS", "01/01/2020")])
def test_an_award_that_is_not_there_is_not_found(head, code, day):
    assert head.get(reverse("awards:kind-detail", args=[code]), {"ngay": day}).status_code == 404


def test_the_day_is_that_of_the_sample(commune, head):
    commune.authority.stands_on = date(2024, 8, 2)
    commune.authority.save()
    page = head.get(RULES).text
    assert 'value="02/08/2024"' in page
    assert "Quy định đến hết 30/06/2025" in page


def test_pages_ask_the_same_for_every_day(head, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        head.get(RULES, {"ngay": "20/12/2025"})


def test_articles_are_cited_as_the_law_cites_itself():
    packs = national_law().packs
    cited = [
        *(rule.citation.article for pack in packs for rule in pack.rules),
        *(one.citation.article for pack in packs for one in pack.instruments),
        *(kind.vote.citation.article for pack in packs for kind in pack.kinds.values()),
        *(
            one.citation.article
            for pack in packs
            for kind in pack.kinds.values()
            for one in kind.requirements
        ),
        *(
            one.citation.article
            for pack in packs
            for kind in pack.kinds.values()
            for one in kind.rewards.values()
        ),
    ]
    assert "Luật 06/2022/QH15, điểm c khoản 2 điều 5" in cited
    assert [article for article in cited if "(" in article] == []


def test_principles_and_documents_are_lists_to_unfold(head):
    page = lxml.html.fromstring(head.get(RULES, {"ngay": "20/12/2025"}).text)
    pack = rules_on(date(2025, 12, 20)).pack
    folded = page.xpath("//main//details[summary]")
    assert [len(one.xpath("./ul/li")) for one in folded] == [len(pack.rules), len(pack.instruments)]
    assert len(page.xpath("//main//table")) == 1
    assert "two" not in page.xpath("//main//table/..")[0].get("class").split()
