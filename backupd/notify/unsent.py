"""Why a message did not go out, in as many kinds as make a difference."""

from typing import Literal

Problem = Literal[
    "unreachable", "busy", "refused", "signed_out", "too_large", "forbidden", "locked", "unknown"
]


class Unsent(Exception):
    """problem: unreachable (nobody answers), busy (later, please), refused (that message, or that way of reaching
    somebody, is not taken), signed_out (the password or token is not valid any more), too_large, forbidden (an address
    the settings do not permit), locked (the key file does not fit).
    wait: seconds after which the service wants to be asked again, where it said so."""

    def __init__(self, problem: Problem, wait: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.wait = wait

    @property
    def of_the_message(self) -> bool:
        """A smaller message may get through where this one did not."""
        return self.problem in ("refused", "too_large")


def of_status(status: int, wait: int | None = None) -> Unsent:
    """By the status of an HTTP answer (RFC 9110)."""
    if status in (401, 403):
        return Unsent("signed_out")
    if status == 413:
        return Unsent("too_large")
    if status in (408, 425, 429):
        return Unsent("busy", wait)
    return Unsent("refused" if 400 <= status < 500 else "unreachable", wait)
