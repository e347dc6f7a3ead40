"""Do a deed for a form, and tell at its field what the rules refuse."""

from collections.abc import Callable

from django import forms

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError
from thidua.scoring.services.giving import NotTakenError

_FAULTS = 422


def is_done(form: forms.Form, deed: Callable[[], object], *, field: str | None = None) -> bool:
    """Return whether the deed was done; else its sentence stands at `field`, or at the field it names.

    What somebody may not do, and what somebody else did meanwhile, has pages of its own.
    """
    try:
        deed()
    except (RefusedError, StaleVersionError):
        raise
    except NotTakenError as error:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)
    except DomainError as error:
        form.add_error(field, error.sentence)
    else:
        return True
    return False


def status_of(form: forms.Form) -> int:
    """Return the status of a page that shows this form: what came back with faults is no success."""
    return _FAULTS if form.is_bound else 200
