"""집."""

pages: list = []
api: list = []
