"""What is searched by name is found, only by those who may see it, without reading other communes."""

from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import SearchEntry
from thidua.foundation.services import search
from thidua.foundation.services.search import Findable

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = new_key(), new_key()
CLERK = Actor(user_id=1, name="Trần Thị B", authority_id=HERE, authority_ids=frozenset({HERE}))


def thing(title, *, authority: UUID = HERE, number="1", **more):
    return Findable(authority_id=authority, kind="unit", object_id=number, title=title, url="/x/", **more)


def found(words, actor=CLERK):
    return set(SearchEntry.objects.visible_to(actor).matching(words).values_list("title", flat=True))


@pytest.fixture
def entries():
    search.index(thing("Trạm Y tế xã Cẩm Lĩnh", words="trạm xá"))
    search.index(thing("Hợp tác xã Hòa Lạc", number="2", detail="nông nghiệp"))
    search.index(thing("Thôn Đặng Nhữ Hùng", number="3"))
    search.index(thing("Trạm Y tế xã Cẩm Lạc", authority=ELSEWHERE, number="4"))


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("tram y te", {"Trạm Y tế xã Cẩm Lĩnh"}),
        ("TRẠM I TẾ", {"Trạm Y tế xã Cẩm Lĩnh"}),
        ("trạm xá", {"Trạm Y tế xã Cẩm Lĩnh"}),
        ("hoà", {"Hợp tác xã Hòa Lạc"}),
        ("nghiep hop", {"Hợp tác xã Hòa Lạc"}),
        ("dang hung", {"Thôn Đặng Nhữ Hùng"}),
        ("xa", {"Trạm Y tế xã Cẩm Lĩnh", "Hợp tác xã Hòa Lạc"}),
        ("ung", set()),
        ("100%", set()),
        ("_", {"Trạm Y tế xã Cẩm Lĩnh", "Hợp tác xã Hòa Lạc", "Thôn Đặng Nhữ Hùng"}),
    ],
)
def test_every_word_must_begin_a_word_whatever_its_accents(entries, words, titles):
    assert found(words) == titles


def test_a_stranger_and_another_commune_find_nothing_here(entries):
    assert found("tram", STRANGER) == set()
    other = Actor(user_id=2, name="C", authority_id=ELSEWHERE, authority_ids=frozenset({ELSEWHERE}))
    assert found("tram", other) == {"Trạm Y tế xã Cẩm Lạc"}


def test_a_thing_is_found_under_its_present_name_only(entries):
    search.index(thing("Phòng khám Cẩm Lĩnh"))
    assert found("tram") == set()
    search.forget("unit", "1")
    assert found("phong") == set()


def test_the_index_is_built_anew_from_the_things(entries, monkeypatch, capsys):
    monkeypatch.setattr(search, "_sources", {})
    search.declare("unit", lambda: [thing("Trường Mầm non", number="9")])
    call_command("rebuild_search")
    assert list(SearchEntry.objects.values_list("title", flat=True)) == ["Trường Mầm non"]
    assert "unit: 1" in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is worded by SQLite")
def test_a_search_reads_the_rows_of_its_own_commune_only(entries):
    plan = SearchEntry.objects.visible_to(CLERK).matching("tram y te").explain()
    assert "USING INDEX search_by_authority (authority_id=?)" in plan
