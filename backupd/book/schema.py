"""The PDFs that were asked for. Everything in the table can be made again."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("book")


@schema()
def book_pdf(database: Database) -> None:
    """mark: a digest of what the book shows, so that a changed album is another book and so is one seen by other
    eyes. done and total count pages. size in bytes; reason is a word key. The file is derived/books/ID.pdf."""
    database.execute("""
        CREATE TABLE book_pdf (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            album INTEGER NOT NULL REFERENCES album,
            format TEXT NOT NULL CHECK (format IN ('a4', 'square')),
            language TEXT NOT NULL,
            mark TEXT NOT NULL,
            asked_by INTEGER NOT NULL REFERENCES person,
            asked TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'making', 'ready', 'failed')),
            done INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            size INTEGER NOT NULL DEFAULT 0,
            made TEXT, reason TEXT,
            UNIQUE (family, album, format, mark)
        ) STRICT
    """)
    database.execute("CREATE INDEX book_pdf_waiting ON book_pdf (id) WHERE state IN ('asked', 'making')")
