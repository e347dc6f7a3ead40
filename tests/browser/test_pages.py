"""Every page, as those who use it see it: accessible, light to load, quiet, whole at any width."""

import pytest
from tests.browser.checking import problems_of
from tests.browser.pages import ARGUMENTS, LEFT_OUT, address_of, names, visits, with_arguments


def test_every_address_with_a_key_is_visited_or_left_out_for_a_reason():
    unknown = with_arguments() - ARGUMENTS.keys() - LEFT_OUT.keys()
    assert sorted(unknown) == []
    gone = (ARGUMENTS.keys() | LEFT_OUT.keys()) - set(names())
    assert sorted(gone) == []


@pytest.mark.parametrize(("name", "role"), visits())
def test_page_keeps_its_budgets(name, role, site, window, axe):
    problems = problems_of(window(role), site.address, address_of(name, site.keys), axe)
    assert problems in (None, [])
