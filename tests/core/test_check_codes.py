import pytest

from thidua.core.check_codes import read_code, spoken


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7QM2XWPAB34", "K7QM2XWPAB34"),
        (" k7qm 2xwp-ab34 ", "K7QM2XWPAB34"),
        ("K7QM.2XWP\u00a0AB34", "K7QM2XWPAB34"),
        ("K7QM2XWPAB3", ""),
        ("K7QM2XWPAB345", ""),
        ("K7QM2XWPAB0O", ""),
        ("", ""),
        ("Đ7QM2XWPAB34", ""),
    ],
)
def test_a_code_is_read_however_it_is_grouped(typed: str, code: str):
    assert read_code(typed) == code


def test_a_code_is_read_out_in_fours():
    assert spoken("K7QM2XWPAB34") == "K7QM 2XWP AB34"
    assert read_code(spoken("K7QM2XWPAB34")) == "K7QM2XWPAB34"
