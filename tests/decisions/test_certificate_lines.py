from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.commune import Commune
from tests.decisions.granted import AT, decision, name_of
from tests.pages import StrictClient

from thidua.core.commending.wording import Honorific
from thidua.core.errors import DomainError, RefusedError
from thidua.decisions.models import Award, Certificate, CertificateStock, CertificateWording
from thidua.decisions.queries.certificate_lines import Lines, lines_of
from thidua.decisions.queries.certificates import waiting_of
from thidua.decisions.services import certificates, entering, wording
from thidua.decisions.services.certificates import Printing
from thidua.foundation.services import files
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.register.models import RegisterPart
from thidua.register.services.erasing import Request, erase_person

pytestmark = pytest.mark.django_db
ONCE = {"_once": "0c9a2d2e-0000-4000-8000-000000000001"}
LINK = "https://thidua.example.vn/xac-minh/"
DEED = "Đã có thành tích hiến 120 mét vuông đất"


def _raw(commune: Commune, count: int = 1) -> Award:
    """Put awards on a list as units write them down."""
    made = decision(commune, count)
    Person.objects.update(is_female=True)
    Award.objects.update(detail="Thôn 1", achievement="Hiến 120 mét vuông đất.")
    award: Award = made.awards.get(position=1)
    return award


def _printed_text(award: Award, commune: Commune) -> str:
    drawn = certificates.draw(award.decision, Printing(LINK), at=AT)
    batch = certificates.issue(award.decision, drawn, by=commune.actor(Role.OFFICE), at=AT)
    page = pypdfium2.PdfDocument(files.read(batch.file))[0]
    return " ".join(page.get_textpage().get_text_bounded().replace("\xa0", " ").split())


def test_the_paper_speaks_as_an_office_does(commune: Commune):
    award = _raw(commune)
    text = _printed_text(award, commune)
    assert f"Bà {name_of(0)}" in text
    assert "Thôn 1, xã Cẩm Lĩnh" in text
    assert DEED in text
    assert "đất." not in text


def test_a_clerk_words_a_line_and_it_is_printed(commune: Commune):
    award, office = _raw(commune), commune.client(Role.OFFICE)
    listed = reverse("decisions:certificate-lines", args=[award.decision_id])
    shown = office.get(listed).content.decode()
    assert "Lời ghi trên 1 giấy chưa in" in shown
    assert DEED in shown
    url = reverse("decisions:certificate-line", args=[award.pk])
    assert DEED in office.get(url).content.decode()
    sent = {
        **ONCE,
        "_version": "1",
        "honorific": "",
        "detail": "Thôn 1",
        "achievement": "Đã hiến\n đất mở đường",
    }
    assert "Ghi thành tích" in office.post(url, {**sent, "achievement": " "}).content.decode()
    after = office.post(url, sent, follow=True).content.decode()
    assert "Đã lưu lời ghi" in after
    assert "Đã sửa lời" in after
    text = _printed_text(award, commune)
    assert "Đã hiến đất mở đường" in text
    assert "Bà " not in text
    assert "xã Cẩm Lĩnh" not in text


def test_strangers_read_what_is_printed(commune: Commune, client: StrictClient):
    award = _raw(commune)
    _printed_text(award, commune)
    url = reverse("decisions:certificate-check", args=[Certificate.objects.get().code])
    Award.objects.update(achievement="Việc khác")
    shown = client.get(url).content.decode()
    assert f"Bà {name_of(0)}" in shown
    assert DEED in shown


def test_a_line_that_does_not_fit_is_told_to_who_writes_it(commune: Commune):
    award = _raw(commune)
    long = Lines(Honorific.NONE, "W" * 300, "Đã hiến đất")
    with pytest.raises(DomainError, match="dài quá chỗ in"):
        wording.write(award, long, expected=1, by=commune.actor(Role.OFFICE), at=AT)
    assert not CertificateWording.objects.exists()


def test_of_two_who_word_one_line_the_second_is_told(commune: Commune):
    award, office = _raw(commune), commune.actor(Role.OFFICE)
    ruled = lines_of(award, "xã Cẩm Lĩnh", award.decision.decided_on)
    wording.write(award, ruled, expected=1, by=office, at=AT)
    assert not CertificateWording.objects.exists()
    wording.write(award, Lines(Honorific.MAN, "Thôn 1", "Đã hiến đất"), expected=1, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        wording.write(award, Lines(Honorific.MAN, "Thôn 2", "Đã hiến đất"), expected=1, by=office, at=AT)


def test_the_office_words_what_was_granted_and_nobody_else(commune: Commune):
    award = _raw(commune)
    lines = Lines(Honorific.MAN, "Thôn 1", "Đã hiến đất")
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        wording.write(award, lines, expected=1, by=commune.actor(Role.CHAIRMAN), at=AT)
    Award.objects.update(state="revoked")
    with pytest.raises(RefusedError, match="đã hủy"):
        wording.write(award, lines, expected=1, by=commune.actor(Role.OFFICE), at=AT)


def test_a_picture_shows_the_paper(commune: Commune):
    award, office = _raw(commune), commune.client(Role.OFFICE)
    url = reverse("decisions:certificate-picture", args=[award.pk])
    picture = Image.open(BytesIO(office.get(url).content))
    assert picture.size == (842, 595)
    Award.objects.update(recipient="Nguyễn 漢")
    refused = office.get(url)
    assert refused.status_code >= 400
    assert "漢" in refused.content.decode()


def test_pages_of_lines_take_as_many_queries_for_thirty_as_for_three(commune: Commune):
    office = commune.client(Role.OFFICE)

    def statements(count: int) -> int:
        award = _raw(commune, count)
        with CaptureQueriesContext(connection) as seen:
            assert (
                office.get(reverse("decisions:certificate-lines", args=[award.decision_id])).status_code
                == 200
            )
        return len(seen)

    few = statements(3)
    assert statements(30) == few <= 12


def test_a_kind_without_a_certificate_is_not_offered_one(commune: Commune):
    made = decision(commune, 2, paid=702_000)
    Award.objects.update(kind_code="LDTT_ND", kind_name="Lao động tiên tiến")
    office, told = commune.client(Role.OFFICE), "Quy định không nêu giấy cho hình thức này"
    link = reverse("decisions:certificate-print", args=[made.pk])
    shown = office.get(reverse("decisions:decision-detail", args=[made.pk])).content.decode()
    assert told in shown
    assert link not in shown
    page = office.get(link).content.decode()
    assert "Lao động tiên tiến: 2 cá nhân. Quy định" in page
    assert "tổng 1.404.000 đồng" in page
    Award.objects.filter(position=1).update(kind_code="GK")
    shown = office.get(reverse("decisions:decision-detail", args=[made.pk])).content.decode()
    assert told in shown
    assert link in shown
    assert (
        link
        not in commune.client(Role.COUNCIL)
        .get(reverse("decisions:decision-detail", args=[made.pk]))
        .content.decode()
    )


def test_stock_moves_the_pixels_it_says(commune: Commune):
    """What a ruler measures on paper: the first dark line of the code, with and without the shift."""
    award = _raw(commune)
    plain = CertificateStock(authority=commune.authority, has_frame=True)
    moved = CertificateStock(
        authority=commune.authority, has_frame=True, right=Decimal("3.0"), down=Decimal("-2.0")
    )
    edges = [_edges(award, Printing(LINK, stock)) for stock in (plain, moved)]
    across, down = (after - before for before, after in zip(*edges, strict=True))
    assert across == pytest.approx(3.0, abs=0.15)
    assert down == pytest.approx(-2.0, abs=0.15)


def _edges(award: Award, printing: Printing) -> tuple[float, float]:
    """Return how far the ink begins from the left and from the upper edge, in mm."""
    drawn = certificates.draw(award.decision, printing, at=AT)
    page = pypdfium2.PdfDocument(drawn.pdf)[0].render(scale=300 / 72).to_pil().convert("L")
    left, upper, _, _ = page.point(lambda tone: 255 if tone < 128 else 0).getbbox() or (0, 0, 0, 0)
    return left * 25.4 / 300, upper * 25.4 / 300


def test_who_waits_is_read_with_what_lines_are_made_of(commune: Commune):
    award = _raw(commune, 3)
    waiting = list(waiting_of(award.decision))
    with CaptureQueriesContext(connection) as seen:
        _ = [lines_of(one, "xã Cẩm Lĩnh", award.decision.decided_on) for one in waiting]
    assert len(seen) == 0
    assert not Certificate.objects.exists()


def _erase(commune: Commune, award: Award) -> None:
    """Erase the words about one person from every entry, as the office does on request."""
    part = RegisterPart.objects.filter(about=f"award:{award.pk}").first()
    assert part is not None
    request = Request("đơn ngày 19/12/2025", "Người được khen đề nghị")
    erase_person(part, request, by=commune.actor(Role.OFFICE), at=AT)


def test_a_name_that_was_erased_is_not_printed_for_the_first_time(commune: Commune):
    award, office = _raw(commune, 2), commune.actor(Role.OFFICE)
    made, printing = award.decision, Printing(LINK)
    entering.enter_published(made, made.paper, at=AT)
    drawn = certificates.draw(made, printing, at=AT)
    _erase(commune, award)
    with pytest.raises(DomainError, match="vừa đổi"):
        certificates.issue(made, drawn, by=office, at=AT)
    page = commune.client(Role.OFFICE).get(reverse("decisions:certificate-print", args=[made.pk]))
    assert "1 giấy không in: tên người nhận đã xóa theo yêu cầu" in page.content.decode()
    assert "Còn 1 giấy chưa in" in page.content.decode()
    drawn = certificates.draw(made, printing, at=AT)
    assert [one.position for one in drawn.awards] == [2]
    certificates.issue(made, drawn, by=office, at=AT)
    for ask in (
        lambda: certificates.draw(made, printing, at=AT),
        lambda: certificates.order(made, printing, by=office, at=AT),
    ):
        with pytest.raises(DomainError, match="đã xóa theo yêu cầu nên không in giấy nữa"):
            ask()
    listed = commune.client(Role.OFFICE).get("/khen-thuong/giay/").content.decode()
    assert "Đủ giấy" in listed


def test_a_name_that_was_erased_is_not_printed_again(commune: Commune):
    award, office = _raw(commune), commune.actor(Role.OFFICE)
    _printed_text(award, commune)
    old = Certificate.objects.get()
    _erase(commune, award)
    with pytest.raises(DomainError, match="đã xóa theo yêu cầu"):
        certificates.reissue(old, Printing(LINK), reason="Giấy bị ướt", by=office, at=AT)
    asked = commune.client(Role.OFFICE).get(reverse("decisions:certificate-reissue", args=[old.pk]))
    assert asked.status_code >= 400
    assert "đã xóa theo yêu cầu" in asked.content.decode()
    assert Certificate.objects.count() == 1
