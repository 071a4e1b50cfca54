"""The box's key file, and small secrets sealed with it: tokens, passwords, identities of capsules.

The key is 32 random bytes in `box.key` in the data folder, mode 0600, made at first need and never made anew: it goes
with the database into backups, and without it what was sealed stays shut. From `library.secrets`:

    sealed = library.secrets.seal(b"…", "channel 7")    # bytes for a BLOB; the purpose is bound to it
    plain = library.secrets.unseal(sealed, "channel 7")  # raises SecretLost under another key or for another purpose
    mark = library.secrets.sign(b"…", "reaction link")   # 16 bytes that nobody makes without the key
"""

import os
import secrets
import stat
import threading
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from backupd.core.errors import Refused
from backupd.core.staging import refusals

KEY_FILE = "box.key"
_KEY, _NONCE, _MARK = 32, 12, 16


class SecretLost(Refused):
    """What was sealed cannot be opened: the key file is another one than it was, or is gone."""

    status = 500


class Secrets:
    """Seals, unseals and signs with the key file at `path`; everything for a purpose of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key: bytes | None = None
        self._lock = threading.Lock()

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """ChaCha20-Poly1305 (RFC 8439) under a key derived for the purpose: nonce, then text with its tag."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher(purpose).encrypt(nonce, plain, purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """Raises SecretLost."""
        try:
            return self._cipher(purpose).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise SecretLost("problems.secret_lost") from error

    def sign(self, message: bytes, purpose: str) -> bytes:
        """A mark of 128 bits over the message (BLAKE2b with a key, RFC 7693)."""
        return blake2b(message, key=self._key_for("sign " + purpose), digest_size=_MARK).digest()

    def _cipher(self, purpose: str) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(self._key_for("seal " + purpose))

    def _key_for(self, purpose: str) -> bytes:
        return blake2b(purpose.encode(), key=self._read(), digest_size=_KEY).digest()

    def _read(self) -> bytes:
        with self._lock:
            if self._key is None:
                with refusals():
                    self._key = _kept(self.path) or _made(self.path)
            return self._key


def _kept(path: Path) -> bytes | None:
    """The key of a box that has one; a file that others could read is closed to them at once."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != 0o600:
            os.fchmod(descriptor, 0o600)
        key = file.read(_KEY + 1)
    if len(key) != _KEY:
        raise SecretLost("problems.key_file_broken", path=path)
    return key


def _made(path: Path) -> bytes:
    """A new key, whole or not at all; of two processes that make one at once, the first one's is kept by both."""
    staged = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY))
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(staged, path)
    finally:
        staged.unlink()
    _sync_folder(path.parent)
    kept = _kept(path)
    assert kept is not None, "linked above, by us or by somebody quicker"
    return kept


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
