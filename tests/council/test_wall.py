"""The screen on the wall of a session: what is discussed, what is next, who goes out."""

import pytest
from django.urls import reverse
from tests.commune import Commune
from tests.council.sitting import AT
from tests.pages import StrictClient

from thidua.core.voting.counting import Tally
from thidua.council.enums import StepOutCause
from thidua.council.services import presence
from thidua.council.services.presence import Ground
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(commune: Commune) -> StrictClient:
    return commune.client(Role.OFFICE)


def test_the_wall_says_what_is_next_and_who_goes_out(sitting, office):
    items = sitting.table(sitting.nominate("Nguyễn Văn H"), sitting.nominate("Phạm Thị K"))
    sitting.mark()
    sitting.open()
    ground = Ground(StepOutCause.RELATIVE, "em ruột")
    presence.step_out(items[0], sitting.members[4], ground, by=sitting.office, at=AT)
    wall = reverse("council:session-screen", args=[sitting.session.pk])
    assert "Phiên họp có 2 việc." in office.get(wall).content.decode()
    office.post(reverse("council:session-discuss", args=[sitting.session.pk]), {"viec": "1"})
    shown = office.get(wall).content.decode()
    assert "Đang xét, việc 1 trên 2" in shown
    assert ("Sang việc sau" in shown, "Về việc trước" in shown) == (True, False)
    assert "Cần ít nhất 8 phiếu đồng ý (80% của 9 thành viên)." in shown
    assert "Xin mời Lê Văn E ra ngoài khi bỏ phiếu" in shown
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in shown
    assert 'hx-trigger="every 5s"' in shown
    member = sitting.commune.client(Role.COUNCIL).get(wall).content.decode()
    assert "Sang việc sau" not in member


def test_the_wall_of_a_closed_session_says_that_all_is_done(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    sitting.count(sitting.poll(), Tally(8, 1))
    sitting.close()
    shown = office.get(reverse("council:session-screen", args=[sitting.session.pk])).content.decode()
    assert "Đã xét xong 1 việc" in shown
    assert "Đang xét" not in shown


def test_the_wall_shows_no_count(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    sitting.count(sitting.poll(), Tally(8, 1))
    shown = office.get(reverse("council:session-screen", args=[sitting.session.pk])).content.decode()
    assert "Đã có kết quả: đạt." in shown
    assert "8/9" not in shown
    assert "88,89" not in shown
