"""Look into a key file: whether the password opens it, and whether its certificate may sign now."""

from datetime import datetime

from asn1crypto import pkcs12 as shapes
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from thidua.core.dates import show_date
from thidua.papers.errors import PaperError

_NO_KEY = "Tệp này không phải tệp khóa. Chọn tệp .p12 hoặc .pfx do nơi cấp chứng thư giao."
_WRONG = "Mật khẩu của tệp khóa chưa đúng. Ghi lại mật khẩu."
_EMPTY = "Tệp không có khóa ký đi cùng chứng thư. Xuất lại tệp, chọn xuất cả khóa riêng."
_STRANGE = "Tệp khóa dùng cách mã hóa chưa đọc được. Xuất lại tệp bằng chương trình khác."
_NOT_FOR_SIGNING = "Chứng thư này không dùng để ký. Chọn chứng thư có quyền ký số."


def name_in(key: bytes, password: str, at: datetime) -> str:
    """Return whose certificate it is.

    :raises PaperError: no key file, a wrong password, a certificate that may not sign at this moment
    """
    certificate = _certificate(key, password.encode())
    _refuse_out_of_date(certificate, at)
    _refuse_other_use(certificate)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _certificate(key: bytes, password: bytes) -> x509.Certificate:
    if not _is_key_file(key):
        raise PaperError("no_key", _NO_KEY)
    try:
        found = pkcs12.load_pkcs12(key, password)
    except ValueError as fault:
        raise PaperError("wrong_password", _WRONG) from fault
    except UnsupportedAlgorithm as fault:
        raise PaperError("strange", _STRANGE) from fault
    if found.key is None or found.cert is None:
        raise PaperError("empty", _EMPTY)
    certificate = found.cert.certificate
    if found.key.public_key() != certificate.public_key():
        raise PaperError("empty", _EMPTY)
    return certificate


def _is_key_file(data: bytes) -> bool:
    try:
        return bool(shapes.Pfx.load(data, strict=True)["version"].native == "v3")
    except (TypeError, ValueError):
        return False


def _refuse_out_of_date(certificate: x509.Certificate, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < begins:
        told = show_date(begins.astimezone(at.tzinfo).date())
        raise PaperError("early", f"Chứng thư có hiệu lực từ ngày {told}. Chọn chứng thư đang có hiệu lực.")
    if at > ends:
        told = show_date(ends.astimezone(at.tzinfo).date())
        raise PaperError("expired", f"Chứng thư hết hạn ngày {told}. Chọn chứng thư còn hạn.")


def _refuse_other_use(certificate: x509.Certificate) -> None:
    """Without the extension a certificate serves every use (RFC 5280, 4.2.1.3)."""
    try:
        use = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (use.digital_signature or use.content_commitment):
        raise PaperError("not_for_signing", _NOT_FOR_SIGNING)
