"""A draft of thousands of items is shown by pages, a long letter by parts; a usual one as a whole."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import Commune
from tests.movements.conftest import AT

from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.movements.models import DraftTarget, LaunchDraft
from thidua.movements.services import drafts
from thidua.organisation.enums import Role

SENTENCE = "Thu ngân sách đạt {} tỷ đồng, "
ITEMS = 2000
MOST_BYTES = 400_000


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


@pytest.fixture
def endless(office: Actor) -> LaunchDraft:
    """A draft of 2,000 targets read from one line of a letter far longer than any."""
    sentences = [SENTENCE.format(number) for number in range(1000, 1000 + ITEMS)]
    text = "KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n" + "".join(sentences) + "hết. " * 20_000
    read_text = reading.take_in(b"Phong trao thi dua nam 2024", "a.txt", by=office, at=AT)
    type(read_text).objects.filter(pk=read_text.pk).update(text=text, blocks=[])
    draft = drafts.by_hand({"title": "Thi đua", "year": 2024}, by=office, at=AT)
    LaunchDraft.objects.filter(pk=draft.pk).update(read_text=read_text)
    rows, start = [], text.index(sentences[0])
    for number, sentence in enumerate(sentences):
        doubts = [{"code": "x", "question": "Mức này đúng không?", "span": None}] if number == 1500 else []
        row = DraftTarget(draft=draft, position=number, name="Thu ngân sách", sentence=sentence.strip())
        row.start, row.end, row.doubts = start, start + len(sentence) - 2, doubts
        row.comparator, row.low, row.high, row.unit = "eq", 1000 + number, 1000 + number, "tỷ đồng"
        rows.append(row)
        start += len(sentence)
    DraftTarget.objects.bulk_create(rows)
    return draft


def page_of(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address.partition("#")[0])
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES
    return html.fromstring(answer.text)


def link(page: html.HtmlElement, words: str) -> str:
    return page.xpath(f"//a[starts-with(normalize-space(), '{words}')]/@href")[0]


def numbers(page: html.HtmlElement) -> set[int]:
    return {int(key[1:]) for key in page.xpath("//div[contains(@class, 'draft')]/@id")}


def test_thousands_of_items_are_shown_by_pages(
    clerk: Client, endless: LaunchDraft, django_assert_max_num_queries
) -> None:
    address = reverse("movements:draft-detail", args=[endless.pk])
    with django_assert_max_num_queries(12):
        first = page_of(clerk, address)
    assert numbers(first) == set(range(1, 101))
    assert first.xpath("//*[@id='v1']")
    second = page_of(clerk, address + link(first, "Trang sau"))
    assert numbers(second) == set(range(101, 201))
    assert second.xpath("//*[@id='v101']")
    doubt = link(first, "Nghi vấn đầu tiên")
    asked = page_of(clerk, address + doubt)
    assert doubt.endswith("#c1501")
    assert "Cần hỏi" in asked.get_element_by_id("c1501").text_content()
    assert page_of(clerk, f"{address}?trang=khong") is not None


def test_each_row_leads_to_its_sentence_and_each_sentence_to_its_row(
    clerk: Client, endless: LaunchDraft
) -> None:
    address = reverse("movements:draft-detail", args=[endless.pk])
    last = page_of(clerk, f"{address}?trang=20")
    way = last.xpath("//div[@id='c2000']//a[@class='n0']/@href")[0]
    assert page_of(clerk, address + way).xpath("//*[@id='v2000']")
    beyond = page_of(clerk, address + link(last, "Phần sau"))
    assert not beyond.xpath("//*[@id='v2000']")
    assert numbers(beyond) == numbers(last)
    back = page_of(clerk, address + link(beyond, "Phần trước"))
    first = back.xpath("//article//a[contains(@class, 'mark')]")[0]
    way = first.attrib["href"]
    target = way.partition("#")[2]
    assert (back if way.startswith("#") else page_of(clerk, address + way)).xpath(f"//*[@id='{target}']")


def test_a_step_on_a_late_page_leads_back_to_that_page(clerk: Client, endless: LaunchDraft) -> None:
    item = DraftTarget.objects.get(draft=endless, position=149)
    address = reverse("movements:item-decide", args=["chi-tieu", item.pk, "nhan"])
    answer = clerk.post(address, {"_once": str(uuid4()), "_version": 1})
    assert answer["Location"].endswith("?phan=chi-tieu&trang=2#c151")


def test_sentences_to_pick_from_come_by_pages(clerk: Client, endless: LaunchDraft) -> None:
    address = reverse("movements:draft-pick", args=[endless.pk])
    first = page_of(clerk, address)
    shown = first.xpath("//ul[@class='tgt']/li")
    assert len(shown) == 300
    assert page_of(clerk, address + link(first, "Trang sau")).xpath("//ul[@class='tgt']/li")


def test_a_usual_letter_has_one_page_and_one_part(clerk: Client, draft: LaunchDraft) -> None:
    for name in ("draft-detail", "draft-pick"):
        text = clerk.get(reverse(f"movements:{name}", args=[draft.pk])).text
        assert "Trang sau" not in text
        assert "Phần sau" not in text
        assert "Trang 1/1" not in text
