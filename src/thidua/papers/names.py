"""File names as people may see and store them."""

import re
import unicodedata

from thidua.core.text import normalise
from thidua.papers.limits import MAX_NAME_CHARACTERS

_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_FORBIDDEN = re.compile(r'[<>:"|?*]+')


def clean_name(name: str) -> str:
    """Return the name in NFC, without folders, control or direction marks, short enough for any disk.

    Names from a Mac come in NFD; a right-to-left mark can make "…fdp.exe" look like a PDF.
    """
    bare = _FOLDERS.sub("", normalise(name.encode("utf-8", "replace").decode()))
    if not bare.isprintable():
        bare = "".join(mark for mark in bare if unicodedata.category(mark)[0] != "C")
    tidy = " ".join(_FORBIDDEN.sub("_", bare).split()).strip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if len(tidy) > MAX_NAME_CHARACTERS and dot and len(extension) < 10:  # noqa: PLR2004 -- longer ones are no extension
        return f"{stem[: MAX_NAME_CHARACTERS - len(extension) - 1].rstrip()}.{extension}"
    return tidy[:MAX_NAME_CHARACTERS] or "khong-ten"


def extension_of(name: str) -> str:
    """Return the extension of a clean name in small letters without the dot; "" when there is none."""
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""
