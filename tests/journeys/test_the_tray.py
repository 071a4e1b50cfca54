"""The tray of chosen files: three hundred at once, and files that this browser cannot draw."""

import re
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.guests import Guest, arrives, until

MANY = 300


@pytest.fixture
def heap(tmp_path: Path) -> list[Path]:
    """Three hundred small photos."""
    paths = [tmp_path / f"{number:03}.jpg" for number in range(MANY)]
    for number, path in enumerate(paths):
        Image.new("RGB", (64, 48), (number % 256, number // 2, 90)).save(path)
    return paths


def test_three_hundred_files_lie_in_the_tray_and_only_those_in_sight_are_drawn(
    owner: Guest, heap: list[Path]
) -> None:
    page = owner.page
    owner.go("/add")
    page.locator("input[type=file]").first.set_input_files(heap)
    tiles = page.locator("[data-tray] li.piece")
    expect(tiles).to_have_count(MANY)
    expect(page.locator("[data-tray] [data-count]")).to_contain_text(str(MANY))
    expect(tiles.first.locator("canvas")).to_be_visible()
    assert page.locator("[data-tray] canvas").count() < MANY / 2
    tiles.last.scroll_into_view_if_needed()
    expect(tiles.last.locator("canvas")).to_be_visible(timeout=30_000)
    tiles.first.locator(".drop").click()
    expect(page.locator("[data-tray] [data-count]")).to_contain_text(str(MANY - 1))


def test_a_heic_that_this_browser_cannot_draw_shows_its_name_and_comes_into_the_album(
    owner: Guest, tmp_path: Path
) -> None:
    sea, hill = tmp_path / "바다.heic", tmp_path / "산.jpg"
    pillow_heif.register_heif_opener()
    Image.linear_gradient("L").convert("RGB").resize((640, 480)).save(sea)
    Image.radial_gradient("L").convert("RGB").resize((640, 480)).save(hill)
    page = owner.page
    owner.go("/add")
    page.locator("input[type=file]").first.set_input_files([sea, hill])
    tiles = page.locator("[data-tray] li.piece")
    expect(tiles.nth(1).locator("canvas")).to_be_visible()
    expect(tiles.first.locator(".name")).to_be_visible()
    expect(tiles.first.locator(".name")).to_have_text("바다.heic")
    assert tiles.first.locator("canvas").count() == 0
    page.locator("[data-send]").click()
    arrives(page, re.compile(r"/arrivals/\d+"))
    until(
        page,
        """async () => {
            const { albums } = await (await fetch("/api/albums")).json();
            if (!albums.length) return false;
            const { stories } = await (await fetch(`/api/albums/${albums[0].id}`)).json();
            return stories.length === 2 && stories.every((story) => story.picture.rendered);
        }""",
    )
