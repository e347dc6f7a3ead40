"""What meets in a search, what does not, and what comes before what."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import fold, name_sort_key, normalise, search_key, sort_key, spells, tells_name

MARKS = "\u0300\u0301\u0303\u0309\u0323"
TONES = ["", *MARKS]


def pairs(*lines):
    return [tuple(pair.split("/")) for line in lines for pair in line.split()]


# the tone may stand on either vowel of oa, oe, uy: 3 × 5 × 6 pairs
TONE_PLACES = [
    (f"{start}{first}{tone}{second}", f"{start}{first}{second}{tone}")
    for first, second in ("oa", "oe", "uy")
    for start in ("h", "t", "l", "th", "kh", "ng")
    for tone in MARKS
]
SAME = pairs(
    "kỳ/kì lý/lí mỹ/mĩ sỹ/sĩ tỷ/tỉ quý/quí quy/qui hy/hi ký/kí kỹ/kĩ lỵ/lị sỹ/sĩ thy/thi vỹ/vĩ tỵ/tị",
    "quỳ/quì quỵ/quị quýt/quít quỹ/quĩ Quỳnh/quình quyền/quiền y/i Ý/í mỳ/mì ty/ti kỷ/kỉ bý/bí",
    "quyết/quiết chy/chi khỷ/khỉ ghy/ghi Đặng/dang ĐẠI/đại Ðà/Đà đường/duong Đức/đúc Đường/ĐƯỜNG",
    "Thôn/thon XÃ/xa Nghĩa/nghia Lĩnh/linh Cẩm/CẨM Trung/trung ươm/uom Ước/uoc Ấp/ap Ổn/on Tỉnh/TĨNH",
    "Kế/ke hoạch/hoach giảm/GIAM nghèo/ngheo trưởng/truong phụ/phu nữ/nu cựu/cuu chiến/chien",
)
NEAR = pairs(
    "tay/tai may/mai thúy/thúi hay/hai bay/bai cây/cai đay/đai ngay/ngai say/sai vay/vai chạy/chại",
    "gay/gai lay/lai nay/nai ray/rai xay/xai huy/hui tuy/tui suy/sui lũy/lũi bụi/buy nụy/nụi rủy/rủi",
    "thủy/thủi cúy/cúi xủy/xủi thôn/thông lan/lang tân/tâng hòa/hòe loa/loe thoa/thoe khoa/khoe",
    "đoàn/đoàng toàn/toàng cẩm/cẩn nam/năng tám/táng lĩnh/lịch sơn/sông hà/hòa bò/bòn gà/gầy lợn/lớp",
    "dê/dẻo vịt/việt ngan/ngang cá/cam ghi/ghe thi/the vi/vu si/so ti/ta li/lo mi/mo ki/ko hi/ho",
    "quy/quay qui/quai 1/11 2024/2025 an/anh vinh/vin bình/bin kinh/kin chính/chin hạnh/han phát/phác",
    "khen/kèn thưởng/trưởng đạt/đặc mục/mút chuẩn/chuyển nước/nức",
)


@pytest.mark.parametrize(("one", "other"), TONE_PLACES + SAME)
def test_two_spellings_of_a_word_meet(one, other):
    assert search_key(one) == search_key(other)
    assert search_key(unicodedata.normalize("NFD", one.upper())) == search_key(other)


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_words_that_only_look_alike_do_not_meet(one, other):
    assert search_key(one) != search_key(other)


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Khen Thôn 1", "Thôn 1", True),
        ("Khen THON 1, xã Cẩm Lĩnh", "Thôn 1", True),
        ("Khen Thôn 12", "Thôn 1", False),
        ("đơn của ông Le van BINH", "Lê Văn Bình", True),
        ("Khen bà Lê\u00a0Văn  An", "Lê Văn An", True),
        ("Khen Tổ (A.B)", "Tổ (A.B)", True),
        ("Khen Tổ (AxB)", "Tổ (A.B)", False),
    ],
)
def test_a_name_is_told_by_whole_words(text, name, told):
    assert tells_name(text, name) is told


@pytest.mark.parametrize(
    ("words", "is_spelled"),
    [("hà", True), ("Hạ", False), ("ha", False), ("thu hà", True), ("HA\u0300", True), ("hà an", False)],
)
def test_a_name_is_spelled_as_typed_with_every_mark(words, is_spelled):
    assert spells("Trần Thu Hà", words) == is_spelled


def test_there_are_two_hundred_pairs():
    assert len(TONE_PLACES) + len(SAME) + len(NEAR) >= 200


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Ðặng", "Đặng"), ("cô\u00adng", "công"), ("\ufeffSố", "Số"), ("hoà", "hoà"), ("hòa", "hòa")],
)
def test_text_is_kept_in_one_spelling_but_names_as_they_are_written(text, kept):
    assert normalise(text) == kept


@given(st.text())
def test_composed_and_decomposed_text_are_the_same(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert search_key(decomposed) == search_key(text)
    assert normalise(decomposed) == normalise(normalise(text))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "words",
    [
        "ma mà mả mã má mạ",
        "An Anh Ánh Ăn Ân Bình Dũng Đào Em Êm",
        "U Uyên Ư Ước",
        "o ô ơ p",
        "Thôn Thông",
        "an An án",
    ],
)
def test_words_stand_in_the_order_of_a_vietnamese_dictionary(words):
    ordered = words.split()
    assert sorted({*ordered}, key=sort_key) == ordered


def test_villages_with_a_number_of_one_digit_stand_in_their_order():
    names = [f"Thôn {number}" for number in range(1, 10)]
    assert sorted({*names}, key=sort_key) == names


def test_people_stand_by_given_name_then_family_then_middle_name():
    names = ["Trần Văn An", "Nguyễn Thị Ánh", "Lê Bình", "Nguyễn Anh Bình", "Nguyễn Văn Bình", "Y Bliă Đăm"]
    assert sorted({*names}, key=name_sort_key) == names


def test_a_given_name_that_is_not_the_last_word_is_said_by_hand():
    assert name_sort_key("H'Hen Niê", "H'Hen").startswith(sort_key("H'Hen"))
    assert name_sort_key("  ") == ""


def test_a_hidden_mark_does_not_part_a_letter_from_its_tone():
    assert normalise("e\u00ad\u0301") == "é"
