"""BackUP: a family's album that lives at home. One daemon keeps photos and videos on the family's own disk."""

__version__ = "0.4.0"
