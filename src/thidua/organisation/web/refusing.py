"""Refusals of services told in the form, so that what was typed stays on the page."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError

ResultT = TypeVar("ResultT")


def attempt(form: forms.Form, act: Callable[[], ResultT]) -> ResultT | None:
    """Do it, or put the refusal on top of the form and return None.

    A missing right and a conflict have pages of their own and pass through.
    """
    try:
        return act()
    except (RefusedError, StaleVersionError):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return None
