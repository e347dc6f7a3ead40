"""The child process that opens a photo: `python -m … SECONDS < longest side, room in pixels, the photo`.

It prints one JSON object: the photo made anew, or the code of the refusal.
"""

import base64
import io
import json
import sys
from typing import Any

from PIL import Image, ImageOps

from thidua.papers import limits
from thidua.papers.confinement import confine
from thidua.papers.photo_looks import look_of

_FORMATS = ("JPEG", "PNG", "WEBP")
_MOVING = ("PNG", "WEBP")  # some phones put a second picture into a JPEG, which does not move
_QUALITIES = (82, 74, 66, 58)
_SMALLER = 0.8
_SIZE_BYTES = 4


def main() -> None:
    """Read standard input as a photo and print it without what the camera wrote."""
    confine()
    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is unpacked
    data = sys.stdin.buffer.read()
    try:
        longest, room = (
            int.from_bytes(data[start : start + _SIZE_BYTES], "big") for start in (0, _SIZE_BYTES)
        )
        answer = _cleaned(data[2 * _SIZE_BYTES :], longest, room)
    except (OSError, SyntaxError, ValueError):  # what the library raises for damaged files
        answer = {"error": "broken"}
    json.dump(answer, sys.stdout)


def _cleaned(data: bytes, longest: int, room: int) -> dict[str, Any]:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        pixels = image.width * image.height
        if pixels > limits.MAX_PHOTO_PIXELS:
            return {"error": "too_many_pixels"}
        if pixels > room:
            return {"error": "no_room"}
        if getattr(image, "n_frames", 1) > 1 and image.format in _MOVING:
            return {"error": "moving"}
        image.draft("RGB", (longest, longest))
        upright = _on_white(ImageOps.exif_transpose(image))
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    look = look_of(upright)
    content, kept = _encoded(upright)
    encoded = base64.b64encode(content).decode("ascii")
    return {"data": encoded, "width": kept.width, "height": kept.height, "look": look, "pixels": pixels}


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture alone, on white where it is transparent; words of the camera stay behind."""
    colours = image.convert("RGBA")
    page = Image.new("RGB", image.size, "white")
    page.paste(colours, mask=colours.getchannel("A"))
    return page


def _encoded(image: Image.Image) -> tuple[bytes, Image.Image]:
    """Write a JPEG that is small enough, first less fine, then smaller."""
    while True:
        for quality in _QUALITIES:
            target = io.BytesIO()
            image.save(target, "JPEG", quality=quality, optimize=True)
            if target.tell() <= limits.MAX_PHOTO_BYTES:
                return target.getvalue(), image
        size = int(image.width * _SMALLER) or 1, int(image.height * _SMALLER) or 1
        image = image.resize(size, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
