"""Search: found without accents, grouped by kind, own commune only, at a fixed cost."""

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.commitments import pledged
from tests.commune import make_commune
from tests.season import make_season

from thidua.commitments.services import editions, plan_drafting, pledges
from thidua.foundation.models import SearchEntry
from thidua.foundation.services.search import Findable, index, rebuild
from thidua.monitoring.web.places import PLACES, pages_found
from thidua.organisation.enums import Role


def _put(commune, kind, title, detail=""):
    index(
        Findable(
            authority_id=commune.authority.pk,
            kind=kind,
            object_id=str(uuid4()),
            title=title,
            url=f"/{kind}/",
            detail=detail,
        )
    )


def test_words_are_found_in_any_order_and_without_accents(commune):
    _put(commune, "target", "Tỷ lệ chất thải rắn được thu gom")
    client = commune.client(Role.OFFICE)
    for words in ("thu gom rắn", "ran thu gom", "ti le chat thai"):
        assert "được" in client.get("/tim/", {"q": words}).text, words
    assert "Không tìm thấy" in client.get("/tim/", {"q": "hai gom"}).text


def test_words_found_are_marked(commune):
    _put(commune, "target", "Tỷ lệ thu gom rác")
    page = commune.client(Role.OFFICE).get("/tim/", {"q": "thu gom"}).text
    assert "Tỷ lệ <b>thu</b> <b>gom</b> rác" in page


def test_kinds_stand_apart_and_show_five_each(commune):
    for number in range(7):
        _put(commune, "unit", f"Thôn {number}")
    _put(commune, "movement", "Phong trào của các thôn")
    page = commune.client(Role.OFFICE).get("/tim/", {"q": "thon"}).text
    assert page.index("Phong trào: 1") < page.index("Đơn vị: 7")
    assert page.count('href="/unit/"') == 5
    assert "Xem thêm đơn vị, cả 7 mục" in page


def test_one_kind_is_leafed_through(commune):
    for number in range(40):
        _put(commune, "unit", f"Thôn {number:02}")
    client = commune.client(Role.OFFICE)
    second = client.get("/tim/", {"q": "thon", "loai": "unit", "trang": "2"}).text
    assert second.count('href="/unit/"') == 10
    assert "q=thon&amp;loai=unit&amp;trang=1" in second


def test_another_commune_is_not_searched(commune):
    _put(make_commune("xã Cẩm Trung"), "unit", "Thôn bí mật")
    assert "Không tìm thấy" in commune.client(Role.OFFICE).get("/tim/", {"q": "bi mat"}).text


@pytest.mark.parametrize("words", ["", " ", "…", "%", "_"])
def test_nothing_to_search_for_is_no_fault(commune, words):
    _put(commune, "unit", "Thôn 1")
    answer = commune.client(Role.OFFICE).get("/tim/", {"q": words})
    assert answer.status_code == 200
    assert 'href="/unit/"' not in answer.text


def test_without_words_examples_are_given(commune):
    assert "Ví dụ" in commune.client(Role.OFFICE).get("/tim/").text


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("giấy khen", "/khen-thuong/quy-dinh/"),
        ("quy dinh", "/khen-thuong/quy-dinh/"),
        ("thẩm định", "/bao-cao/"),
        ("nhắc việc", "/don-doc/"),
        ("lich nghi", "/bao-cao/lich-nghi/"),
        ("hướng dẫn chấm", "/huong-dan/cham-diem/"),
    ],
)
def test_pages_are_found_by_what_is_done_there(commune, words, url):
    page = commune.client(Role.OFFICE).get("/tim/", {"q": words}).text
    assert f'<a class="lk" href="{url}">' in page


@pytest.mark.parametrize("role", Role)
def test_every_page_found_opens_for_who_finds_it(commune, role):
    unit = commune.units["Thôn 1"] if role == Role.UNIT_HEAD else None
    actor, client = commune.actor(role, unit), commune.client(role, unit)
    for place in PLACES:
        pages = [hit.url for group in pages_found(actor, place.title) for hit in group.hits]
        if reverse(place.page) in pages:
            assert client.get(reverse(place.page), follow=True).status_code == 200, place.title
        else:
            assert not place.is_open_to(actor)


def test_a_page_for_others_is_not_found(commune):
    words = {"q": "nhac viec"}
    assert "/don-doc/" in commune.client(Role.CHAIRMAN).get("/tim/", words).text
    assert 'href="/don-doc/"' not in commune.client(Role.EDITOR).get("/tim/", words).text


@pytest.mark.parametrize("page", ["0", "-1", "x", "999"])
def test_a_page_that_is_not_there_shows_another(commune, page):
    _put(commune, "unit", "Thôn 1")
    answer = commune.client(Role.OFFICE).get("/tim/", {"q": "thon", "loai": "unit", "trang": page})
    assert 'href="/unit/"' in answer.text


@pytest.mark.parametrize("rows", [1, 60])
def test_search_costs_the_same_for_any_number_of_hits(commune, rows, django_assert_max_num_queries):
    for number in range(rows):
        for kind in ("unit", "target", "document"):
            _put(commune, kind, f"Thôn {number}")
    client = commune.client(Role.OFFICE)
    with django_assert_max_num_queries(6):
        client.get("/tim/", {"q": "thon"})


@pytest.mark.django_db
def test_pledges_and_plans_are_found_by_those_who_may_read_them():
    season = make_season(make_commune())
    first, second = (pledged.drafted(season, name) for name in ("Thôn 1", "Thôn 2"))
    unit = season.commune.units["Thôn 1"]
    plan = plan_drafting.draft(season.movement, unit, by=season.heads["Thôn 1"], at=pledged.AT)
    office = season.commune.client(Role.OFFICE).get("/tim/", {"q": "giao uoc thon"}).text
    assert f"/giao-uoc/{first.pk}/" in office
    assert f"/giao-uoc/{second.pk}/" in office
    head = Client()
    head.force_login(season.accounts["Thôn 1"], backend=settings.AUTHENTICATION_BACKENDS[-1])
    found = head.get("/tim/", {"q": "thon"}).text
    assert f"/giao-uoc/{first.pk}/" in found
    assert f"/ke-hoach/{plan.pk}/" in found
    assert f"/giao-uoc/{second.pk}/" not in found
    assert str(second.pk) not in head.get("/tim/", {"q": "thon 2", "loai": "pledge"}).text


@pytest.mark.django_db
def test_an_edition_that_counts_no_more_is_not_found():
    season = make_season(make_commune())
    old = pledged.signed(season, season.commune.actor(Role.CHAIRMAN))
    new = editions.begin(old, reason="Tàu hỏng", by=season.office, at=pledged.AT)
    assert _pledges_found() == {old.pk, new.pk}
    pledges.withdraw(new, reason="Thôi", expected=new.version, by=season.office, at=pledged.AT)
    assert _pledges_found() == {old.pk}
    rebuild()
    assert _pledges_found() == {old.pk}
    batch = pledges.prepare(
        season.movement, [season.commune.units["Thôn 2"].pk], by=season.office, at=pledged.AT
    )
    assert len(_pledges_found()) == 2
    pledges.undo_prepare(season.movement, batch, by=season.office, at=pledged.AT)
    assert _pledges_found() == {old.pk}


def _pledges_found():
    return {
        UUID(key) for key in SearchEntry.objects.filter(kind="pledge").values_list("object_id", flat=True)
    }
