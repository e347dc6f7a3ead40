"""Photos for tests, drawn and not downloaded: a scene with sky, hills, trees and the noise of a camera."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

GPS = 0x8825
ORIENTATION = 0x0112


def scene(number: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Draw a scene; another number gives another one."""
    chance = random.Random(number)  # noqa: S311 -- the same scene each time
    width, height = size
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for row in range(height):
        shade = 250 - row * 180 // height
        draw.line([(0, row), (width, row)], fill=(shade // 2, shade, (shade * number) % 256))
    for _ in range(12):
        x, y = chance.randrange(width), chance.randrange(height)
        reach = chance.randrange(width // 12, width // 3)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse([x - reach, y - reach // 2, x + reach, y + reach // 2], fill=colour)
    noise = Image.effect_noise(size, 24).convert("RGB")
    return Image.blend(image.filter(ImageFilter.GaussianBlur(2)), noise, 0.12)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def with_camera_words(image: Image.Image, *, orientation: int = 1) -> bytes:
    """Save as a phone does: place, time, maker, a comment, and which side is up."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "PhoneMaker"
    exif[0x0132] = "2026:03:12 07:30:00"
    exif.get_ifd(GPS).update({1: "N", 2: (18.0, 20.0, 30.0), 3: "E", 4: (105.0, 54.0, 0.0)})
    return saved(image, exif=exif, comment=b"Secret comment", quality=92)


def huge_png(width: int, height: int) -> bytes:
    """Make a few bytes that say they are a picture of that size."""
    row = zlib.compress(bytes(1000))
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", row), (b"IEND", b""))
    )
