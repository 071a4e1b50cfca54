"""Errors are sentences with a remedy: a word key and its values, turned into a page, a fragment or JSON in one place."""


class Refused(Exception):
    """Something was asked that cannot be done; `key` names the sentence in the word files, `values` fill it.

    `back` is an address worth offering on the error page.
    """

    status = 422

    def __init__(self, key: str, *, back: str | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
        self.back = back

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key} ({told})" if told else self.key


class Absent(Refused):
    """Not there, or not for this viewer: the two look exactly alike (PRODUCT.md, one gate)."""

    status = 404

    def __init__(self, key: str = "problems.absent", *, back: str | None = None, **values: object) -> None:
        super().__init__(key, back=back, **values)


class Forbidden(Refused):
    """The viewer can see it but may not change it."""

    status = 403


class Conflict(Refused):
    """Somebody else was there first."""

    status = 409


class Over(Refused):
    """It was open to this viewer, and its time is up."""

    status = 410


class TooMany(Refused):
    """Guessed or asked too often; `values` carry the seconds to wait."""

    status = 429


class TooLarge(Refused):
    """More bytes than this door takes."""

    status = 413


class DiskFull(Refused):
    """No room left beyond the reserve: viewing and deleting go on, keeping stops (PRODUCT.md rule 8)."""

    status = 507


class Offline(Refused):
    """The disk that holds the originals is not there or not writable right now."""

    status = 503


class CannotStart(Refused):
    """The daemon or a command cannot run at all; printed on stderr with exit status 2."""

    status = 500
