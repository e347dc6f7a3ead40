"""Files handed in by mistake or malice: a sentence at the field, and nothing made."""

import unicodedata
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import LETTER, Commune
from tests.papers.hostile import cases

from thidua.documents.models import ReadText
from thidua.movements.models import DraftTarget, LaunchDraft
from thidua.organisation.enums import Role

OURS = ("documents", "obligations", "movements", "foundation")
NO_TARGETS = (
    "Báo cáo kết quả công tác. " + "Trong tháng, các đơn vị đã họp và trao đổi về công việc chung. " * 40
)


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def send(client: Client, name: str, data: bytes):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("movements:launch-upload"), {"_once": str(uuid4()), "file": file})


def counts() -> dict[str, int]:
    return {
        model._meta.label: model.objects.count()
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }


def sentences_at_the_field(page: bytes) -> list[str]:
    tree = html.fromstring(page.decode())
    return [" ".join(node.text_content().split()) for node in tree.xpath('//*[@class="err"]')]


@pytest.mark.parametrize(("name", "data", "code"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_hostile_file_is_refused_at_its_field(clerk: Client, name: str, data: bytes, code: str) -> None:
    before = counts()
    answer = send(clerk, name, data)
    assert answer.status_code == 422
    (sentence,) = sentences_at_the_field(answer.content)
    assert len(sentence) > 20
    assert counts() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tieng-anh.txt", "A letter in English about the weather. It holds no target at all."),
        ("bao-cao.txt", "\n\n".join([NO_TARGETS] * 60)),
    ],
)
def test_text_without_anything_to_launch_is_refused(clerk: Client, name: str, text: str) -> None:
    before = counts()
    answer = send(clerk, name, text.encode())
    assert answer.status_code == 422
    (sentence,) = sentences_at_the_field(answer.content)
    assert sentence.startswith("Văn bản này không có chỉ tiêu")
    assert counts() == before


def test_nothing_chosen_and_both_chosen_are_told_apart(clerk: Client) -> None:
    address = reverse("movements:launch-upload")
    nothing = clerk.post(address, {"_once": str(uuid4())})
    assert sentences_at_the_field(nothing.content) == ["Chọn một tệp, hoặc dán nội dung văn bản."]
    file = SimpleUploadedFile("a.txt", b"x")
    both = clerk.post(address, {"_once": str(uuid4()), "file": file, "text": "Thi đua"})
    assert sentences_at_the_field(both.content) == ["Chỉ chọn một cách: tệp, hoặc dán nội dung."]
    assert "Thi đua" in both.content.decode()


def test_letter_with_300_targets_is_read_whole(clerk: Client) -> None:
    lines = [f"- Sản lượng cây trồng số {number} đạt {number + 10} tấn;" for number in range(1, 301)]
    text = "KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n\nI. CÁC CHỈ TIÊU CHỦ YẾU\n" + "\n".join(lines)
    assert send(clerk, "nhieu.txt", text.encode()).status_code == 302
    draft = LaunchDraft.objects.get()
    assert DraftTarget.objects.filter(draft=draft).count() == 300
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk]), {"trang": "3"})
    assert 'id="c300"' in page.content.decode()


def test_file_name_in_decomposed_letters_is_kept_composed(clerk: Client) -> None:
    name = unicodedata.normalize("NFD", "Công văn phát động.txt")
    assert send(clerk, name, LETTER.read_bytes()).status_code == 302
    assert ReadText.objects.get().file_name == unicodedata.normalize("NFC", name)


def test_refused_letter_can_be_sent_again_mended(clerk: Client) -> None:
    once = str(uuid4())
    address = reverse("movements:launch-upload")
    bad = clerk.post(address, {"_once": once, "file": SimpleUploadedFile("a.docx", b"")})
    assert bad.status_code == 422
    good = clerk.post(address, {"_once": once, "file": SimpleUploadedFile("a.txt", LETTER.read_bytes())})
    assert good.status_code == 302


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.CHAIRMAN, Role.EDITOR, Role.INSPECTOR])
def test_only_the_office_hands_letters_in(commune: Commune, role: Role) -> None:
    client = commune.client(role, commune.units["Thôn 1"])
    assert client.get(reverse("movements:launch-upload")).status_code == 403
    assert send(client, "a.txt", LETTER.read_bytes()).status_code == 403
    assert not LaunchDraft.objects.exists()
