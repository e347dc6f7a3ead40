"""Lists from Excel: seen first, taken whole or not at all, taken back while nothing hangs on them."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from tests.commune import Commune
from tests.organisation.browsing import NOW, Browser
from tests.pages import MOST_QUERIES, queries_of
from tests.papers.sheet_maker import make_xlsx

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, SearchEntry
from thidua.foundation.sentences import sentence_of
from thidua.movements.models import LaunchDraft
from thidua.movements.services import drafts
from thidua.obligations.services import obligations
from thidua.organisation.enums import ListKind, Role
from thidua.organisation.models import PastedList, Person, Position, Unit
from thidua.organisation.services import lists, people, units
from thidua.organisation.services.lists import Sent

UNITS = "Tên\tLoại\tTên ngắn\nThôn 1\tthôn\t\nThôn 10\tThôn\tT10\n=1+1\tHTX\t\n"
PEOPLE = "Họ và tên\tNăm sinh\tGiới\tĐơn vị\tChức vụ\nLê Thị D\t1980\tNữ\tthôn 1\tTrưởng thôn\nVõ E\t\t\t\t\n"
PASTE, TAKE = "organisation:unit-paste", "organisation:unit-paste-take"


def take(commune: Commune, office: Actor, text: str = UNITS, kind: ListKind = ListKind.UNITS) -> PastedList:
    sent = Sent(kind, text)
    seen = len(lists.check(commune.authority, sent, at=NOW).new)
    return lists.take(commune.authority, sent, seen=seen, by=office, at=NOW)


def test_units_are_taken_together_and_known_ones_stay_as_they_are(commune: Commune, office: Actor) -> None:
    before = commune.units["Thôn 1"].version
    pasted = take(commune, office)
    assert {unit.name for unit in lists.things_of(pasted)} == {"Thôn 10", "=1+1"}
    assert Unit.objects.get(name="Thôn 10").short_name == "T10"
    assert Unit.objects.get(name="Thôn 1").version == before
    assert SearchEntry.objects.filter(title="Thôn 10").exists()
    deeds = AuditEntry.objects.filter(batch=pasted.pk).order_by("id")
    assert [deed.action.split(".", 1)[1] for deed in deeds] == ["unit.create", "unit.create", "list.take"]
    assert "nhập danh sách 2 đơn vị từ Excel" in sentence_of(deeds.last())


def test_people_come_without_posts_and_rights(commune: Commune, office: Actor) -> None:
    posts = Position.objects.count()
    pasted = take(commune, office, PEOPLE, ListKind.PEOPLE)
    found = {person.full_name: person for person in lists.things_of(pasted)}
    assert found["Lê Thị D"].unit == commune.units["Thôn 1"]
    assert (found["Lê Thị D"].birth_year, found["Lê Thị D"].is_female) == (1980, True)
    assert found["Võ E"].unit is None
    assert Position.objects.count() == posts
    assert lists.check(commune.authority, Sent(ListKind.PEOPLE, PEOPLE), at=NOW).known == 2


def test_a_faulty_list_writes_nothing(commune: Commune, office: Actor) -> None:
    with pytest.raises(DomainError, match="còn chỗ cần sửa"):
        take(commune, office, "Tên\tLoại\nThôn 10\tthôn\nThôn 11\tthôm")
    with pytest.raises(DomainError, match="không còn dòng nào mới"):
        take(commune, office, "Tên\tLoại\nThôn 1\tthôn")
    assert not Unit.objects.filter(name="Thôn 10").exists()
    assert not PastedList.objects.exists()


def test_a_list_that_changed_since_it_was_seen_is_looked_at_again(commune: Commune, office: Actor) -> None:
    sent = Sent(ListKind.UNITS, UNITS)
    take(commune, office, "Tên\tLoại\nThôn 10\tthôn")
    with pytest.raises(DomainError, match="Xem lại rồi bấm nhập"):
        lists.take(commune.authority, sent, seen=2, by=office, at=NOW)


def test_others_take_nothing(commune: Commune, other_commune: Commune, office: Actor) -> None:
    sent, pasted = Sent(ListKind.UNITS, UNITS), take(commune, office)
    for by in (commune.actor(Role.CHAIRMAN), other_commune.actor(Role.OFFICE)):
        with pytest.raises(RefusedError):
            lists.take(commune.authority, sent, seen=2, by=by, at=NOW)
        with pytest.raises(RefusedError):
            lists.undo(pasted, by=by, at=NOW)
    assert not PastedList.objects.visible_to(other_commune.actor(Role.OFFICE)).exists()


def test_taking_back_removes_all_and_says_so(commune: Commune, office: Actor) -> None:
    pasted = lists.undo(take(commune, office), by=office, at=NOW)
    assert not Unit.objects.filter(name__in=["Thôn 10", "=1+1"]).exists()
    assert not SearchEntry.objects.filter(title="Thôn 10").exists()
    assert (pasted.undone_by, pasted.undone_at) == (office.name, NOW)
    last = AuditEntry.objects.order_by("id").last()
    assert "hoàn tác lần nhập danh sách 2 đơn vị từ Excel" in sentence_of(last)
    assert AuditEntry.objects.filter(batch=last.batch, action="organisation.unit.withdraw").count() == 2
    with pytest.raises(DomainError, match="đã hoàn tác"):
        lists.undo(pasted, by=office, at=NOW)
    assert take(commune, office).count == 2


def _changed(commune: Commune, unit: Unit, office: Actor) -> None:
    facts = units.UnitFacts(name="Thôn Mười", kind=unit.kind)
    units.change(unit, facts, expected=1, by=office, at=NOW)


def _at_work(commune: Commune, unit: Unit, office: Actor) -> None:
    obligations.create(unit, obligations.Work("Báo cáo"), by=office, at=NOW)


def _lived_in(commune: Commune, unit: Unit, office: Actor) -> None:
    people.create(commune.authority, people.PersonFacts("Lê A", unit=unit), by=office, at=NOW)


def _named_in_a_draft(commune: Commune, unit: Unit, office: Actor) -> None:
    drafts.by_hand({"title": "Dự thảo", "year": 2024}, by=office, at=NOW)
    draft = LaunchDraft.objects.get()
    draft.draftrecipient_set.create(text="Thôn 10", position=1).units.add(unit)


@pytest.mark.parametrize("use", [_changed, _at_work, _lived_in, _named_in_a_draft])
def test_what_is_used_is_not_taken_back(commune: Commune, office: Actor, use) -> None:
    pasted = take(commune, office)
    use(commune, Unit.objects.get(name="Thôn 10"), office)
    with pytest.raises(DomainError, match=r"Thôn (10|Mười) đã sửa hoặc đã dùng ở chỗ khác"):
        lists.undo(pasted, by=office, at=NOW)
    assert Unit.objects.filter(pasted_in=pasted).count() == 2


def test_many_that_are_used_are_named_in_short(commune: Commune, office: Actor) -> None:
    pasted = take(commune, office, "Tên\tLoại\n" + "".join(f"Xóm {n}\tthôn\n" for n in range(5)))
    for unit in lists.things_of(pasted):
        _at_work(commune, unit, office)
    with pytest.raises(DomainError, match="Xóm 0, Xóm 1, Xóm 2 và 2 mục khác"):
        lists.undo(pasted, by=office, at=NOW)


def test_people_are_taken_back_too(commune: Commune, office: Actor) -> None:
    pasted = lists.undo(take(commune, office, PEOPLE, ListKind.PEOPLE), by=office, at=NOW)
    assert pasted.undone_at is not None
    assert not Person.objects.filter(full_name="Võ E").exists()


def test_a_clerk_sees_then_takes_then_takes_back(commune: Commune, clerk: Browser) -> None:
    page = clerk.post(reverse(PASTE), {"text": UNITS})
    assert page.status_code == 200
    assert not Unit.objects.filter(name="Thôn 10").exists()
    tree = html.fromstring(page.text)
    told = [
        " ".join(" ".join(row.itertext()).split()) for row in tree.xpath("//tr[starts-with(@id, 'dong-')]")
    ]
    assert told[0].endswith("Đã có, bỏ qua")
    assert told[1] == "3 Thôn 10 thôn T10 Thêm"
    form = tree.xpath(f"//form[@action='{reverse(TAKE)}']")[0]
    assert form.xpath(".//button")[0].text_content() == "Nhập 2 đơn vị"
    fields = {field.name: field.value for field in form.xpath(".//input|.//textarea")}
    answer = clerk.post(reverse(TAKE), {**fields, "text": fields["text"].lstrip("\n")})
    pasted = PastedList.objects.get()
    assert answer.url == reverse("organisation:list-detail", args=[pasted.pk])
    assert "Mã nhận" in clerk.get(answer.url).text
    clerk.send(reverse("organisation:list-undo", args=[pasted.pk]))
    assert "đã hoàn tác lúc" in clerk.get(answer.url).text
    assert not Unit.objects.filter(name="Thôn 10").exists()


def test_faults_stand_on_the_page_with_their_place_and_no_button(clerk: Browser) -> None:
    page = clerk.post(reverse(PASTE), {"text": "Tên\tLoại\tDiện tích\nThôn 10\tthôm\t5"})
    assert page.status_code == 422
    text = html.fromstring(page.text).text_content()
    assert "Dòng 2, cột Loại: “thôm” không phải loại đơn vị nào; có phải “thôn”?" in text
    assert "Không nhập các cột: Diện tích." in text
    assert reverse(TAKE) not in page.text


def test_a_refusal_after_the_look_shows_the_list_again(commune: Commune, clerk: Browser) -> None:
    page = clerk.send(reverse(TAKE), text=UNITS, seen="5", default_kind="")
    assert page.status_code == 422
    assert "Xem lại rồi bấm nhập" in page.text
    assert "Nhập 2 đơn vị" in page.text
    assert clerk.send(reverse(TAKE), text="", seen="5").status_code == 422


def test_people_are_pasted_likewise(commune: Commune, clerk: Browser) -> None:
    page = clerk.post(reverse("organisation:person-paste"), {"text": PEOPLE})
    assert "Không nhập các cột: Chức vụ. Chức vụ thì ghi ở trang của từng người." in page.text
    clerk.send(reverse("organisation:person-paste-take"), text=PEOPLE, seen="2")
    assert Person.objects.get(full_name="Lê Thị D").unit == commune.units["Thôn 1"]
    page = clerk.post(reverse("organisation:person-paste"), {"text": PEOPLE})
    assert "Cả 2 dòng đều đã có. Không còn gì để nhập." in page.text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", "\ufeffTên;Loại\r\nThôn 10;thôn".encode(), "Nhập 1 đơn vị"),
        ("a.csv", "Tên,Loại\nThôn 10,thôn".encode("utf-16"), "Nhập 1 đơn vị"),
        (
            "a.xlsx",
            make_xlsx([["Đơn vị năm 2024"], [], ["Tên", "Loại"], ["Thôn 10", "thôn"]]),
            "Nhập 1 đơn vị",
        ),
        ("a.xlsx", make_xlsx([["Tên", "Loại"], [None], ["Thôn 10", "tỉnh"]]), "Dòng 3, cột Loại: “tỉnh”"),
        ("a.xlsx", b"PK\x03\x04 zip", "Tệp bị hỏng hoặc chưa tải xong;"),
        ("a.xls", b"\xd0\xcf\x11\xe0 ole", "hãy mở bằng Excel"),
        ("a.xlsx", b"PK\x03\x04" * 500_001, "Tệp quá lớn."),
        ("a.csv", bytes(range(256)) * 40, "Tệp"),
        ("a.csv", b"a" * 800_001, "Tệp quá lớn."),
        ("a.csv", b"", "Chưa có dòng nào."),
    ],
)
def test_files_are_read_or_refused_in_words(clerk: Browser, name: str, data: bytes, told: str) -> None:
    page = clerk.post(reverse(PASTE), {"text": "", "file": SimpleUploadedFile(name, data)})
    assert told in page.text
    assert page.status_code == (200 if told.startswith("Nhập") else 422)


def test_an_empty_form_asks_for_the_list(clerk: Browser) -> None:
    assert "Dán danh sách vào ô này, hoặc chọn tệp." in clerk.post(reverse(PASTE), {"text": " \n"}).text


def test_a_kind_is_chosen_for_lines_without_one(commune: Commune, clerk: Browser) -> None:
    sent = {"text": "Tên\nXóm Đông", "default_kind": "village"}
    assert "Nhập 1 đơn vị" in clerk.post(reverse(PASTE), sent).text
    clerk.send(reverse(TAKE), **sent, seen="1")
    assert Unit.objects.get(name="Xóm Đông").kind == "village"


def test_formula_like_names_leave_as_text(commune: Commune, office: Actor, clerk: Browser) -> None:
    take(commune, office)
    book = zipfile.ZipFile(BytesIO(clerk.get(reverse("organisation:unit-list-xlsx")).content))
    assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_pages_cost_the_same_for_any_length(commune: Commune, office: Actor, clerk: Browser) -> None:
    pasted = take(commune, office, "Tên\tLoại\n" + "".join(f"Xóm {n}\tthôn\n" for n in range(30)))
    assert queries_of(clerk, reverse(PASTE)) <= MOST_QUERIES
    assert queries_of(clerk, reverse("organisation:list-detail", args=[pasted.pk])) <= MOST_QUERIES
    later = datetime(2024, 4, 23, tzinfo=UTC)
    text = "Tên\tĐơn vị\n" + "".join(f"Người {n}\tXóm {n}\n" for n in range(30))
    sent = Sent(ListKind.PEOPLE, text)
    people_list = lists.take(commune.authority, sent, seen=30, by=office, at=later)
    assert queries_of(clerk, reverse("organisation:list-detail", args=[people_list.pk])) <= MOST_QUERIES
