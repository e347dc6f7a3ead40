"""The forms offer the kinds that fit whom they are about, and no others."""

from datetime import date

import pytest
from django.urls import reverse
from tests.awards.commending import JUDGED, Year

from thidua.awards.queries.kinds import best_kind, hint_for, kinds_for, kinds_for_units, kinds_once_given
from thidua.awards.queries.subjects import Whom
from thidua.core.errors import DomainError
from thidua.organisation.enums import Role
from thidua.organisation.models import Position, Unit


def codes_for(year: Year, whom: Whom) -> set[str]:
    return {code for code, _ in kinds_for(year.round, whom)}


def unit_of(year: Year, kind: str) -> Unit:
    return Unit.objects.create(authority=year.commune.authority, name=f"Đơn vị {kind}", kind=kind)


@pytest.mark.parametrize(
    ("kind", "code", "best"),
    [("village", "THON_VH", "THON_VH"), ("clinic", "TTLDXS", "TTLDTT"), ("cooperative", "TTLDTT", "TTLDTT")],
)
def test_a_unit_is_offered_what_its_kind_may_have(year: Year, kind: str, code: str, best: str):
    whom = Whom(unit=unit_of(year, kind))
    assert code in codes_for(year, whom)
    assert "XA_TB" not in codes_for(year, whom)
    assert ("TTLDTT" in codes_for(year, whom)) is (kind != "village")
    assert best_kind(JUDGED, whom) == best


def test_the_office_stands_for_the_commune_itself(year: Year):
    office = unit_of(year, "office")
    assert codes_for(year, Whom(unit=office)) >= {"XA_TB", "TTLDTT"}
    assert best_kind(JUDGED, Whom(unit=office)) == "TTLDTT"
    assert year.put_forward("XA_TB", unit=office, person=None).kind_code == "XA_TB"
    client = year.commune.client(Role.OFFICE)
    pick = reverse("awards:nomination-pick", args=[year.round.pk])
    assert "Đề nghị khen cả xã thì chọn Văn phòng." in client.get(pick).text
    form = reverse("awards:nomination-new", args=[year.round.pk, "tap-the", office.pk])
    assert "Văn phòng đứng tên cho cả xã." in client.get(form).text


def test_a_villager_of_whom_nothing_is_known_is_taken_for_a_farmer_and_told_so(year: Year):
    farmer, official = Whom(person=year.people["unknown"]), Whom(person=year.people["good"])
    assert "LDTT_CBCC" not in codes_for(year, farmer)
    assert (best_kind(JUDGED, farmer), best_kind(JUDGED, official)) == ("LDTT_ND", "LDTT_CBCC")
    assert codes_for(year, official) >= {"LDTT_CBCC", "LDTT_ND", "CSTDCS"}
    assert "Là cán bộ thì Văn phòng ghi xếp loại trước." in hint_for(farmer, JUDGED)
    assert hint_for(official, JUDGED) == ""


@pytest.mark.parametrize(("unit", "is_official"), [("Thôn 1", False), ("Trạm y tế", True)])
def test_a_post_outside_the_village_makes_an_official(year: Year, unit: str, is_official: object):
    person = year.people["unknown"]
    home = year.commune.units["Thôn 1"] if unit == "Thôn 1" else unit_of(year, "clinic")
    Position.objects.create(
        authority=year.commune.authority,
        person=person,
        unit=home,
        role=Role.UNIT_HEAD,
        title="Trưởng",
        starts_on=date(2024, 1, 1),
    )
    assert ("LDTT_CBCC" in codes_for(year, Whom(person=person))) is is_official


def test_who_works_in_an_agency_is_no_farmer_and_a_household_has_its_own(year: Year):
    person = year.people["unknown"]
    person.unit = unit_of(year, "school")
    assert "LDTT_ND" not in codes_for(year, Whom(person=person))
    assert best_kind(JUDGED, Whom(household=year.household)) == "GDVH"


def test_what_somebody_was_given_before_may_be_anything_of_the_sort(year: Year):
    farmer = Whom(person=year.people["unknown"])
    assert "CSTDCS" in dict(kinds_once_given(JUDGED, farmer))
    assert "XA_TB" not in dict(kinds_once_given(JUDGED, Whom(unit=year.commune.units["Thôn 1"])))


def test_a_standing_of_villages_offers_no_title_of_agencies(year: Year):
    villages = [year.commune.units["Thôn 1"], year.commune.units["Thôn 2"]]
    assert "TTLDTT" not in dict(kinds_for_units(year.round, villages))
    assert "TTLDTT" in dict(kinds_for_units(year.round, [*villages, unit_of(year, "board")]))


def test_the_law_refuses_a_title_of_communes_for_a_village(year: Year):
    with pytest.raises(DomainError, match="Xã, phường, thị trấn tiêu biểu chỉ dành cho xã, phường"):
        year.put_forward("XA_TB", unit=year.commune.units["Thôn 1"])
    assert year.put_forward("TTLDTT", unit=year.commune.units["Thôn 1"]).kind_code == "TTLDTT"


def test_the_form_says_why_a_title_is_missing(year: Year):
    page = reverse("awards:nomination-new", args=[year.round.pk, "ca-nhan", year.people["unknown"].pk])
    text = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"]).get(page).text
    assert "Người của thôn chưa có xếp loại" in text
    assert "LDTT_CBCC" not in text
