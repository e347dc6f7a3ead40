"""What citizens tell of is taken down, looked at by the office, made a nomination or declined."""

from datetime import date, timedelta

import pytest
from tests.awards.commending import AT, Year

from thidua.awards.enums import NominationSource, NominationState, ProposalState
from thidua.awards.models import CitizenProposal
from thidua.awards.queries.citizens import proposal_page, proposals_waiting
from thidua.awards.services import citizens
from thidua.awards.services.citizens import ToldDeed
from thidua.awards.services.nominations import NominationFacts
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts

ON = date(2024, 12, 10)


def tell(year: Year, who: str = "Trần Thị Tốt", **more) -> CitizenProposal:
    told = ToldDeed(**{"who": who, "deed": "Cứu một em nhỏ.", "name": "Ông Ba", **more})
    return citizens.tell(year.commune.authority, told, at=AT)


def facts(year: Year, **more) -> NominationFacts:
    known = {"round": year.round, "kind_code": "GK", "achievement": "Cứu một em nhỏ"}
    return NominationFacts(**known | {"person": year.people["good"]} | more)


def test_only_office_and_chairman_read_it(year):
    made = tell(year)
    assert list(CitizenProposal.objects.visible_to(year.chairman)) == [made]
    for actor in (year.head, year.commune.actor(Role.COUNCIL), year.commune.actor(Role.KEEPER)):
        assert not CitizenProposal.objects.visible_to(actor).exists()
    assert [list(proposals_waiting(one)) for one in (year.office, year.head)] == [[made], []]
    assert AuditEntry.objects.get(action="awards.proposal.tell").object_label == "Giới thiệu việc tốt"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"who": " "}, "Ghi người được giới thiệu"),
        ({"deed": ""}, "Ghi người được giới thiệu"),
        ({"name": ""}, "Ghi người được giới thiệu"),
        ({"deed_on": date(2024, 12, 11)}, "không được sau hôm nay"),
    ],
)
def test_what_is_not_taken_down(year, more, sentence):
    with pytest.raises(DomainError, match=sentence):
        tell(year, **more)


def test_a_flood_of_one_machine_is_stopped_for_an_hour_and_shuts_nobody_else_out(year):
    for number in range(10):
        tell(year, f"Người {number}", sender="a")
    with pytest.raises(DomainError, match="Máy này đã gửi 10 lời giới thiệu"):
        tell(year, sender="a")
    assert tell(year, sender="b").who == "Trần Thị Tốt"
    told = ToldDeed("Ai đó", "Việc tốt", "Bà Hai", sender="a")
    assert citizens.tell(year.commune.authority, told, at=AT + timedelta(hours=2)).who == "Ai đó"


def test_a_flood_of_many_is_stopped_for_an_hour(year):
    told = {"who": "Ai đó", "deed": "Việc tốt", "name": "Ông Ba", "authority": year.commune.authority}
    CitizenProposal.objects.bulk_create(
        CitizenProposal(**told, sender=str(n), sent_at=AT) for n in range(200)
    )
    with pytest.raises(DomainError, match="quá nhiều người gửi"):
        tell(year)


def test_the_office_makes_a_nomination_of_it(year):
    one = tell(year)
    made = citizens.take(one, facts(year), expected=one.version, by=year.office, at=AT)
    assert (made.source, made.state) == (NominationSource.CITIZEN, NominationState.DRAFT)
    assert made.source_words == "Người dân giới thiệu ngày 10/12/2024"
    one.refresh_from_db()
    assert (one.state, one.nomination) == (ProposalState.TAKEN, made)
    with pytest.raises(DomainError, match="đã xem rồi: đã lập đề nghị"):
        citizens.decline(one, "Trùng", expected=one.version, by=year.office, at=AT)


def test_it_is_declined_with_a_reason(year):
    one = tell(year)
    with pytest.raises(DomainError, match="Ghi lý do"):
        citizens.decline(one, " ", expected=one.version, by=year.office, at=AT)
    with pytest.raises(StaleVersionError):
        citizens.decline(one, "Không có thật", expected=9, by=year.office, at=AT)
    with pytest.raises(RefusedError):
        citizens.decline(one, "Không có thật", expected=one.version, by=year.head, at=AT)
    citizens.decline(one, "Đã hỏi thôn, không có việc này.", expected=one.version, by=year.office, at=AT)
    one.refresh_from_db()
    assert (one.state, one.declined_because) == (ProposalState.DECLINED, "Đã hỏi thôn, không có việc này.")


def test_who_may_be_meant_and_what_may_be_the_same_is_shown(year):
    worker, namesake = (
        people.create(year.commune.authority, PersonFacts(name, unit=unit), by=year.office, at=AT)
        for name in ("Vũ Thị Khen", "Vũ Thị Sáng")
        for unit in [year.commune.units["Thôn 1"]]
    )
    known = year.put_forward("GK", person=worker)
    one, other = tell(year, "Vũ Thị Khen"), tell(year, "vũ thị KHEN")
    tell(year, "Người khác")
    found = proposal_page(year.office, one, "", ON)
    assert [whom.thing for whom in found.found] == [worker]
    assert list(found.nominations) == [known]
    assert list(found.alike) == [other]
    assert proposal_page(year.office, one, "Vũ Thị Sáng", ON).found[0].thing == namesake


def test_what_stands_already_is_refused_and_stays_new(year):
    year.put_forward("GK")
    one = tell(year)
    with pytest.raises(DomainError, match="Đợt này đã có đề nghị"):
        citizens.take(one, facts(year), expected=one.version, by=year.office, at=AT)
    one.refresh_from_db()
    assert one.state == ProposalState.NEW
