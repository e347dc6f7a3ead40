"""Old fonts: the whole alphabet there and back, and no Unicode text ever touched."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.core.legacy_fonts import (
    TCVN3,
    VNI,
    FontEncoding,
    LegacyEncoding,
    decode,
    font_encoding,
    has_unicode_letters,
    looks_legacy,
    repair_lines,
    vietnamese_share,
    words_of,
)

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
MARKED = [letter for letter in SMALL if not letter.isascii()]
TO_TCVN3 = {letter: chr(code) for code, letter in TCVN3.items() if code < 0x100}
TO_VNI = {new: old for old, new in VNI.items() if old == old.lower() or old == old.upper()}
DEV = Path(__file__).parents[2].parent / "shared" / "reading" / "dev"

PHRASES = (
    "Thi đua yêu nước",
    "Tốc độ tăng trưởng kinh tế đạt mười một phần trăm trở lên",
    "giữ vững quốc phòng, an ninh",
    "Ủy ban nhân dân xã phát động phong trào",
    "trồng cây xanh trên các tuyến đường",
    "xóa nhà tạm, nhà dột nát",
    "thu nhập bình quân đầu người",
    "hộp mứt tết",
    "quỹ khuyến học, quý khách",
    "giếng nước, gìn giữ, cái gì",
)
WORDS = st.sampled_from(sorted({word for phrase in PHRASES for word in phrase.lower().split()}))


def to_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def test_tables_hold_the_whole_alphabet():
    assert len(MARKED) == 67
    assert set(MARKED) <= set(TCVN3.values())
    assert {letter for small in MARKED for letter in (small, small.upper())} == set(VNI.values())


@pytest.mark.parametrize("letter", MARKED)
def test_each_letter_comes_back(letter):
    assert decode(to_tcvn3(letter), LegacyEncoding.TCVN3) == letter
    assert decode(to_vni(letter), LegacyEncoding.VNI) == letter
    assert decode(to_vni(letter.upper()), LegacyEncoding.VNI) == letter.upper()
    assert decode(to_tcvn3(letter), LegacyEncoding.TCVN3, capitals=True) == letter.upper()


@given(st.text(alphabet=st.sampled_from([*SMALL, *"bcdghklmnpqrstvx", " ", "0", "."])))
def test_any_text_comes_back(text):
    assert decode(to_tcvn3(text), LegacyEncoding.TCVN3) == text
    assert decode(to_vni(text), LegacyEncoding.VNI) == text


@given(st.lists(WORDS, min_size=4, max_size=12))
def test_words_of_unknown_font_are_recognised(words):
    text = " ".join(words)
    assume(sum(not word.isascii() for word in set(words)) >= 4)
    for encode in (to_tcvn3, to_vni):
        repair = repair_lines([encode(text)])
        assert repair.lines[0] == text or repair.encoding is None
        assert repair.encoding is not None or vietnamese_share(words_of(encode(text))) >= 0.5


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_of_unknown_font_are_read(phrase):
    assert repair_lines([to_tcvn3(phrase.lower())]).lines == (phrase.lower(),)
    assert repair_lines([to_vni(phrase)]).lines == (phrase,)


def test_the_famous_example():
    repair = repair_lines(["hép møt tÕt"])
    assert repair.lines == ("hộp mứt tết",)
    assert repair.encoding is LegacyEncoding.TCVN3


def test_capitals_may_carry_small_marks_in_vni():
    assert decode("UÛY BAN NHAÂN DAÂN", LegacyEncoding.VNI) == "ỦY BAN NHÂN DÂN"
    assert decode("Uûy ban NHAâN", LegacyEncoding.VNI) == "Ủy ban NHÂN"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".VnTime", FontEncoding(LegacyEncoding.TCVN3)),
        (".VnTimeH", FontEncoding(LegacyEncoding.TCVN3, is_capitals=True)),
        (".VnArialH", FontEncoding(LegacyEncoding.TCVN3, is_capitals=True)),
        (".vntime", FontEncoding(LegacyEncoding.TCVN3)),
        ("VNI-Times", FontEncoding(LegacyEncoding.VNI)),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_font_names_tell_the_encoding(name, expected):
    assert font_encoding(name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Công an xã",
        "été à l'hôtel, même côté",
        "für Möbel schöne Grüße",
        "30 µm và 25 °C",
        "«quê» ® © ± × ÷",
        "Mañana el niño",
        "tài, lúa, thì, và 2½",
        "Thi đua 2024: 11% trở lên",
        "",
    ],
)
def test_other_text_is_left_alone(text):
    assert repair_lines([text]).lines == (text,)
    assert repair_lines([text]).encoding is None


@given(st.lists(st.text(alphabet=st.sampled_from([*SMALL, *"bcghklmnprtvx "]), max_size=30), max_size=6))
def test_lines_with_unicode_letters_never_change(lines):
    marked = [f"{line} ạ" for line in lines]
    assert repair_lines(marked).lines == tuple(marked)


@given(st.lists(st.lists(WORDS, max_size=8), max_size=6))
def test_unicode_vietnamese_never_changes(lines):
    texts = [" ".join(words) for words in lines]
    assert repair_lines(texts).lines == tuple(texts)


def test_mixed_text_changes_only_in_its_old_lines():
    old = to_tcvn3("phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ")
    repair = repair_lines(["Thi đua yêu nước", old])
    assert repair.lines == ("Thi đua yêu nước", "phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ")


@pytest.mark.skipif(not DEV.is_dir(), reason="the shared letters are not here")
def test_no_line_of_the_shared_letters_changes():
    lines = [line for path in sorted(DEV.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    assert [line for line in lines if repair_lines([line]).encoding] == []


@pytest.mark.skipif(not DEV.is_dir(), reason="the shared letters are not here")
@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_shared_letters_come_back_from_old_fonts(encode):
    text = unicodedata.normalize("NFC", (DEV / "seed.txt").read_text("utf-8"))
    if encode is to_tcvn3:
        text = text.lower()
    text = "".join(
        letter for letter in text if letter in "\n “”" or letter.isascii() or letter.lower() in MARKED
    )
    assert repair_lines(encode(text).splitlines()).lines == tuple(text.splitlines())


def test_signs_of_old_fonts_are_seen():
    assert looks_legacy("céng hoµ")
    assert not looks_legacy("Cộng hòa xã hội chủ nghĩa Việt Nam")
    assert has_unicode_letters("xã hội")
    assert not has_unicode_letters("xã hòa")
