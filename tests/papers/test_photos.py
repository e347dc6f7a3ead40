"""Photos of proof: small, upright, without the words of the camera, and known again when sent twice."""

import io

import pytest
from PIL import Image, ImageEnhance
from tests.papers.photo_maker import huge_png, saved, scene, with_camera_words

from thidua.core.plausibility.photos import LEAST_DETAIL, MOST_DIFFERENT_BITS
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_PHOTO_BYTES
from thidua.papers.photos import Photo, clean
from thidua.papers.sniffing import require_pdf


def opened(photo: Photo) -> Image.Image:
    image = Image.open(io.BytesIO(photo.data))
    image.load()
    return image


def distance(one: Photo, other: Photo) -> int:
    return (int(one.look, 16) ^ int(other.look, 16)).bit_count()


def test_a_photo_loses_the_words_of_the_camera() -> None:
    photo = clean(with_camera_words(scene(1)))
    image = opened(photo)
    assert not image.getexif()
    assert image.getexif().get_ifd(0x8825) == {}
    for secret in (b"Exif", b"PhoneMaker", b"2026:03:12", b"Secret comment", b"http://ns.adobe.com"):
        assert secret not in photo.data
    assert photo.media_type == "image/jpeg"


def test_a_photo_is_shrunk_and_small() -> None:
    photo = clean(saved(scene(2, (3000, 2000)), quality=98))
    assert (photo.width, photo.height) == (1600, 1067)
    assert opened(photo).size == (1600, 1067)
    assert len(photo.data) <= MAX_PHOTO_BYTES


def test_a_small_photo_is_not_made_larger() -> None:
    assert clean(saved(scene(2, (300, 200)))).width == 300


def test_a_photo_of_pure_noise_becomes_small_enough_too() -> None:
    noise = Image.effect_noise((1600, 1600), 200).convert("RGB")
    photo = clean(saved(noise, "PNG"))
    assert len(photo.data) <= MAX_PHOTO_BYTES
    assert opened(photo).size == (photo.width, photo.height)


def test_a_photo_is_turned_upright() -> None:
    lying = Image.new("RGB", (400, 200), "white")
    lying.paste("black", (0, 0, 200, 200))
    photo = clean(with_camera_words(lying, orientation=6))
    image = opened(photo).convert("L")
    assert (photo.width, photo.height) == (200, 400)
    assert image.getpixel((100, 20)) < 50
    assert image.getpixel((100, 380)) > 200


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg_on_white(kind: str) -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    photo = clean(saved(image, kind))
    assert photo.data.startswith(b"\xff\xd8\xff")
    assert opened(photo).getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_same_photo_is_known_again(number: int) -> None:
    image = scene(number)
    first = clean(saved(image, quality=95))
    copies = [
        saved(image.resize((500, 375)), quality=60),
        saved(image.resize((400, 300)), "PNG"),
        saved(ImageEnhance.Brightness(image).enhance(1.1), quality=85),
        saved(image.crop((6, 4, 794, 596)), "WEBP", quality=70),
        first.data,
    ]
    assert [distance(first, clean(copy)) <= MOST_DIFFERENT_BITS for copy in copies] == [True] * 5


def test_different_photos_look_different() -> None:
    photos = [clean(saved(scene(number))) for number in range(1, 6)]
    apart = [distance(one, other) for place, one in enumerate(photos) for other in photos[place + 1 :]]
    assert min(apart) > MOST_DIFFERENT_BITS


@pytest.mark.parametrize("shade", ["black", "white", (90, 90, 90)])
def test_a_covered_picture_has_a_hash_that_says_nothing(shade: str) -> None:
    plain = Image.blend(
        Image.new("RGB", (800, 600), shade), Image.effect_noise((800, 600), 20).convert("RGB"), 0.05
    )
    bits = int(clean(saved(plain)).look, 16).bit_count()
    assert bits < LEAST_DETAIL


PHOTO = saved(scene(1, (400, 300)))
MOVING = [scene(number, (60, 40)) for number in (1, 2)]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty", b""),
        ("too_large", b"\xff\xd8\xff" + bytes(26 * 1024 * 1024)),
        ("too_many_pixels", huge_png(30_000, 30_000)),
        ("too_many_pixels", huge_png(2_000_000_000, 2_000_000_000)),
        ("broken", huge_png(1_000, 1_000)),
        ("broken", PHOTO[: len(PHOTO) // 2]),
        ("broken", PHOTO[:20]),
        ("broken", b"\xff\xd8\xff<script>alert(1)</script>"),
        ("broken", b"\x89PNG\r\n\x1a\n"),
        ("broken", huge_png(0, 5)),
        ("heic", b"\0\0\0\x18ftypheic" + bytes(100)),
        ("moving", saved(MOVING[0], "GIF")),
        ("moving", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"),
        ("moving", saved(MOVING[0], "PNG", save_all=True, append_images=MOVING[1:])),
        ("moving", saved(MOVING[0], "WEBP", save_all=True, append_images=MOVING[1:])),
        ("not_photo", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("not_photo", b"<html><script>alert(1)</script></html>"),
        ("not_photo", saved(MOVING[0], "BMP")),
        ("not_photo", b"%PDF-1.7"),
        ("not_photo", b"RIFF\0\0\0\0WAVE"),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence(code: str, data: bytes) -> None:
    with pytest.raises(PaperError) as refusal:
        clean(data)
    assert refusal.value.code == code


def test_a_script_behind_a_photo_does_not_come_along() -> None:
    photo = clean(PHOTO + b"<script>alert(1)</script>")
    assert b"script" not in photo.data


def test_only_what_begins_as_a_pdf_is_one() -> None:
    require_pdf(b"%PDF-1.7 ...")
    with pytest.raises(PaperError, match="không phải là PDF"):
        require_pdf(b"<html>%PDF-1.7")
