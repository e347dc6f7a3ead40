"""Word the lines of a certificate before it is printed; its name stays that of the decision."""

from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.models import Award, CertificateWording
from thidua.decisions.queries.certificate_lines import Lines, ruled_lines
from thidua.decisions.queries.certificates import picture_of
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.papers.errors import PaperError


@transaction.atomic
def write(award: Award, lines: Lines, *, expected: int, by: Actor, at: datetime) -> None:
    """Keep the lines for the next printing; the first version is what the rule makes.

    :raises DomainError: a line is too long for its place, or holds a letter no font has
    """
    held: Award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    policies.can_word_certificate(by, held).enforce()
    decision = held.decision
    ruled = ruled_lines(held, decision.authority.name, decision.decided_on)
    kept = CertificateWording.objects.filter(award=held).first()
    if kept is None and lines == ruled:
        return
    if kept is None:
        kept = CertificateWording.objects.create(award=held, authority_id=held.authority_id, **ruled.values)
    changes = versions.apply(kept, lines.values, expected=expected)
    if changes:
        _refuse_what_does_not_fit(held, at)
        record("decisions.certificate.word", kept, by=by, at=at, deed=Deed(changes=changes))


def _refuse_what_does_not_fit(award: Award, at: datetime) -> None:
    """Draw it once, so that the clerk who writes is told, not the one who prints a hundred."""
    try:
        picture_of(Award.objects.get(pk=award.pk), at=at, is_small=True)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
