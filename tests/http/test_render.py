import shutil
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from backupd.http.assets import AssetsMissing
from backupd.http.faces import initials, tint
from backupd.http.render import Look, Renderer
from backupd.http.words import WordsBroken

ROOT = Path(__file__).parents[2]


@pytest.fixture
def writing(renderer: Renderer, tmp_path: Path):
    """Render a template written in the test with our words and built assets."""

    def render(text: str, *, language: str = "ko", macros: str = "", **context: object) -> str:
        folder = tmp_path / "web"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "templates").mkdir(parents=True)
        (folder / "static").mkdir()
        (folder / "static" / "dist").symlink_to(ROOT / "web" / "static" / "dist")
        (folder / "templates" / "page.html").write_text(text)
        (folder / "templates" / "_macros.html").write_text(macros)
        return Renderer(folder, renderer.words).page("page.html", language=language, **context)

    return render


def test_one_page_speaks_the_language_of_whoever_reads_it(writing):
    page = "{{ t('common.photos', count=3) }} · {{ '2019-08' | when('month') }} · {{ 90 | duration }}"
    assert writing(page, language="ko") == "사진 3장 · 2019년 8월 · 1분 30초"
    assert writing(page, language="en") == "3\u00a0photos · August 2019 · 1 minute 30 seconds"


def test_a_date_written_in_a_template_is_not_frozen_in_the_first_readers_language(renderer, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{{ '2019-08' | when('month') }}")
    (tmp_path / "static").symlink_to(ROOT / "web" / "static")
    both = Renderer(tmp_path, renderer.words)
    assert [both.page("page.html", language=one) for one in ("ko", "en")] == ["2019년 8월", "August 2019"]


def test_an_imported_macro_speaks_it_too(writing):
    macros = "{% macro word() %}{{ t('common.save') }}{% endmacro %}"
    page = "{% from '_macros.html' import word %}{{ word() }}"
    assert writing(page, language="en", macros=macros) == "Save"
    assert writing(page, language="ko", macros=macros) == "저장하기"


def test_what_people_write_is_never_markup(writing):
    assert writing("<p>{{ title }}</p>", title="<script>") == "<p>&lt;script&gt;</p>"


def test_a_hole_in_a_page_is_an_error(writing):
    with pytest.raises(UndefinedError):
        writing("{{ album.title }}", album=object())
    with pytest.raises(WordsBroken):
        writing("{{ t('common.lost') }}")
    with pytest.raises(AssetsMissing):
        writing("{{ icon('unicorn') }}")
    with pytest.raises(AssetsMissing):
        writing("{{ asset('lost.js') }}")


def test_an_icon_is_hidden_from_a_reader_and_drawn_from_the_sprite(writing, renderer):
    drawn = writing("{{ icon('house') }}")
    assert 'aria-hidden="true"' in drawn
    assert f'href="{renderer.assets.address("icons.svg")}#house"' in drawn


def test_a_persons_look_is_on_the_page(writing):
    grandma = Look(text_size="largest", contrast="high", motion="calm", easy=True)
    assert writing("{{ look }}", look=grandma) == "text-largest contrast-high motion-calm easy"
    assert writing("{{ look }}") == ""


def test_people_without_a_picture_have_letters_and_a_lasting_colour():
    assert [
        initials(name) for name in ("홍지우", "할머니", "고모부", "엄마", "별", "Grandma Kim", "jiwoo")
    ] == [*("지우", "할미", "고모", "엄마", "별", "GK", "J")]
    assert tint(3) == 4
    assert tint("제주 여름휴가") == tint("제주 여름휴가")
    assert {tint(f"앨범 {n}") for n in range(100)} == set(range(1, 9))
