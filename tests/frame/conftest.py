"""A family at home with an album, and the browsers of the people in it."""

from tests.at_home import album, browser, mother

__all__ = ["album", "browser", "mother"]
