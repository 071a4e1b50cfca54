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
        self._client.offer_everywhere = self.offer_everywhere
        return self._client

    def __exit__(self, *reason: object) -> None:
        self._client.__exit__(*reason)

    def offer_everywhere(self) -> None:
        """The cookie goes to every address of the box from now on, as a program could send it."""
        token = self._client.cookies.get("backup_guest")
        self._client.cookies.clear()
        self._client.headers["cookie"] = f"backup_guest={token}"

    def come(self, token: str, **form: str):
        """The answer to the first page behind the link; `root` on the client is where the guest's pages are."""
        address = f"/p/{token}"
        answer = self._client.post(address, data=form) if form else self._client.get(address)
        if answer.status_code != 303:
            return answer
        self._client.root = answer.headers["location"]
        return self._client.get(self._client.root)
