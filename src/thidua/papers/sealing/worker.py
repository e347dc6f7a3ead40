"""The child process that signs: `python -m … SECONDS < JSON of PDF, key file, password, name, moment`.

It prints one JSON object: the bytes to add to the PDF, or the code and the sentence of the refusal.
"""

import base64
import io
import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle

from thidua.papers.confinement import confine
from thidua.papers.errors import PaperError
from thidua.papers.sealing.keys import name_in
from thidua.papers.sealing.places import place_for
from thidua.papers.sealing.stamps import stamp_of

_FIELD = "ChuKy"
_WHOLE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)


class _Signer(PdfSigner):
    """Signs at the moment it was asked to, which is also the one that the page shows."""

    moment: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


def main() -> None:
    """Read standard input and print what signing adds to the PDF."""
    confine()
    asked = json.load(sys.stdin)
    try:
        added = _added(
            base64.b64decode(asked["pdf"]),
            base64.b64decode(asked["key"]),
            asked["password"],
            asked["name"],
            datetime.fromisoformat(asked["at"]),
        )
        answer = {"added": base64.b64encode(added).decode("ascii")}
    except PaperError as refusal:
        answer = {"code": refusal.code, "refusal": refusal.sentence}
    json.dump(answer, sys.stdout)


def _added(pdf: bytes, key: bytes, password: str, name: str, at: datetime) -> bytes:
    holder = name_in(key, password, at)
    place = place_for(pdf, name)
    with tempfile.TemporaryDirectory() as folder:
        stamp = Path(folder) / "stamp.pdf"
        stamp.write_bytes(stamp_of(holder, at))
        signer = _Signer(
            PdfSignatureMetadata(field_name=_FIELD, subfilter=SigSeedSubFilter.PADES),
            SimpleSigner.load_pkcs12_data(key, other_certs=(), passphrase=password.encode()),
            stamp_style=StaticStampStyle.from_pdf_file(str(stamp), border_width=0, background_layout=_WHOLE),
            new_field_spec=SigFieldSpec(_FIELD, on_page=place.page, box=place.box),
        )
        signer.moment = at
        signed = io.BytesIO()
        signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=signed)
    return signed.getvalue()[len(pdf) :]


if __name__ == "__main__":
    main()
