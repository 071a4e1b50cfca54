"""An album as a book: one pagination, turned on a screen or printed as a PDF."""
