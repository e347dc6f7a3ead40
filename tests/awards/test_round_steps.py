"""The next step on the page of a round, for the office and for a unit, and what is missing before it."""

from datetime import date, timedelta

from django.urls import reverse
from tests.awards.commending import Year
from tests.awards.test_round_pages import fill
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import AwardRoundState, NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.round_steps import standing_of
from thidua.core.commending.next_step import NextStep, next_step
from thidua.organisation.enums import Role

TODAY = date(2024, 12, 10)


def page_of(year: Year) -> str:
    return reverse("awards:round-detail", args=[year.round.pk])


def step_of(year: Year, on: date = TODAY) -> NextStep:
    award_round = AwardRound.objects.select_related("authority").get(pk=year.round.pk)
    groups = [(one.state, one.kind_code, 1) for one in award_round.nominations.all()]
    return next_step(standing_of(award_round, groups, on))


def test_the_office_is_led_from_an_empty_round_to_its_first_nomination(year: Year):
    office = year.commune.client(Role.OFFICE)
    page = office.get(page_of(year)).text
    box = page[page.index("Bước tiếp theo") : page.index("Việc khác")]
    assert "Chưa có đề nghị nào." in box
    assert reverse("awards:nomination-pick", args=[year.round.pk]) in box
    assert page.count("btn-primary") == 1
    assert page.count("Lập đề nghị</a>") == 1  # in the box, and not once more below it


def test_dossiers_without_papers_are_counted_beside_the_step(year: Year):
    year.sent("GK")
    done = year.sent("LDTT_CBCC")
    year.write_papers(done)
    page = year.commune.client(Role.OFFICE).get(page_of(year)).text
    assert "Xét điều kiện và nhận hồ sơ của 2 đề nghị đã gửi." in page
    assert "Còn 1 hồ sơ thiếu văn bản." in page
    assert f"{page_of(year)}?trang-thai=sent" in page


def test_other_deeds_leave_out_the_one_of_the_button(year: Year):
    year.accepted("GK")
    page = year.commune.client(Role.OFFICE).get(page_of(year)).text
    box, rest = page.split("Việc khác</h2></summary>")
    assert "Công khai lấy ý kiến về 1 đề nghị đủ hồ sơ." in box
    assert "Công khai lấy ý kiến</a>" in box
    assert "Công khai lấy ý kiến</a>" not in rest
    assert "Tải tờ trình kèm danh sách</a>" in rest


def test_a_list_that_hangs_out_is_waited_for_and_then_the_council_is_asked(year: Year):
    year.accepted("GK")
    AwardRound.objects.filter(pk=year.round.pk).update(
        state=AwardRoundState.SHOWN, shown_from=TODAY, shown_until=TODAY + timedelta(days=7)
    )
    assert step_of(year) == NextStep.LISTEN
    assert step_of(year, TODAY + timedelta(days=8)) == NextStep.SUBMIT
    page = year.commune.client(Role.OFFICE).get(page_of(year)).text  # long after it
    door = reverse("council:session-of-round", args=[year.round.pk])
    assert (f'href="{door}"' in page, "Trình tại phiên họp Hội đồng" in page) == (True, True)


def test_what_a_higher_level_decides_on_holds_nobody_up(year: Year):
    made = year.put_forward("CSTDCS", person=year.people["excellent"])
    Nomination.objects.filter(pk=made.pk).update(state=NominationState.PASSED)
    assert step_of(year) == NextStep.CLOSE
    ours = year.put_forward("GK")
    Nomination.objects.filter(pk=ours.pk).update(state=NominationState.PASSED)
    assert step_of(year) == NextStep.DECIDE


def test_drafts_hold_nobody_up_after_the_last_day(year: Year):
    AwardRound.objects.filter(pk=year.round.pk).update(due_on=TODAY)
    year.put_forward("GK")
    assert step_of(year) == NextStep.SEND
    assert step_of(year, TODAY + timedelta(days=1)) == NextStep.CLOSE


def test_a_unit_sees_its_own_step_and_no_deeds_of_the_office(year: Year):
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    year.put_forward("GK", put_forward_by=None, source=NominationSource.CHAIRMAN, by=year.chairman)
    for address in (page_of(year), reverse("awards:round-list")):
        assert "Đơn vị chưa đề nghị ai trong đợt này." in head.get(address).text
    year.put_forward("GK", person=year.people["unknown"])
    page = head.get(page_of(year)).text
    assert "Còn 1 đề nghị chưa gửi." in page
    assert "Việc khác" not in page
    assert "Lập đề nghị" in page
    Nomination.objects.update(state=NominationState.WITHDRAWN)
    assert "Bước tiếp theo" not in head.get(page_of(year)).text


def test_the_round_names_what_it_goes_by(year: Year):
    AwardRound.objects.filter(pk=year.round.pk).update(due_on=date(2030, 12, 12))
    client = year.commune.client(Role.OFFICE)
    assert "Nhận đề nghị đến hết ngày 12/12/2030." in client.get(page_of(year)).text
    year.put_forward("GK")
    Nomination.objects.update(state=NominationState.ACCEPTED)
    shown = client.get(reverse("awards:window-show", args=[year.round.pk])).text
    assert "Công khai rồi thì đợt thôi nhận đề nghị, dù hạn là 12/12/2030." in shown
    AwardRound.objects.update(state=AwardRoundState.SHOWN, shown_from=TODAY, shown_until=TODAY)
    page = client.get(page_of(year)).text
    assert "Đã thôi nhận đề nghị." in page
    assert "Hết hạn lấy ý kiến ngày 10/12/2024" in page
    assert "Đang lấy ý kiến" not in page + client.get(reverse("awards:round-list")).text
    assert "Nhận đề nghị đến hết ngày" not in page


def test_the_list_stands_by_kind_as_the_law_has_them_then_by_name(year: Year):
    for person in ("good", "unknown"):
        year.put_forward("GK", person=year.people[person])
    year.put_forward("LDTT_CBCC")
    page = year.commune.client(Role.OFFICE).get(page_of(year)).text
    table = page[page.index("<tbody>") :]
    places = [table.index(text) for text in ("Lao động tiên tiến</th>", "Giấy khen", "Ngô Thị Mới")]
    assert places == sorted(places)
    assert table.index("Ngô Thị Mới") < table.rindex("Trần Thị Tốt")


def test_the_step_asks_the_same_for_3_and_30(year: Year):
    office, counts = year.commune.client(Role.OFFICE), []
    for number in (3, 30):
        made = fill(year, number)
        made.nominations.update(state=NominationState.SENT)
        AwardRound.objects.filter(pk=made.pk).update(shown_from=TODAY, shown_until=TODAY)
        counts.append(queries_of(office, reverse("awards:round-detail", args=[made.pk])))
    assert counts[0] == counts[1] <= MOST_QUERIES
