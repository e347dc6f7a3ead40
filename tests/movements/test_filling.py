"""What becomes of a letter in its draft, and the verbs that a page seldom sends."""

from datetime import date, timedelta

import pytest
from tests.movements.conftest import AT

from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.movements.models import DraftTarget, DraftTask, LaunchDraft
from thidua.movements.services import draft_targets, drafts, items
from thidua.movements.services.draft_targets import Seen
from thidua.organisation.enums import Role

PARTS = ", ".join(f"tổng hợp phần việc số {number} của các thôn và trường học" for number in range(1, 12))
LETTER = f"""UBND XÃ CẨM LĨNH
Số: 12/KH-UBND

KẾ HOẠCH
Phát động phong trào thi đua “Chung sức xây dựng nông thôn mới”{{period}}

I. TỔ CHỨC THỰC HIỆN
1. Văn phòng UBND xã: theo dõi kết quả thi đua, {PARTS}.
2. Ban Văn hóa xã: tuyên truyền về phong trào.
"""
BETWEEN = "\n\nThời gian: từ ngày 01/02/2024 đến hết ngày 31/12/2024."


def draft_of(text: str, office: Actor) -> LaunchDraft:
    read_text = reading.take_in(text.encode(), "phat-dong.txt", by=office, at=AT)
    return drafts.from_letter(read_text, by=office, at=AT)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (BETWEEN, (date(2024, 2, 1), date(2024, 12, 31))),
        (" giai đoạn 2024 - 2025", (None, None)),
        ("", (None, None)),
    ],
    ids=["dated", "years only", "not told"],
)
def test_first_and_last_day_are_taken_only_when_the_letter_tells_them(
    office: Actor, period: str, days: tuple[date | None, date | None]
) -> None:
    draft = draft_of(LETTER.format(period=period), office)
    assert draft.title == "Chung sức xây dựng nông thôn mới"
    assert (draft.starts_on, draft.ends_on) == days


def test_a_task_too_long_for_a_list_is_cut_between_words_and_kept_whole_below(office: Actor) -> None:
    draft = draft_of(LETTER.format(period=""), office)
    long, short = DraftTask.objects.filter(draft=draft).order_by("position")
    assert short.title == "Tuyên truyền về phong trào"
    assert long.title.startswith("Theo dõi kết quả thi đua, tổng hợp")
    assert long.title.endswith("…")
    assert len(long.title) <= 300
    words = long.title.removesuffix("…").split()
    assert f"{' '.join(words[1:])} " in long.detail.replace(",", ", ").replace("  ", " ")
    assert PARTS in long.detail


@pytest.mark.parametrize(
    ("first", "second", "asks"),
    [
        ("Trồng rừng 15 ha", "Thu gom rác 98%", True),
        ("Duy trì phong trào văn nghệ", "Thu gom rác 98%", False),
        ("Thu gom rác 98%", "Duy trì phong trào văn nghệ", False),
    ],
)
def test_merging_asks_which_level_counts_only_when_both_have_one(
    office: Actor, first: str, second: str, *, asks: bool
) -> None:
    draft = drafts.by_hand({"title": "Chung tay vì môi trường", "year": 2025}, by=office, at=AT)
    (one, other), _ = draft_targets.add_lines(draft, f"{first}\n{second}", by=office, at=AT)
    merged = draft_targets.merge_with_next(
        one, Seen(str(other.pk), 1, may_mix_units=True), expected=1, by=office, at=AT
    )
    assert merged.goal.has_numbers
    assert any(doubt["code"] == "merged" for doubt in merged.doubts) == asks


def test_a_doubt_is_not_answered_by_silence(draft: LaunchDraft, office: Actor) -> None:
    asked = DraftTarget.objects.get(draft=draft, name="Sản lượng nuôi trông")
    with pytest.raises(items.UnansweredError, match="Chưa chọn câu trả lời"):
        items.answer(asked, {}, expected=1, by=office, at=AT)
    asked.refresh_from_db()
    assert asked.version == 1


def test_accepting_all_without_an_account_leaves_whatever_changed_since(
    draft: LaunchDraft, office: Actor
) -> None:
    """A command of the server has no user, so nothing that changed is its own."""
    seen_at = draft.saved_at
    item = next(item for item in DraftTarget.objects.filter(draft=draft) if not item.doubts)
    for act in (items.accept, items.restore):
        item = act(item, expected=item.version, by=office, at=AT + timedelta(minutes=item.version))
    server = Actor(None, "Máy chủ", office.authority_id, roles=frozenset({Role.OFFICE}))
    done = items.accept_clear(draft, seen_at=seen_at, by=server, at=AT + timedelta(hours=1))
    assert done.left == 1
    item.refresh_from_db()
    assert item.state == "waiting"
