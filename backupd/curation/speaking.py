"""Curations in words: from where they are, why a picture was chosen. From web/words/curation.toml."""

from functools import cached_property

from backupd import albums
from backupd.core.library import Library
from backupd.curation import store
from backupd.curation.records import Kept, Reason
from backupd.family import Viewer
from backupd.http.dates import Dates
from backupd.http.words import Words


class Speech:
    """Speaks one reader's language, and knows what they may know of albums, categories and people."""

    def __init__(self, library: Library, viewer: Viewer, words: Words) -> None:
        self._library, self._viewer = library, viewer
        self._words, self._language = words, viewer.language
        self._dates = Dates(words, viewer.language)

    @cached_property
    def _albums(self) -> dict[int, str]:
        return {each.id: each.title for each in albums.titles(self._library, self._viewer)}

    @cached_property
    def _categories(self) -> dict[int, str]:
        return {each.id: each.name for each in albums.family_categories(self._library, self._viewer)}

    def title(self, kept: Kept, own: bool = False) -> str:
        """제주 여름휴가, 여행, 할머니의 사진, 2026년 10월."""
        if kept.source == "albums":
            return self._of_albums(kept.wish.albums)
        if kept.source == "category":
            return self._categories.get(kept.category or 0) or self._say("title_gone")
        if kept.source == "person":
            name = store.name(self._library, kept.person, 0 if own else self._viewer.id)
            return self._say("title_person", name=name) if name else self._say("title_gone")
        return self._dates.when(kept.period, kept.source)

    def _of_albums(self, chosen: list[int]) -> str:
        titles = [self._albums[each] for each in chosen if each in self._albums]
        if not titles:
            return self._say("title_gone")
        return self._say("title_albums", title=titles[0], count=len(titles) - 1) if titles[1:] else titles[0]

    def album_title(self, kept: Kept) -> str:
        """What the album is called unless somebody says otherwise: all read it, so a person stands in it by their own name."""
        return self._say("album_title", what=self.title(kept, own=True))

    def why(self, reason: Reason) -> str:
        """가족 3명이 반응했어요."""
        return self._say(f"why_{reason.why}", count=reason.count)

    def name(self, person: int | None) -> str | None:
        return store.name(self._library, person, self._viewer.id)

    def _say(self, key: str, **values: object) -> str:
        return self._words.say(self._language, f"curation.{key}", **values)
