"""Digital signatures in a PDF: who signed what we issued, and whether anything changed since.

The same check serves what people sign with a token and a program of their own and what `sealing` signs.
"""

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.papers.errors import PaperError

_USES = {"digital_signature", "non_repudiation"}
"""Either lets a certificate sign, as `sealing` asks too."""
_MARK, _CODE = b"/ByteRange", "broken_signature"
_BROKEN = "Chữ ký số trong tệp không đúng. Ký lại bản PDF đã ban hành rồi đưa vào."


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """Who signed, by whose certificate, when by the signer's clock; trusted where a known root vouches."""

    signer: str
    issuer: str
    at: datetime | None
    is_trusted: bool


def signature_of(data: bytes, *, original: bytes, roots: Iterable[bytes] = ()) -> DigitalSignature | None:
    """Return the last signature put on `original`, None where `data` is another file or bears none.

    A signature is added at the end: `data` begins with every byte of `original`. `roots` are certificates in
    PEM or DER. Nothing is asked of the network.

    :raises PaperError: it does not fit the bytes, or something was changed beside the signature
    """
    if not data.startswith(original) or _MARK not in data[len(original) :]:
        return None
    try:
        status = _status(data, roots)
    except Exception as fault:
        raise PaperError(_CODE, _BROKEN) from fault
    if status is None or not (status.intact and status.valid) or not _is_whole(status):
        raise PaperError(_CODE, _BROKEN)
    names = status.signing_cert
    return DigitalSignature(
        signer=_name(names.subject),
        issuer=_name(names.issuer),
        at=status.signer_reported_dt,
        is_trusted=bool(status.trusted),
    )


def _status(data: bytes, roots: Iterable[bytes]) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- slow, needed for signed papers only
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 -- see above
    from pyhanko.sign.validation.settings import KeyUsageConstraints  # noqa: PLC0415 -- see above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- see above

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if not found:
        return None
    trusted = ValidationContext(trust_roots=[_certificate(root) for root in roots], allow_fetching=False)
    return validate_pdf_signature(
        found[-1], signer_validation_context=trusted, key_usage_settings=KeyUsageConstraints(key_usage=_USES)
    )


def _certificate(data: bytes) -> Any:
    from asn1crypto import pem, x509  # noqa: PLC0415 -- slow, needed for signed papers only

    return x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)


def _is_whole(status: Any) -> bool:
    """Say whether the signature covers the file to its end, and nothing but it was added."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 -- see above

    return bool(status.coverage == SignatureCoverageLevel.ENTIRE_FILE)


def _name(name: Any) -> str:
    told = name.native
    return str(told.get("common_name") or name.human_friendly)
