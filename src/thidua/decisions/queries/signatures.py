"""The digital signature in the signed copy of a paper, checked against the bytes that were issued."""

from pathlib import Path

from django.conf import settings

from thidua.core.errors import DomainError
from thidua.core.text import search_key
from thidua.decisions.models import IssuedPaper
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.papers.errors import PaperError
from thidua.papers.signatures import DigitalSignature, signature_of

_PDF = "application/pdf"


def digital_signature(paper: IssuedPaper, copy: StoredFile | None) -> DigitalSignature | None:
    """Return who signed the issued PDF digitally, None where the copy is a scan.

    :raises DomainError: the signature does not fit the file
    """
    if copy is None or copy.media_type != _PDF:
        return None
    try:
        return signature_of(files.read(copy), original=files.read(paper.pdf), roots=_roots())
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault


def is_of_signer(signature: DigitalSignature, paper: IssuedPaper) -> bool:
    """Say whether the certificate names who signs the paper, or the office, whose seal it then is.

    Marks do not count: certificates often go without. Other words may stand beside the name.
    """
    told = f" {search_key(signature.signer)} "
    names = (paper.signer, paper.authority.committee)
    return any(f" {search_key(name)} " in told for name in names)


def _roots() -> list[bytes]:
    """Return the root certificates that the office trusts: files in `chung-thu` of the data folder."""
    return [place.read_bytes() for place in sorted((Path(settings.DATA) / "chung-thu").glob("*.*"))]
