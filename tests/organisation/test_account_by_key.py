"""The account of a session is asked for by its key, with every request."""

import pytest
from tests.commune import make_commune

from thidua.organisation.enums import Role
from thidua.organisation.models import User


@pytest.mark.django_db
def test_an_account_is_found_by_its_key_as_it_stands_now():
    commune = make_commune()
    user, other = commune.user(Role.OFFICE), commune.user(Role.CHAIRMAN)
    User.objects.filter(pk=user.pk).update(is_active=False)
    found = User.objects.get(pk=user.pk)
    assert found == user
    assert not found.is_active
    assert User.objects.get(pk=str(other.pk)) == User.objects.get(username=other.username) == other


@pytest.mark.django_db
def test_what_is_not_there_is_told_as_django_tells_it():
    user = make_commune().user(Role.OFFICE)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=user.pk + 1)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=user.pk, username="ai-do")
