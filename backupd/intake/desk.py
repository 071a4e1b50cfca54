"""What the web process remembers of uploads between two requests: whose turn it is, and hashes that will grow on."""

from litestar import Request

from backupd.intake.growing import Growing, SoFar
from backupd.intake.turns import Turns
from backupd.intake.upload_store import Upload

REMEMBERED = 1000


class Desk:
    """One for each app. Losing it costs nothing but reading a file once more."""

    def __init__(self) -> None:
        self.turns = Turns()
        self._hashes: dict[str, SoFar] = {}

    @staticmethod
    def of(request: Request) -> "Desk":
        state = request.app.state
        if "uploads_desk" not in state:
            state["uploads_desk"] = Desk()
        return state["uploads_desk"]

    def hash_of(self, upload: Upload) -> SoFar | None:
        return self._hashes.pop(upload.id, None)

    def remember(self, upload: Upload, growing: Growing) -> None:
        """The oldest is forgotten when there are too many."""
        if growing.so_far and growing.size < upload.length:
            self._hashes[upload.id] = growing.so_far
        while len(self._hashes) > REMEMBERED:
            del self._hashes[next(iter(self._hashes))]
