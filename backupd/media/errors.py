"""What can go wrong with one file. A reason is a key of a word file; it becomes a sentence at the edge."""


class Unreadable(Exception):
    """This file holds no picture or video that can be kept as one; it will not get better by trying again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DarkroomDied(Exception):
    """The worker process ended over this file: out of memory, out of time or crashed. It may be tried again."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """`detail` is for the log only."""
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class DarkroomClosed(Exception):
    """The daemon is stopping; the file is not to blame and waits for the next start."""
