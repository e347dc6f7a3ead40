"""A certificate authority for tests, and people who sign PDFs with its certificates."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter

WORD = "mat-khau-cua-tep-khoa"
_FROM = datetime(2024, 1, 1, tzinfo=UTC)
_SIGNS = frozenset({"digital_signature", "content_commitment"})
_VOUCHES = frozenset({"key_cert_sign", "crl_sign"})
_USES = {
    *_SIGNS,
    *_VOUCHES,
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "encipher_only",
    "decipher_only",
}
_UNTIL = _FROM + timedelta(days=36_500)


@dataclass(frozen=True)
class TestAuthority:
    """A root of trust; `root` is its certificate as an office would get it."""

    __test__ = False

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def root(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def key_file(self, name: str, until: datetime = _UNTIL, *, uses: frozenset[str] = _SIGNS) -> bytes:
        """Return a PKCS#12 file with a key and the certificate of somebody of this name."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, key, self, until=until, uses=uses)
        return pkcs12.serialize_key_and_certificates(
            b"khoa", key, certificate, [self.certificate], BestAvailableEncryption(WORD.encode())
        )

    def certificates_only(self) -> bytes:
        """Return a PKCS#12 file with no private key, as an export of a certificate alone."""
        return pkcs12.serialize_key_and_certificates(
            b"khoa", None, self.certificate, None, BestAvailableEncryption(WORD.encode())
        )

    def sign(self, pdf: bytes, name: str, folder: Path) -> bytes:
        """Return the PDF signed by somebody of this name (PAdES), as a signing program would."""
        place = folder / "khoa.p12"
        place.write_bytes(self.key_file(name))
        signer = SimpleSigner.load_pkcs12(str(place), passphrase=WORD.encode())
        asked = PdfSignatureMetadata(field_name="ChuKy", subfilter=SigSeedSubFilter.PADES)
        target = io.BytesIO()
        sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), asked, signer=signer, output=target)
        return target.getvalue()


def make_authority(name: str = "Cơ quan chứng thực thử") -> TestAuthority:
    key = ec.generate_private_key(ec.SECP256R1())
    return TestAuthority(key, _certificate(name, key, None))


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: TestAuthority | None,
    *,
    until: datetime = _UNTIL,
    uses: frozenset[str] = _SIGNS,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name, _validate=False)])
    is_root = issuer is None
    wanted = _VOUCHES if is_root else uses
    usage = {use: use in wanted for use in _USES}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    return builder.sign(issuer.key if issuer else key, SHA256())
