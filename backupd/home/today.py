"""오늘."""

pages: list = []
api: list = []
