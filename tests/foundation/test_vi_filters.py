"""Numbers, days and moments as people of a commune write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

D = Decimal


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ v|so }}", D(2350), "2.350"),
        ("{{ v|so }}", D("47.30"), "47,3"),
        ("{{ v|so }}", 1234567, "1.234.567"),
        ("{{ v|so }}", D("-0.5"), "-0,5"),
        ("{{ v|so }}", None, ""),
        ("{{ v|ngay }}", date(2024, 4, 5), "05/04/2024"),
        ("{{ v|ngay }}", datetime(2024, 4, 5, 20, 0, tzinfo=UTC), "06/04/2024"),
        ("{{ v|ngay }}", "2024-04", "tháng 4/2024"),
        ("{{ v|ngay }}", "2024", "năm 2024"),
        ("{{ v|ngay }}", None, ""),
        ("{{ v|luc }}", datetime(2024, 4, 16, 7, 5, tzinfo=UTC), "14:05 ngày 16/04/2024"),
        ("{{ v|luc }}", datetime(2024, 12, 31, 17, 0, tzinfo=UTC), "00:00 ngày 01/01/2025"),
        ("{{ v|luc }}", None, ""),
        ("{% khoang v.0 v.1 %}", (D(19), D(20)), "19 – 20"),
        ("{% khoang v.0 v.1 %}", (D(98), D(98)), "98"),
        ("{% khoang v.0 v.1 %}", (D("11.5"), None), "từ 11,5"),
        ("{% khoang v.0 v.1 %}", (None, D(2350)), "đến 2.350"),
        ("{% khoang v.0 v.1 %}", (None, None), ""),
    ],
)
def test_values_are_shown_in_vietnamese_notation(template, value, shown):
    assert Template("{% load vi %}" + template).render(Context({"v": value})) == shown
