"""Talking to systemd as sd_notify(3) describes, without its library; silence where no systemd listens."""

import os
import socket


def notify(state: str) -> bool:
    """Send `READY=1`, `WATCHDOG=1`, `STOPPING=1` or `STATUS=…`; whether somebody was there to hear it."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    if address.startswith("@"):  # Linux's abstract sockets
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as telling:
        try:
            telling.sendto(state.encode(), address)
        except OSError:  # systemd is being restarted, or the socket has gone: no reason for the album to end
            return False
    return True


def watchdog_seconds() -> float | None:
    """Seconds between two `WATCHDOG=1`: half of what the unit allows. None when systemd does not watch this process."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    allowed = os.environ.get("WATCHDOG_USEC", "")
    return int(allowed) / 2_000_000 if allowed.isdigit() and int(allowed) else None
