"""Log lines for the person who looks after the box: plain text on stderr, where systemd's journal picks them up."""

import logging
import sys


def start(level: str = "INFO") -> None:
    """One handler on the root; other libraries speak from WARNING up."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname).1s %(name)s: %(message)s", force=True
    )
    logging.getLogger("backupd").setLevel(level)


def named(name: str) -> logging.Logger:
    return logging.getLogger(f"backupd.{name}")
