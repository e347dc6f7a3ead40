"""A paper that still holds a hint or dots is not issued; what is issued was asked for twice."""

from uuid import uuid4

import pytest
from tests.commune import PASSWORD
from tests.decisions.deciding import AT, Deciding
from tests.decisions.test_decision_pages import send, url, words_of
from tests.decisions.test_drafts import begun, issued

from thidua.core.errors import DomainError
from thidua.decisions.enums import PaperKind, PaperState
from thidua.decisions.models import NumberBook
from thidua.decisions.queries.draft_gaps import gaps_of
from thidua.decisions.services import drafts
from thidua.organisation.enums import Role

HINT = "Lý do: (ghi lý do và văn bản kết luận)."


@pytest.mark.parametrize(
    ("field", "line", "named"),
    [
        ("body", HINT, f"nội dung, dòng “{HINT}”"),
        ("body", "(Ghi từng trường hợp đã xét", "nội dung, dòng “(Ghi từng trường hợp đã xét”"),
        ("to", "Ông ……", "kính gửi, dòng “Ông ……”"),
        ("bases", "Căn cứ Quyết định số ......", "căn cứ, dòng “Căn cứ Quyết định số ......”"),
    ],
)
def test_what_is_still_to_be_written_keeps_a_paper_from_its_number(
    deciding: Deciding, field: str, line: str, named: str
):
    made = begun(deciding, **{field: f"Một dòng đủ.\n{line}"})
    assert gaps_of(made) == (named,)
    with pytest.raises(DomainError, match="Văn bản còn chỗ chưa ghi") as refused:
        drafts.issue(made, expected=made.version, by=deciding.year.chairman, at=AT)
    assert named in refused.value.sentence
    assert not NumberBook.objects.exists()


def test_ordinary_words_are_no_gaps(deciding: Deciding):
    assert not gaps_of(begun(deciding, body="Ghi nhận thành tích (ghim trên bảng tin)… Hết."))
    assert issued(deciding).paper


def test_the_draft_says_what_is_missing_and_offers_no_number(deciding: Deciding):
    made = begun(deciding, body=HINT)
    office = deciding.commune.client(Role.OFFICE)
    page = words_of(office.get(url("draft-detail", made.pk)))
    assert HINT in page
    assert "còn chỗ chưa ghi" in page
    assert "Ban hành, lấy số" not in page
    answer = send(office, url("draft-issue", made.pk), _version=made.version)
    assert answer.status_code == 422
    assert "Văn bản còn chỗ chưa ghi: nội dung" in words_of(answer)


def test_a_paper_is_shown_once_more_before_its_number(deciding: Deciding):
    made = begun(deciding)
    office = deciding.commune.client(Role.OFFICE)
    assert "Ban hành, lấy số" in words_of(office.get(url("draft-detail", made.pk)))
    page = words_of(office.get(url("draft-issue", made.pk)))
    assert "không sửa, không bỏ được" in page
    assert "Mật khẩu" not in page
    assert not NumberBook.objects.exists()


def test_a_decision_asks_for_the_password(deciding: Deciding):
    made = begun(deciding, kind=PaperKind.DECISION, title="Hủy bỏ khen thưởng")
    chairman = deciding.commune.client(Role.CHAIRMAN)
    told = {"_once": str(uuid4()), "_version": made.version}
    for password in ("", "sai-mat-khau"):
        assert chairman.post(url("draft-issue", made.pk), told | {"password": password}).status_code == 422
    assert not NumberBook.objects.exists()
    assert chairman.post(url("draft-issue", made.pk), told | {"password": PASSWORD}).status_code == 302
    made.refresh_from_db()
    assert made.state == PaperState.ISSUED
