import pytest

from thidua.core.commending.duplicates import Named, duplicates_among


def _named(key, name="Nguyễn Thị Hòa", **more):
    return Named(key, name, **more)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({}, {"name": "nguyễn thị hoà"}, "Cùng tên. Xem có phải một người không."),
        ({}, {"name": "Nguyễn Thị Hoa"}, "Cùng tên. Xem có phải một người không."),
        ({}, {"name": "Nguyễn Thị Hồng"}, None),
        ({"birth_year": 1980}, {"birth_year": 1980}, "Cùng tên, cùng năm sinh. Xem có phải một người không."),
        ({"birth_year": 1980}, {"birth_year": 1981}, None),
        ({"birth_year": 1980}, {}, "Cùng tên. Xem có phải một người không."),
        ({"unit": 1}, {"unit": 1}, "Cùng tên, cùng đơn vị. Xem có phải một người không."),
        ({"unit": 1}, {"unit": 2}, None),
        (
            {"unit": 1, "birth_year": 1980},
            {"unit": 1, "birth_year": 1980},
            "Cùng tên, cùng năm sinh, cùng đơn vị. Xem có phải một người không.",
        ),
        ({"identity": "042"}, {"identity": "042", "name": "Người khác"}, "Cùng số định danh."),
        ({"identity": "042"}, {"identity": "043"}, None),
        ({"identity": "042", "birth_year": 1980}, {"birth_year": 1981}, None),
    ],
)
def test_why_two_may_be_one(first, second, reason):
    found = duplicates_among([_named(1, **first), _named(2, **second)])
    assert [pair.reason for pair in found] == ([reason] if reason else [])


def test_each_pair_is_told_once_in_the_order_of_the_list():
    three = [_named(key, identity="042") for key in (3, 1, 2)]
    pairs = [(pair.first.key, pair.second.key) for pair in duplicates_among(three)]
    assert pairs == [(3, 1), (3, 2), (1, 2)]
    assert duplicates_among([]) == ()
