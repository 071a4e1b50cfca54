"""An album becomes pages: everything is there, in order, whole, and large enough to look at."""

import re

import msgspec
import pytest

from backupd.book.formats import A4, SQUARE, screen
from backupd.book.pagination import paginate
from backupd.book.placing import CUT
from backupd.book.records import Book, Format, Frame, Passage
from tests.book.shots import SHAPES, album

LEAVES = {"screen": screen(), "a4": A4, "square": SQUARE}
leaves = pytest.mark.parametrize("leaf", LEAVES.values(), ids=LEAVES)
shapes = pytest.mark.parametrize("shapes", SHAPES)
headed = pytest.mark.parametrize("headed", [True, False], ids=["by day", "by hand"])


def frames(book: Book) -> list[Frame]:
    return [frame for page in book.pages if page.kind == "pictures" for frame in page.frames]


def words(book: Book, *styles: str) -> list[Passage]:
    return [words for page in book.pages for words in page.passages if words.style in styles]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@leaves
@shapes
@headed
def test_every_picture_is_there_once_and_in_order(leaf: Format, shapes: str, headed: bool) -> None:
    material = album(shapes, headed=headed)
    shown = [frame.shot.media for frame in frames(paginate(1, material, leaf))]
    assert shown == [shot.media for shot in material.shots]


@leaves
@shapes
def test_nothing_stands_outside_the_safe_part_of_its_page(leaf: Format, shapes: str) -> None:
    for page in paginate(1, album(shapes), leaf).pages:
        for box in [*(frame for frame in page.frames if not frame.filling), *page.passages]:
            foot = isinstance(box, Passage) and box.style == "foot"
            lowest = leaf.height if foot else leaf.height - leaf.bottom
            assert box.x >= leaf.side - 0.01, page
            assert box.x + box.width <= leaf.width - leaf.side + 0.01, page
            assert box.y >= leaf.top - 0.01, page
            assert box.y + box.height <= lowest + 0.01, page


@leaves
@shapes
def test_nothing_on_a_page_covers_anything_else(leaf: Format, shapes: str) -> None:
    for page in paginate(1, album(shapes), leaf).pages:
        boxes = [*page.frames, *page.passages]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = (
                    one.x + one.width <= other.x + 0.01
                    or other.x + other.width <= one.x + 0.01
                    or one.y + one.height <= other.y + 0.01
                    or other.y + other.height <= one.y + 0.01
                )
                assert apart, (page.number, one, other)


@leaves
@shapes
def test_pictures_keep_their_shape_and_nobody_loses_half_a_head(leaf: Format, shapes: str) -> None:
    for frame in frames(paginate(1, album(shapes), leaf)):
        kept = frame.shot.ratio / (frame.width / frame.height)
        assert min(kept, 1 / kept) >= (1 - CUT if frame.filling else 0.9999), frame


@leaves
@shapes
def test_no_landscape_that_shares_its_page_is_a_sliver(leaf: Format, shapes: str) -> None:
    for page in paginate(1, album(shapes), leaf).pages:
        if page.kind == "pictures" and len(page.frames) > 1:
            for frame in page.frames:
                if frame.shot.ratio > 1.15:
                    assert frame.width >= 0.5 * leaf.within, page


def test_a_panorama_stands_with_its_neighbours_and_not_as_a_strip_on_a_white_page() -> None:
    pages = [page for page in paginate(1, album("panoramas", 40), screen()).pages if page.kind == "pictures"]
    alone = [
        page
        for page in pages
        if len(page.frames) == 1 and page.frames[0].shot.ratio > 3 and len(page.passages) < 2
    ]
    assert len(alone) <= 2, [page.number for page in alone]


@leaves
@shapes
def test_a_day_s_heading_stands_over_its_first_picture(leaf: Format, shapes: str) -> None:
    material = album(shapes)
    first = {shot.heading: shot.media for shot in reversed(material.shots)}
    seen = []
    for page in paginate(1, material, leaf).pages:
        for heading in (words for words in page.passages if words.style == "heading"):
            below = [frame for frame in page.frames if frame.y > heading.y]
            nearest = min(below, key=lambda frame: (frame.y, frame.x))
            assert nearest.shot.media == first[heading.text], page
            seen.append(heading.text)
    assert seen == list(dict.fromkeys(shot.heading for shot in material.shots))


@leaves
@shapes
@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_every_caption_is_there_whole_and_fits(leaf: Format, shapes: str, text_size: str) -> None:
    material = album(shapes)
    leaf = screen(text_size) if leaf.name == "screen" else leaf
    book = paginate(1, material, leaf, text_size)
    captions = [shot.caption for shot in material.shots if shot.caption]
    told = "".join(plain(words.text) for words in words(book, "caption", "prose"))
    assert told == plain(material.preface + "".join(captions))
    for passage in words(book, "caption", "prose", "heading", "title"):
        assert passage.lines * passage.size <= passage.height + 0.01, passage


@shapes
def test_a_page_of_the_screen_is_the_same_page_in_print(shapes: str) -> None:
    material = album(shapes)
    told = {
        name: [(page.kind, [frame.shot.media for frame in page.frames], [words.text for words in page.passages if words.style != "foot"]) for page in paginate(1, material, leaf).pages]
        for name, leaf in LEAVES.items()
    }  # fmt: skip
    assert told["screen"] == told["a4"] == told["square"]


def test_the_same_album_gives_the_same_book() -> None:
    assert paginate(1, album("everything"), A4) == paginate(1, album("everything"), A4)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_a_book_has_a_cover_a_colophon_and_closes_on_an_even_page(count: int) -> None:
    kinds = [page.kind for page in paginate(1, album("phone", count), A4).pages]
    assert kinds[0] == "cover"
    assert kinds[-1] == "colophon"
    assert len(kinds) % 2 == 0


def test_a_title_of_a_hundred_letters_fits_the_cover() -> None:
    for leaf in LEAVES.values():
        material = msgspec.structs.replace(album("phone", 3), title="아주 긴 제목이에요 " * 11)
        cover = paginate(1, material, leaf).pages[0]
        assert all(
            box.y + box.height <= leaf.height - leaf.bottom for box in [*cover.frames, *cover.passages]
        )
        assert cover.frames[0].height > 0.2 * leaf.height
