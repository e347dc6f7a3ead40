"""Published standings: places, points and why for everybody, and no person anywhere."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, StrictClient, queries_of, records_in
from tests.reporting.steps import send
from tests.scoring.reading import page_of, rows_of, sums_of, words_of
from tests.scoring.test_lines import verify
from tests.scoring.test_standing import council
from tests.scoring.test_standing_pages import state
from tests.scoring.test_why_pages import criterion, mixed, unit
from tests.season import VILLAGES, SmallSeason

from thidua.documents.enums import Direction
from thidua.documents.models import OfficialDocument
from thidua.movements.models import Target
from thidua.organisation.models import Person
from thidua.reporting.queries.reading import Entry
from thidua.scoring.enums import RoundState
from thidua.scoring.models import (
    Criterion,
    FrozenLine,
    FrozenPlace,
    ScoreEvent,
    ScoreLine,
    ScoreProof,
    ScoreSheet,
)
from thidua.scoring.queries.grounds_kept import as_plain
from thidua.scoring.queries.grounds_read import grounds_of
from thidua.scoring.queries.standing import standing_of
from thidua.scoring.services import lines

NAMES = ("Lê Thị Soát", "Phạm Văn Chéo", "Ngô Thị Hội", "Trần Văn Mẫu")


@pytest.fixture
def client() -> Client:
    return StrictClient()


def publish(contest: Contest) -> None:
    """Freeze the places as they stand, and publish the round."""
    places = FrozenPlace.objects.bulk_create(
        FrozenPlace(
            round=contest.round,
            unit_id=row.unit_id,
            place=row.place,
            points=row.points,
            rating=row.rating,
            mark=row.mark,
            content={},
        )
        for row in standing_of(contest.round).rows
    )
    of_unit = {place.unit_id: place for place in places}
    found = list(ScoreLine.objects.filter(sheet__round=contest.round).select_related("criterion", "sheet"))
    FrozenLine.objects.bulk_create(
        FrozenLine(
            place=of_unit[line.sheet.unit_id],
            key=line.criterion.key,
            grounds=as_plain(grounds_of(contest.round, found)[line.pk]),
        )
        for line in found
    )
    state(contest, RoundState.PUBLISHED)
    contest.round.refresh_from_db()


def named_everywhere(contest: Contest) -> list[str]:
    """Write a person's name wherever a person may be named, and return all names of the commune."""
    line = contest.line("Thôn 1", "work")
    line.self_points, line.self_note = Decimal(9), f"Do {NAMES[3]} làm."
    line.second_points, line.second_reason, line.second_by = Decimal(8), f"{NAMES[0]} xem lại.", NAMES[0]
    line.crosses.create(
        unit=contest.season.commune.units["Thôn 2"],
        points=Decimal(7),
        reason=f"{NAMES[1]} nêu.",
        by_name=NAMES[1],
    )
    line.council_points, line.council_reason, line.council_by = Decimal(8), f"Theo {NAMES[2]}.", NAMES[2]
    lines.put_counted(line)
    line.save()
    lines.settle([line.sheet_id], contest.criteria_set, by=contest.season.office, at=SCORED)
    ScoreProof.objects.create(
        line=line, url="https://xa.example/a", name=f"Ảnh của {NAMES[3]}", added_by=NAMES[3], added_at=SCORED
    )
    model = contest.line("Thôn 1", "model")
    ScoreEvent.objects.create(
        line=model, on=SCORED.date(), what=f"Mô hình của {NAMES[3]}", by_name=NAMES[0], at=SCORED
    )
    ScoreSheet.objects.update(self_sent_by=NAMES[3], second_done_by=NAMES[0])
    people = list(Person.objects.values_list("full_name", flat=True))
    actors = [contest.season.office.name, contest.season.other_office.name]
    return [*NAMES, *people, *actors, *(head.name for head in contest.season.heads.values())]


def addresses(contest: Contest) -> list[str]:
    """Return every public address of the round: the standing, each unit, each line."""
    places = [reverse("scoring:standing-public", args=[contest.round.pk])]
    for village in VILLAGES:
        of_unit = reverse("scoring:why-public", args=[contest.round.pk, unit(contest, village)])
        keys = Criterion.objects.filter(group__criteria_set=contest.criteria_set)
        places += [of_unit, *(f"{of_unit}{key}/" for key in keys.values_list("pk", flat=True))]
    return places


def test_no_page_names_a_person_or_holds_a_record(season: SmallSeason, contest: Contest, client: Client):
    send(season, "Thôn 1", fish=Entry("90"))
    verify(season, "Thôn 1", "fish")
    names = named_everywhere(contest)
    publish(contest)
    assert len(names) > len(NAMES)
    for url in addresses(contest):
        page = client.get(url)
        assert page.status_code == 200, url
        assert [name for name in names if name in page.text] == [], url
        assert records_in(page.context) == [], url


def test_nothing_is_there_before_it_is_published(contest: Contest, client: Client):
    for before in (RoundState.OPEN, RoundState.PROVISIONAL, RoundState.FROZEN):
        state(contest, before)
        urls = [*addresses(contest)[:3], reverse("scoring:standing-public-xlsx", args=[contest.round.pk])]
        assert {client.get(url).status_code for url in urls} == {404}, before


def test_places_and_points_are_as_they_were_frozen(contest: Contest, client: Client):
    council(contest, "Thôn 1", fish="30")
    council(contest, "Thôn 2", fish="40")
    publish(contest)
    found = rows_of(page_of(client, "standing-public", contest.round.pk))
    assert found[0].startswith("1 Thôn 2 còn thiếu 4 tiêu chí 40")
    assert found[1].startswith("2 Thôn 1 còn thiếu 4 tiêu chí 30")
    answer = client.get(reverse("scoring:standing-public-xlsx", args=[contest.round.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows if str(row[1]).startswith("Thôn")][:2] == [
        [1.0, "Thôn 2", 40.0],
        [2.0, "Thôn 1", 30.0],
    ]


@pytest.mark.parametrize("village", VILLAGES)
def test_what_is_public_adds_up_too(contest: Contest, client: Client, village: str):
    mixed(contest)
    publish(contest)
    shown, total = sums_of(page_of(client, "why-public", contest.round.pk, unit(contest, village)))
    assert shown == total == contest.sheet(village).points


def make_letter(season: SmallSeason) -> OfficialDocument:
    return OfficialDocument.objects.create(
        authority=season.commune.authority,
        type="Công văn",
        number="36/UBND-VP",
        issued_on=date(2024, 4, 22),
        issued_text="2024-04-22",
        subject="phát động thi đua năm 2024",
        direction=Direction.OUTGOING,
        registered_at=SCORED,
    )


def test_a_public_line_leads_to_figure_and_sentence(season: SmallSeason, contest: Contest, client: Client):
    letter = make_letter(season)
    Target.objects.filter(pk=season.targets["fish"].pk).update(document=letter)
    send(season, "Thôn 1", fish=Entry("90"))
    verify(season, "Thôn 1", "fish")
    publish(contest)
    key = criterion(contest, "fish")
    page = page_of(client, "why-line-public", contest.round.pk, unit(contest, "Thôn 1"), key)
    text = words_of(page)
    assert "75% × 40 điểm = 30 điểm." in text
    assert "Tháng 4/2024 90 tấn" in text
    assert "Sản lượng đánh bắt đạt 360 tấn." in text
    assert "Không có minh chứng kèm theo. 1/1 số liệu đã thẩm định." in text
    end = page.get_element_by_id("cau-goc")
    assert "Công văn 36/UBND-VP ngày 22/04/2024: phát động thi đua năm 2024." in words_of(end)
    onward = end.xpath(".//a/@href")[-1]
    assert onward == reverse("movements:movement-public", args=[season.movement.pk])
    assert client.get(onward).status_code == 200


def test_the_files_that_prove_are_not_public(contest: Contest, client: Client):
    named_everywhere(contest)
    publish(contest)
    line = ScoreLine.objects.get(pk=contest.line("Thôn 1", "work").pk)
    page = page_of(client, "why-line-public", contest.round.pk, unit(contest, "Thôn 1"), line.criterion_id)
    assert "1 minh chứng lưu tại xã." in words_of(page)
    assert not page.xpath("//a[contains(@href, 'xa.example')]")


def test_public_pages_ask_few_queries(season: SmallSeason, contest: Contest, client: Client):
    send(season, "Thôn 1", fish=Entry("90"))
    publish(contest)
    for url in addresses(contest)[:4]:
        client.get(url)
        assert queries_of(client, url) <= MOST_QUERIES, url


def test_the_public_page_names_the_office_that_answers_for_it(contest: Contest, client: Client):
    publish(contest)
    page = client.get(reverse("scoring:standing-public", args=[contest.round.pk])).content.decode()
    assert "Chịu trách nhiệm nội dung:</b> ." not in page
    assert contest.season.commune.authority.committee in page
