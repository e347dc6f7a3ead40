"""The people of a collective are counted, and what is not known stays open."""

import pytest

from thidua.core.eligibility.collective import Counted, MemberYear, counted
from thidua.core.eligibility.facts import Grade

GOOD, FAILED, UNKNOWN = MemberYear(Grade.GOOD), MemberYear(Grade.FAILED), MemberYear()
WARNED = MemberYear(Grade.DONE, is_warned=True)


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        ([], Counted(0, 0, None, 0)),
        ([GOOD, WARNED], Counted(2, 2, 2, 1)),
        ([GOOD, FAILED], Counted(2, 2, 1, 0)),
        ([GOOD, UNKNOWN], Counted(2, 1, None, 0)),
        ([UNKNOWN], Counted(1, 0, None, 0)),
    ],
)
def test_what_is_counted(people, wanted):
    assert counted(people) == wanted
