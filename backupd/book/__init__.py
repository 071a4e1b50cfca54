"""An album as a book: one pagination, turned on a screen or bound into a PDF ready for the printer."""

from backupd.book.api import api
from backupd.book.pages import pages
from backupd.book.printing import books_to_print, print_book, tidy_books
from backupd.book.schema import schema

__all__ = ["api", "books_to_print", "pages", "print_book", "schema", "tidy_books"]
