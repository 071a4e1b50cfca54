"""Guests for tests: browsers that know nothing but a link."""

from backupd.core.library import Library
from backupd.family import NewPass, PassWish, Viewer, make_pass
from tests import people


def link_to(library: Library, who: Viewer, album: int, **wish: object) -> NewPass:
    """A pass that `who` made, with the token of its link."""
    return make_pass(library, who, album, PassWish(**wish))


class Outsider:
    """`with Outsider(library) as guest:` is a browser without a cookie; `come(token)` opens a link with it."""

    def __init__(self, library: Library, **headers: str) -> None:
        self._client = people.client_for(library, **headers)

    def __enter__(self):
        self._client.__enter__()
        self._client.come = self.come
        return self._client

    def __exit__(self, *reason: object) -> None:
        self._client.__exit__(*reason)

    def come(self, token: str, **form: str):
        """The answer to the first page behind the link; `root` on the client is where the guest's pages are."""
        address = f"/p/{token}"
        answer = self._client.post(address, data=form) if form else self._client.get(address)
        if answer.status_code != 303:
            return answer
        self._client.root = answer.headers["location"]
        return self._client.get(self._client.root)
