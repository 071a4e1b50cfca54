"""나."""

pages: list = []
api: list = []
