"""A criterion finds the target it means by words, and none where it is not sure."""

import pytest

from thidua.core.scoring.naming import best_match, same_name

KNOWN = {
    "rice": "Sản lượng lương thực quy thóc",
    "fish": "Sản lượng đánh bắt, nuôi trồng",
    "health": "Tỷ lệ người dân tham gia BHYT",
    "culture": "Tỷ lệ hộ đạt gia đình văn hóa",
    "sport": "Tỷ lệ hộ đạt gia đình thể thao",
    "waste": "Tỷ lệ chất thải rắn được thu gom, xử lý",
}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sản lượng lương thực", "rice"),
        ("Gia đình văn hóa", "culture"),
        ("Gia đình thể thao", "sport"),
        ("Chất thải rắn được thu gom", "waste"),
        ("TỶ LỆ HỘ ĐẠT GIA ĐÌNH VĂN HOÁ", "culture"),
        ("Sản lượng", ""),
        ("Tổ chức phong trào", ""),
        ("", ""),
    ],
)
def test_what_is_meant(name: str, key: str):
    assert best_match(name, KNOWN) == key


def test_names_are_the_same_but_for_accents_and_case():
    assert same_name("Gia đình văn hoá", "GIA ĐÌNH VĂN HÓA")
    assert not same_name("Gia đình văn hóa", "Gia đình thể thao")
