"""Pages of a Word document as another program lays them out, for tests that compare them with the PDF."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>Times New Roman</family>
    <prefer><family>Liberation Serif</family></prefer>
  </alias>
</fontconfig>
"""
OFFICE = shutil.which("soffice")


def as_pdfs(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return documents as LibreOffice prints them, with the shipped faces in place of Times New Roman."""
    fonts = files("thidua.papers") / "official" / "fonts"
    settings = folder / "fonts.conf"
    settings.write_text(_FONTS.format(fonts=fonts, cache=folder / "fonts"), "utf-8")
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(document)
    subprocess.run(
        [
            str(OFFICE),
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in documents),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}
