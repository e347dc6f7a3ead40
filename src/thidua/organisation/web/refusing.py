"""Refusals of services told in the form, so that what was typed stays on the page."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from django import forms

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError

ResultT = TypeVar("ResultT")
_NO_FIELDS: Mapping[type[DomainError], str] = MappingProxyType({})


def attempt(
    form: forms.Form, act: Callable[[], ResultT], *, fields: Mapping[type[DomainError], str] = _NO_FIELDS
) -> ResultT | None:
    """Do it, or put the refusal on top of the form and return None; `fields` has a place for some refusals.

    A missing right and a conflict have pages of their own and pass through.
    """
    try:
        return act()
    except (RefusedError, StaleVersionError):
        raise
    except DomainError as refusal:
        form.add_error(fields.get(type(refusal)), refusal.sentence)
        return None
