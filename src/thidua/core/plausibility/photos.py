"""The same photo handed in as proof of two things, found by perceptual hashes.

A perceptual hash is a number of 64 bits that stays nearly the same when a photo is shrunk, cut a little or
saved anew; how it is made is not known here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from thidua.core.plausibility.doubts import DoubtCode, PlausibilityDoubt, Subject

MOST_DIFFERENT_BITS = 6
BITS = 64
LEAST_DETAIL = 4
"""Nearly empty or full hashes are of a black, white or covered picture, which resemble each other."""
_BAND = 9


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that proves the figure of a period; `name` is what people call the file.

    `key` is for whoever asks, to find the photo again; it plays no part in the doubt.
    """

    subject: Subject
    period: str
    name: str
    hash: int
    key: str = ""

    def __str__(self) -> str:
        return f"“{self.name}” ({self.subject}, {self.period})"

    def proves_the_same(self, other: "Photo") -> bool:
        return (self.subject, self.period) == (other.subject, other.period)


@dataclass(frozen=True, slots=True)
class AlikePhotos:
    """Two photos that look the same, and the doubt they give."""

    one: Photo
    other: Photo
    doubt: PlausibilityDoubt


def photos_used_twice(photos: Sequence[Photo]) -> tuple[AlikePhotos, ...]:
    """Doubt pairs of photos that look the same but prove different figures, in the order handed in.

    Hashes that differ in six bits agree on at least one of seven bands, so only photos that share a band
    are held against each other: time grows with the photos and not with their square.
    """
    photos = [photo for photo in photos if LEAST_DETAIL <= photo.hash.bit_count() <= BITS - LEAST_DETAIL]
    return tuple(
        AlikePhotos(photos[one], photos[other], _doubt(photos[one], photos[other]))
        for one, other in sorted(_pairs(photos))
        if not photos[one].proves_the_same(photos[other])
    )


def _pairs(photos: Sequence[Photo]) -> set[tuple[int, int]]:
    buckets: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, photo in enumerate(photos):
        for band in _bands(photo.hash):
            buckets[band].append(place)
    return {
        (one, other)
        for bucket in buckets.values()
        for one, other in combinations(bucket, 2)
        if (photos[one].hash ^ photos[other].hash).bit_count() <= MOST_DIFFERENT_BITS
    }


def _bands(number: int) -> Iterator[tuple[int, int]]:
    """Cut a hash into seven bands, the last of ten bits."""
    for band in range(MOST_DIFFERENT_BITS):
        yield band, (number >> band * _BAND) & ((1 << _BAND) - 1)
    yield MOST_DIFFERENT_BITS, number >> MOST_DIFFERENT_BITS * _BAND


def _doubt(one: Photo, other: Photo) -> PlausibilityDoubt:
    line = f"Ảnh {one} trông giống ảnh {other}. Nên hỏi ảnh chụp ở đâu, khi nào."
    units = tuple(dict.fromkeys((one.subject.unit, other.subject.unit)))
    return PlausibilityDoubt(DoubtCode.PHOTO_TWICE, line, units)
