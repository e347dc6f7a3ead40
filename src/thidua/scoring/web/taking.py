"""Do a deed for a form, and tell at its field what the rules refuse: what was typed stays in the form."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.policy import Answer
from thidua.foundation.services.versions import StaleVersionError
from thidua.scoring.services.giving import NotTakenError

_REFUSED, _FAULTS = 403, 422
_CODE = "refused"


def is_open(form: forms.Form, may: Answer) -> bool:
    """Whether the deed is open to who has the form; a sent one comes back with the refusal on top of it.

    Of a form that was only opened nothing is lost: the refusal has a page of its own.
    """
    if not form.is_bound:
        may.enforce()
    elif not may:
        _refuse(form, may.refusal)
    return bool(may)


def is_done(form: forms.Form, deed: Callable[[], object], *, field: str | None = None) -> bool:
    """Return whether the deed was done; else its sentence stands at `field`, or at the field it names.

    What somebody else wrote meanwhile has a page of its own.
    """
    try:
        deed()
    except StaleVersionError:
        raise
    except RefusedError as error:  # the round or the sheet moved since the form was opened
        _refuse(form, error.sentence)
    except NotTakenError as error:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)
    except DomainError as error:
        form.add_error(field, error.sentence)
    else:
        return True
    return False


def status_of(form: forms.Form) -> int:
    """Return the status of a page that shows this form: what came back with faults is no success."""
    if form.is_bound and form.has_error(NON_FIELD_ERRORS, _CODE):
        return _REFUSED
    return _FAULTS if form.is_bound else 200


def _refuse(form: forms.Form, sentence: str) -> None:
    form.add_error(None, forms.ValidationError(sentence, code=_CODE))
