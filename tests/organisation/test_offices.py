"""What pages and papers say of the office: who may change it, and where it is shown."""

import pytest
from django.urls import reverse
from tests.commune import Commune
from tests.organisation.browsing import NOW, browser_of

from thidua.core.errors import RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority
from thidua.organisation.services import offices
from thidua.organisation.services.offices import OfficeFacts
from thidua.organisation.web.office_forms import OfficeForm

FACTS = OfficeFacts("0239 385 0123", "0912 000 000", "Thôn 3, xã Cẩm Lĩnh", "Cẩm Lĩnh", "Ông Nguyễn Văn A")


def test_change_is_kept_and_told(commune: Commune, office) -> None:
    changed = offices.change(commune.authority, FACTS, expected=1, by=office, at=NOW)
    assert (changed.office_phone, changed.place, changed.version) == ("0239 385 0123", "Cẩm Lĩnh", 2)
    told = sentence_of(AuditEntry.objects.order_by("id").last())
    assert "sửa thông tin văn phòng của “xã Cẩm Lĩnh”" in told
    assert "ghi điện thoại văn phòng là 0239 385 0123" in told
    again = offices.change(changed, FACTS, expected=2, by=office, at=NOW)
    assert again.version == 2


def test_change_of_an_old_version_is_refused(commune: Commune, office) -> None:
    offices.change(commune.authority, FACTS, expected=1, by=office, at=NOW)
    with pytest.raises(StaleVersionError):
        offices.change(commune.authority, OfficeFacts("0239 111 1111"), expected=1, by=office, at=NOW)


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.COUNCIL])
def test_others_may_not_change_it(commune: Commune, role: Role) -> None:
    with pytest.raises(RefusedError, match="Văn phòng hoặc quản trị"):
        offices.change(commune.authority, FACTS, expected=1, by=commune.actor(role), at=NOW)


def test_the_office_of_another_authority_is_refused(office) -> None:
    other = Authority.objects.create(name="xã Cẩm Hưng", level=Level.COMMUNE)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        offices.change(other, FACTS, expected=1, by=office, at=NOW)


@pytest.mark.parametrize(
    ("name", "told", "place"),
    [
        ("xã Cẩm Lĩnh", "", "Cẩm Lĩnh"),
        ("phường Thành Sen", "", "Thành Sen"),
        ("Trung ương", "", "Trung ương"),
        ("xã Cẩm Lĩnh", "Cẩm Trung", "Cẩm Trung"),
    ],
)
def test_the_place_before_a_date(name: str, told: str, place: str) -> None:
    assert Authority(name=name, place_name=told).place == place


@pytest.mark.parametrize("sent", ["0239 385 0123", "+84 912.000.000", ""])
def test_a_telephone_number_is_taken(sent: str) -> None:
    assert OfficeForm({"office_phone": sent}).is_valid()


@pytest.mark.parametrize("sent", ["hỏi chị Lan", "115", "0239 385 0123 hoặc"])
def test_what_is_no_telephone_number_is_refused(sent: str) -> None:
    assert "Ghi số điện thoại" in str(OfficeForm({"office_phone": sent}).errors)


def test_the_page_shows_what_was_saved_and_the_footer_too(commune: Commune) -> None:
    client = browser_of(commune.user(Role.KEEPER))
    address = reverse("organisation:office-edit", args=[commune.authority.pk])
    form = {"_version": 1, "office_phone": "0239 385 0123", "content_by": "Bà Trần Thị B"}
    sent = client.send(address, **form)
    assert sent.status_code == 302
    page = client.get(sent.headers["Location"]).text
    assert 'href="tel:02393850123"' in page
    assert "Chịu trách nhiệm nội dung:</b> Bà Trần Thị B." in page
    wrong = client.send(address, **form | {"office_phone": "chị Lan"})
    assert wrong.status_code == 422
    assert "Ghi số điện thoại, ví dụ" in wrong.text
