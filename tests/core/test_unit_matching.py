"""Names of units as letters print them, against the units of a commune."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.unit_matching import NamedUnit, UnitNames

UNITS = [
    NamedUnit("office", ("Văn phòng UBND xã", "Văn phòng HĐND&UBND xã"), "office"),
    NamedUnit("culture", ("Ban Văn hóa xã",), "board"),
    NamedUnit("police", ("Công an xã",), "board"),
    NamedUnit("military", ("Ban Chỉ huy Quân sự xã",), "board"),
    NamedUnit("front", ("Ủy ban Mặt trận Tổ quốc xã",), "union"),
    NamedUnit("women", ("Hội Liên hiệp Phụ nữ xã",), "union"),
    NamedUnit("farmers", ("Hội Nông dân",), "union"),
    NamedUnit("youth", ("Đoàn TNCS Hồ Chí Minh",), "union"),
    NamedUnit("clinic", ("Trạm Y tế",), "clinic"),
    NamedUnit("nursery", ("Trường Mầm non",), "school"),
    NamedUnit("primary", ("Trường Tiểu học Sông Lam",), "school"),
    NamedUnit("coop", ("Hợp tác xã Dịch vụ nông nghiệp",), "cooperative"),
    *(NamedUnit(f"v{number}", (f"Thôn {number}",), "village") for number in range(1, 4)),
]
NAMES = UnitNames(UNITS, "xã Cẩm Lĩnh")
VILLAGES = ("v1", "v2", "v3")
UNIONS = ("women", "farmers", "youth")


@pytest.mark.parametrize(
    ("printed", "keys"),
    [
        ("Ban văn hóa xã", ("culture",)),
        ("Ban Văn hoá", ("culture",)),
        ("BAN VĂN HÓA XÃ CẨM LĨNH", ("culture",)),
        ("Công an xã", ("police",)),
        ("Công an", ("police",)),
        ("Đồng chí Trưởng Công an xã", ("police",)),
        ("BCH Quân sự xã", ("military",)),
        ("Văn phòng HĐND&UBND xã", ("office",)),
        ("VP HĐND - UBND xã", ("office",)),
        ("Văn phòng HĐND và UBND", ("office",)),
        ("UBMTTQVN xã", ("front",)),
        ("Mặt trận Tổ quốc", ("front",)),
        ("Chủ tịch UBMTTQ xã", ("front",)),
        ("Hội phụ nữ", ("women",)),
        ("Hội LHPN xã", ("women",)),
        ("Xã đoàn", ("youth",)),
        ("Bí thư Đoàn TN", ("youth",)),
        ("Trạm y tế xã", ("clinic",)),
        ("Hiệu trưởng trường MN", ("nursery",)),
        ("HTX DVNN", ("coop",)),
        ("- Thôn 2;", ("v2",)),
        ("Trưởng thôn 2", ("v2",)),
        ("Thôn trưởng các thôn", VILLAGES),
        ("Thôn trưởng", VILLAGES),
        ("Ban cán sự các thôn", VILLAGES),
        ("3 thôn trên địa bàn xã", VILLAGES),
        ("Thôn 1, 2 và 3", VILLAGES),
        ("Các trường học, Trạm y tế", ("nursery", "primary", "clinic")),
        ("UBMTTQ và các Đoàn thể xã", ("front", *UNIONS)),
        ("các đoàn thể", UNIONS),
        ("Các ban, ngành, đoàn thể xã", ("culture", "police", "military", *UNIONS)),
        ("các ban ngành, đoàn thể; các thôn", ("culture", "police", "military", *UNIONS, *VILLAGES)),
        (
            "Các ban, ngành cấp xã và trưởng thôn các thôn",
            ("culture", "police", "military", *VILLAGES),
        ),
        ("Hội Nông dân, Phụ nữ", ("farmers", "women")),
        ("Hội Nông dân và Hội Phụ nữ", ("farmers", "women")),
        ("các hợp tác xã", ("coop",)),
        ("Trạm Y tế, và thôn trưởng các thôn", ("clinic", *VILLAGES)),
    ],
)
def test_name_is_matched(printed, keys):
    match = NAMES.match(printed)
    assert (set(match.keys), match.missing) == (set(keys), ())
    assert match.is_sure


@pytest.mark.parametrize(
    ("printed", "candidates"),
    [
        ("Ban Văn hóa - Thông tin", ("culture",)),
        ("Trường tiểu học", ("primary",)),
        ("Hợp tác xã", ("coop",)),
        ("Đài truyền thanh", ()),
        ("Các cơ quan", ()),
        ("Ban", ()),
        ("Hội", ()),
        ("Thôn 9", ()),
        ("các doanh nghiệp", ()),
        ("", ()),
        ("...", ()),
        ("a" * 500, ()),
    ],
)
def test_name_that_is_not_sure_is_left_to_a_person(printed, candidates):
    match = NAMES.match(printed)
    assert match.keys == ()
    assert [missing.candidates for missing in match.missing] == [candidates]
    assert match.missing[0].reason.endswith((".", "?"))


def test_list_keeps_what_is_sure_and_tells_the_rest():
    match = NAMES.match("Công an xã, Đài truyền thanh, Thôn 3")
    assert match.keys == ("police", "v3")
    assert [missing.printed for missing in match.missing] == ["Đài truyền thanh"]
    assert not match.is_sure


def test_half_of_a_joined_name_is_not_taken():
    assert NAMES.match("Công an và Viện kiểm sát").keys == ()


def test_two_units_of_one_name_are_both_candidates():
    names = UnitNames([NamedUnit(1, ("Trường Mầm non",), "school"), NamedUnit(2, ("Trường MN",), "school")])
    match = names.match("trường mầm non")
    assert match.keys == ()
    assert match.missing[0].candidates == (1, 2)


def test_word_with_two_meanings_finds_either_unit():
    names = UnitNames(
        [
            NamedUnit("council", ("Thường trực HĐND xã",), "party"),
            NamedUnit("desk", ("Trung tâm Phục vụ hành chính công",), "office"),
        ]
    )
    assert names.match("TT HĐND xã").keys == ("council",)
    assert names.match("TT Phục vụ hành chính công xã").keys == ("desk",)


def test_kinds_are_those_of_the_organisation():
    from thidua.core.unit_matching import _GROUPS  # noqa: PLC0415 -- read for the comparison only
    from thidua.organisation.enums import UnitKind  # noqa: PLC0415 -- the core knows no models

    assert {kind for _, kinds in _GROUPS for kind in kinds} <= set(UnitKind.values)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text):
    match = NAMES.match(text)
    assert set(match.keys) <= {unit.key for unit in UNITS}
    assert match.keys or match.missing


@settings(deadline=None)
@given(
    st.sampled_from(UNITS),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_own_name_is_found_in_any_spelling(unit, form, case):
    for name in unit.names:
        assert NAMES.match(unicodedata.normalize(form, case(name))).keys == (unit.key,)


@settings(deadline=None)
@given(st.lists(st.sampled_from(UNITS), min_size=1, max_size=6, unique_by=lambda unit: unit.key))
def test_list_of_names_finds_each(units):
    match = NAMES.match("; ".join(unit.names[0] for unit in units))
    assert match.keys == tuple(unit.key for unit in units)


def test_a_comma_before_and_parts_what_is_known_from_what_is_not():
    match = NAMES.match("người lao động, và thôn trưởng các thôn")
    assert match.keys == VILLAGES
    assert [missing.printed for missing in match.missing] == ["người lao động"]


@pytest.mark.parametrize("text", ["và", "VÀ", " và , "])
def test_a_joining_word_alone_is_a_name_that_was_not_found(text):
    match = NAMES.match(text)
    assert match.keys == ()
    assert [missing.printed for missing in match.missing] == [text]


def test_a_name_of_many_short_words_is_compared_in_some_of_its_spellings():
    long = " ".join(["TT"] * 12)
    assert UnitNames([NamedUnit("odd", (long,), "office")]).match(long).keys == ("odd",)
