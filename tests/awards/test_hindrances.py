"""A dossier is offered to be taken in only when that works, else what is missing is said and who mends it."""

from django.urls import reverse
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.models import Nomination
from thidua.awards.services import nominations
from thidua.organisation.enums import Role

MISSING = "Chưa nhận đủ hồ sơ được"


def detail(one: Nomination) -> str:
    return reverse("awards:nomination-detail", args=[one.pk])


def accept_of(one: Nomination) -> str:
    return reverse("awards:nomination-step", args=[one.pk, "nhan"])


def test_what_is_missing_is_listed_until_the_dossier_can_be_taken_in(year: Year):
    one, office = year.sent("LDTT_CBCC"), year.commune.client(Role.OFFICE)
    text = office.get(detail(one)).text
    assert MISSING in text
    assert ('href="#h-buoc"' in text, 'id="h-buoc"' in text) == (True, True)  # on a phone the steps come last
    assert "Đoàn kết, tương trợ, tích cực tham gia phong trào thi đua: cần người xác nhận." in text
    assert "Biên bản bình xét: chưa có." in text
    assert "Ai sửa được: Thôn 1." in text
    assert accept_of(one) not in text
    year.confirm_all(one)
    assert accept_of(one) not in office.get(detail(one)).text
    year.write_papers(one)
    text = office.get(detail(one)).text
    assert MISSING not in text
    assert f'btn-primary" href="{accept_of(one)}"' in text
    assert queries_of(office, detail(one)) <= MOST_QUERIES
    made = nominations.accept(one, expected=one.version, by=year.office, at=AT)
    assert MISSING not in office.get(detail(made)).text


def test_who_does_not_take_dossiers_in_reads_no_list(year: Year):
    one = year.sent("LDTT_CBCC")
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    assert MISSING not in head.get(detail(one)).text


def test_a_rule_that_is_not_met_says_so_and_returning_is_no_first_button(year: Year):
    one = year.sent("CSTDCS")
    text = year.commune.client(Role.OFFICE).get(detail(one)).text
    assert "Đạt danh hiệu Lao động tiên tiến: không đạt." in text
    back = reverse("awards:nomination-step", args=[one.pk, "tra-lai"])
    assert f'btn-wide" href="{back}"' in text
