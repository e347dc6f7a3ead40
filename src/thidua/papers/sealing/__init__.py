"""Sign an issued PDF with a certificate (PAdES): the PDF and a key file in, the signed PDF out.

The key file is opened, used and forgotten by a child process that has little time and memory and leaves no
core dump. Nothing here keeps or logs it.
"""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime

from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.errors import PaperError

MOST_KEY_BYTES = 100 * 1024
"""A key with its chain of certificates takes about 5 KB."""
_CPU_SECONDS = 20
_WORKER = "thidua.papers.sealing.worker"


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """A PKCS#12 file and its password; never printed."""

    data: bytes
    password: str = field(default="")


def seal(pdf: bytes, key: KeyFile, *, name: str, at: datetime) -> bytes:
    """Return `pdf` with a signature added at its end, shown in the room above the name of who signs.

    :raises PaperError: `wrong_password`, or why the key file or the PDF does not serve
    """
    if len(key.data) > MOST_KEY_BYTES:
        raise PaperError("too_large", "Tệp khóa lớn hơn 100 KB. Chọn tệp .p12 hoặc .pfx chứa khóa ký.")
    asked = {
        "pdf": _text(pdf),
        "key": _text(key.data),
        "password": key.password,
        "name": name,
        "at": at.isoformat(),
    }
    try:
        told = run_confined(_WORKER, json.dumps(asked).encode(), seconds=_CPU_SECONDS)
    except ConfinementError:
        raise PaperError("unusable", "Không ký được bằng tệp khóa này. Xuất lại tệp khóa rồi thử.") from None
    if "refusal" in told:
        raise PaperError(told["code"], told["refusal"])
    return pdf + base64.b64decode(told["added"])


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
