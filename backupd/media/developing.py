"""One original in, facts and derived pictures out, everything decoded once. Runs inside the darkroom's worker."""

from datetime import datetime
from pathlib import Path

from PIL import Image

from backupd.media import prints
from backupd.media.endings import ends_early
from backupd.media.errors import Unreadable
from backupd.media.facts import exif_of, of_picture, of_unshown_raw, opened, sort
from backupd.media.images import TooLarge, coding_of, decode, turn, upright
from backupd.media.raw import NO_PREVIEW
from backupd.media.records import Developed, Facts, Kind, Limits, Setting
from backupd.media.tones import BT2020, HLG, PQ, Coding


def develop(
    original: Path, into: Path, name: str, family_zone: str, now: datetime, limits: Limits
) -> Developed:
    """Facts and pictures of `original`, the pictures written into the folder `into`. Raises Unreadable."""
    kind, setting = sort(original, name), Setting(name, family_zone, now)
    of_kind = _picture if kind.kind == "photo" else _video
    try:
        return of_kind(original, kind, into, setting, limits)
    except Unreadable as refusal:
        if refusal.reason == NO_PREVIEW:
            return Developed(facts=of_unshown_raw(original, kind, setting), skipped=NO_PREVIEW)
        if refusal.reason == "media.broken" and ends_early(original):
            raise Unreadable("media.truncated") from refusal
        raise


def _picture(original: Path, kind: Kind, into: Path, setting: Setting, limits: Limits) -> Developed:
    with opened(original, kind) as picture:
        size, profile = picture.size, picture.info.get("icc_profile")
        coding = coding_of(original, kind)
        image = _decoded(picture, original, limits)
        exif = exif_of(picture, original, kind)
        turned = turn(picture, original, kind, exif.orientation)
        facts = of_picture(picture, original, kind, upright(size, turned), exif, setting)
        try:
            return prints.make(image, facts, into, profile, turned, coding) if image else _too_large(facts)
        except MemoryError:
            return _too_large(facts)


def _too_large(facts: Facts) -> Developed:
    return Developed(facts=facts, skipped="media.too_large_to_show")


def _decoded(picture: Image.Image, original: Path, limits: Limits) -> Image.Image | None:
    """The pixels; None when they are beyond the limits."""
    try:
        return decode(picture, original, prints.preview_edge(picture.size), limits)
    except TooLarge:
        return None


def _video(original: Path, kind: Kind, into: Path, setting: Setting, limits: Limits) -> Developed:
    # 16 MB that most files do not need
    from backupd.media.posters import poster
    from backupd.media.videos import of_video, open_video

    with open_video(original, kind) as container:
        still = poster(container, prints.PREVIEW_EDGE, limits)
        facts = of_video(container, kind, still is not None and still.turned, setting)
    if still is None:
        return Developed(facts=facts, skipped="media.no_poster")
    return prints.make(
        still.picture,
        facts,
        into,
        None,
        1,
        Coding(BT2020, still.transfer) if still.transfer in {PQ, HLG} else None,
    )
