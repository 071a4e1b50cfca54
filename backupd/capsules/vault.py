"""What lies sealed on the disk: files in the age format (age-encryption.org/v1), under random names. The only file that
knows pyrage. Gigabytes pass through in pieces; nothing of them stands in memory."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pyrage

from backupd.core.staging import Staged, Staging

FOLDER = ".sealed"
"""Under the originals' root, where the share shows nothing; the walk over kept originals leaves hidden folders out."""


class CannotUnseal(Exception):
    """The file was changed or cut on the disk, or is not for this key."""


def new_key() -> tuple[str, str]:
    """An age identity and its recipient: the one opens, the other only closes."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def new_place() -> str:
    """Relative to the originals' root; it tells neither whose it is nor in which capsule."""
    name = secrets.token_hex(20)
    return f"{FOLDER}/{name[:2]}/{name}.age"


def seal(clear: Path, recipient: str, staging: Staging) -> Staged:
    """Encrypt a file into a staging beside its target; synced when this returns. Raises what the disk says."""
    sink = _Sink(staging.write)
    with clear.open("rb") as source:
        try:
            pyrage.encrypt_io(source, sink, [pyrage.x25519.Recipient.from_str(recipient)])
        except (pyrage.EncryptError, OSError) as error:
            raise sink.problem or error from error
    return staging.finish()


def unseal(sealed: Path, identity: str, staging: Staging, told: Callable[[int], None]) -> Staged:
    """Decrypt a file into a staging; `told` hears how many bytes came out so far. Raises CannotUnseal, FileNotFoundError,
    or what the disk says."""
    sink = _Sink(staging.write, told)
    with sealed.open("rb") as file:
        source = _Source(file)
        try:
            pyrage.decrypt_io(source, sink, [pyrage.x25519.Identity.from_str(identity)])
        except (pyrage.DecryptError, OSError) as error:  # of a damaged file it says OSError, without a number
            if problem := sink.problem or source.problem:
                raise problem from error
            raise CannotUnseal(str(error)) from error
    return staging.finish()


class _Sink:
    """A file as pyrage writes to it. It turns errors into words; ours are kept to be raised as they were."""

    def __init__(
        self, write: Callable[[bytes], None], told: Callable[[int], None] = lambda size: None
    ) -> None:
        self._write, self._told = write, told
        self._size = 0
        self.problem: Exception | None = None

    def write(self, piece: bytes) -> int:
        try:
            self._write(piece)
            self._size += len(piece)
            self._told(self._size)
        except Exception as error:
            self.problem = error
            raise
        return len(piece)

    def flush(self) -> None:
        """The staging is synced at its end."""


class _Source:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.problem: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            self.problem = error
            raise
