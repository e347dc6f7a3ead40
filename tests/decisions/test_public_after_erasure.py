"""After an erasure nobody outside of the office reads the name: one test walks every address of strangers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from tests.commune import Commune, make_commune
from tests.decisions.granted import AT, decision, name_of
from tests.pages import StrictClient
from tests.register.kept import append_first_form

from thidua.decisions.models import Certificate, Decision
from thidua.decisions.queries.erasures import UNNAMED_TITLE, erased_awards, erasures_of
from thidua.decisions.services import certificates, entering
from thidua.decisions.services.certificates import Printing
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.proofs import newest_of
from thidua.register.services.erasing import Request, erase_entry, erase_person

pytestmark = pytest.mark.django_db
REQUEST = Request("đơn đề nghị ngày 22/12/2025", "Người được khen đề nghị")
SENTENCE = "Đã xóa ngày 20/12/2025 theo đơn đề nghị ngày 22/12/2025"
NAME, OTHER = name_of(1), name_of(0)


@pytest.fixture
def commune(db: None) -> Commune:
    made = make_commune()
    made.authority.office_address = "Thôn Trung tâm, xã Cẩm Lĩnh"
    made.authority.save()
    return made


def _published(commune: Commune) -> Decision:
    """A decision that names its people in its list and one of them in its title; certificates are printed."""
    made = decision(commune, 3)
    made.title = f"Tặng Giấy khen cho ông {NAME} và 2 người"
    made.save()
    assert made.paper
    entering.enter_published(made, made.paper, at=AT)
    printing = Printing("https://thidua.example/xac-minh/")
    office = commune.actor(Role.OFFICE)
    certificates.issue(made, certificates.draw(made, printing, at=AT), by=office, at=AT)
    return made


def _erase(commune: Commune, made: Decision, position: int = 2) -> None:
    award = made.awards.get(position=position)
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").first()
    assert part
    erase_person(part, REQUEST, by=commune.actor(Role.OFFICE), at=AT)


def _addresses(made: Decision) -> list[str]:
    """Return every address of strangers that tells of this decision, its certificates, the register."""
    register = RegisterLeaf.objects.first().register  # type: ignore[union-attr]
    signed = newest_of(register)
    assert signed
    start = f"/so-vang/{register.name}/"
    public = f"/quyet-dinh-khen-thuong/{made.pk}/"
    return [
        "/",
        "/quyet-dinh-khen-thuong/",
        f"/quyet-dinh-khen-thuong/?tim={NAME}",
        "/quyet-dinh-khen-thuong/?nam=2025",
        public,
        f"{public}ban-ky",
        "/xac-minh/",
        *(f"/xac-minh/{code}/" for code in Certificate.objects.values_list("code", flat=True)),
        "/so-vang/",
        start,
        f"{start}so-vang-{signed.size}.jsonl",
        f"{start}moc-{signed.size}.txt",
        f"{start}khoa.txt",
        *(f"{start}bang-chung-{number}.json" for number in range(1, signed.size + 1)),
    ]


def _read(address: str) -> str:
    return StrictClient().get(address, follow=True).content.decode("utf-8", "replace")


def test_no_address_of_strangers_names_who_was_erased(commune: Commune):
    made = _published(commune)
    assert sum(NAME in _read(address) for address in _addresses(made)) >= 6
    _erase(commune, made)
    told = {address: _read(address) for address in _addresses(made)}
    asked = f"/quyet-dinh-khen-thuong/?tim={NAME}"
    named = [address for address, text in told.items() if NAME in text]
    assert named == [asked]  # the words that were typed stand in the box again, and nothing is found
    assert "Không có quyết định nào như thế" in told[asked]
    assert OTHER in told[f"/quyet-dinh-khen-thuong/{made.pk}/"]
    assert sum(SENTENCE in text for text in told.values()) == 2


def test_the_walk_knows_every_address_of_strangers_in_these_apps():
    """An address that is added later has to be walked as well."""
    known = {"decision-public-list", "decision-public", "decision-public-file"}
    known |= {"certificate-ask", "certificate-check"}
    known |= {"register-list", "register-public", "script", "keys", "note", "copy", "kit", "proof"}
    found = set()
    for app in ("decisions", "register"):
        _, resolver = get_resolver().namespace_dict[app]
        for one in resolver.url_patterns:
            if getattr(one.callback, "is_public", False):
                found.add(one.name)
    assert found == known


def test_the_page_says_why_the_signed_copy_is_not_shown_and_where_to_ask(commune: Commune):
    made = _published(commune)
    page, file = f"/quyet-dinh-khen-thuong/{made.pk}/", f"/quyet-dinh-khen-thuong/{made.pk}/ban-ky"
    assert file in _read(page)
    assert StrictClient().get(file).status_code == 200
    _erase(commune, made)
    shown = _read(page)
    assert file not in shown
    assert "không đưa bản đã ký vì có nội dung đã xóa theo yêu cầu" in shown
    assert "Thôn Trung tâm, xã Cẩm Lĩnh." in shown
    assert SENTENCE in shown
    assert UNNAMED_TITLE in shown
    assert StrictClient().get(file).status_code == 404


def test_the_office_still_reads_the_decision_and_its_paper(commune: Commune):
    made = _published(commune)
    _erase(commune, made)
    office = commune.client(Role.OFFICE)
    assert NAME in office.get(f"/khen-thuong/quyet-dinh/{made.pk}/").content.decode()
    assert made.paper
    assert office.get(f"/van-ban-di/{made.paper.pk}/tep/?ban=da-ky").status_code == 200


def test_an_entry_of_the_first_form_hides_everybody_of_its_decision(commune: Commune):
    made, other = decision(commune, 3), decision(make_commune("xã khác"), 1)
    leaf = append_first_form(commune, 0)
    RegisterLeaf.objects.filter(pk=leaf.pk).update(about=f"decision:{made.pk}")
    assert erased_awards() == frozenset()
    leaf.refresh_from_db()
    erase_entry(leaf, REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    awards = [*made.awards.all()]
    assert {one.sentence for one in erasures_of(awards).values()} == {SENTENCE}
    assert {*erasures_of(awards)} == erased_awards() == {award.pk for award in awards}
    assert erasures_of(other.awards.all()) == {}
    shown = _read(f"/quyet-dinh-khen-thuong/{made.pk}/")
    assert shown.count(SENTENCE) == 3
    assert OTHER not in shown


def test_a_certificate_of_the_first_form_hides_its_award(commune: Commune):
    made = _published(commune)
    one = Certificate.objects.select_related("leaf", "award").order_by("place")[1]
    RegisterPart.objects.filter(leaf=one.leaf).delete()
    RegisterLeaf.objects.filter(pk=one.leaf_id).update(format=1)
    one.leaf.refresh_from_db()
    erase_entry(one.leaf, REQUEST, by=commune.actor(Role.OFFICE), at=AT)
    assert {*erasures_of(made.awards.all())} == erased_awards() == {one.award_id}
    assert NAME not in _read(f"/xac-minh/{one.code}/")


def test_the_list_costs_the_same_with_and_without_erasures(commune: Commune):
    made = _published(commune)

    def costs(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert StrictClient().get(address).status_code == 200
        return len(seen)

    for address in (f"/quyet-dinh-khen-thuong/?tim={OTHER}", f"/quyet-dinh-khen-thuong/{made.pk}/"):
        assert costs(address) <= 12
    _erase(commune, made)
    _erase(commune, made, position=1)
    for address in ("/quyet-dinh-khen-thuong/?tim=khen", f"/quyet-dinh-khen-thuong/{made.pk}/"):
        assert costs(address) <= 12
