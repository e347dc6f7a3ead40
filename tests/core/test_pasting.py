"""Blocks copied from a spreadsheet, cut and laid onto a grid."""

import pytest

from thidua.core.pasting import Laid, Layout, lay, read_block

NAMES = ("Thôn 1", "Thôn 2", "Thôn 3")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ("1\r\n\r\n2\r\n", [["1"], ["2"]]),
        ('"Thôn\n 1"\t5', [["Thôn 1", "5"]]),
        ("  1.234,5 \t\t x", [["1.234,5", "", "x"]]),
    ],
)
def test_a_block_is_cut_as_a_spreadsheet_copies_it(text: str, block: list[list[str]]):
    assert read_block(text) == block


def test_a_block_without_names_begins_at_the_given_cell():
    assert lay([["1", "2"], ["3"]], NAMES, row=1, column=2) == Layout(
        (Laid(1, 2, "1"), Laid(1, 3, "2"), Laid(2, 2, "3"))
    )


def test_lines_below_the_last_row_are_told():
    assert lay([["1"], ["2"]], NAMES, row=2) == Layout((Laid(2, 0, "1"),), below=(["2"],))
    assert lay([["1"]], NAMES, row=9) == Layout((), below=(["1"],))


def test_names_lead_each_line_to_its_row_and_headings_and_sums_are_told():
    block = [["Đơn vị", "Tấn"], ["THÔN 3", "7"], ["thon 1", "", "9"], ["Cộng", "16"]]
    assert lay(block, NAMES, row=2, column=0) == Layout(
        (Laid(2, 0, "7"), Laid(0, 1, "9")), unnamed=(["Đơn vị", "Tấn"], ["Cộng", "16"])
    )


def test_empty_cells_change_nothing():
    assert lay([["", "5"]], NAMES) == Layout((Laid(0, 1, "5"),))
