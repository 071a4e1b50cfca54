"""What the views of the gate hold for a guest, whichever page may come to ask them."""

from backupd import media
from backupd.albums import looking
from backupd.family import name_guest, pass_store
from backupd.family.doorway import token_hash
from tests.sharing.outside import Outsider, link_to

INDEXED = {"spoken_albums", "spoken_stories", "spoken_media", "standing_faces", "spoken_faces"}
"""Through nobody's eyes: only the index and the sorting of faces are made of them, and no page reads them."""


def test_the_gate_itself_knows_no_more_for_a_guest(library, mother, album, secret):
    """Whatever a later page asks the views with a guest's number, it gets that album or nothing."""
    made = link_to(library, mother, album)
    with Outsider(library) as guest:
        guest.come(made.token)
        token = guest.cookies.get("backup_guest")
    viewer = pass_store.guest(library, token_hash(token), made.link.id)
    views = library.database.column("SELECT name FROM sqlite_master WHERE type = 'view'")
    assert len(views) > 5 and viewer.id < 0 and set(views) > INDEXED
    for view in set(views) - INDEXED:
        rows = library.database.connection.execute(
            f"SELECT * FROM {view} WHERE viewer = ?", (viewer.id,)
        ).fetchall()
        if view in ("visible_albums", "visible_stories", "visible_tops", "visible_media"):
            key = "id" if view == "visible_albums" else "album"
            assert rows and {row[key] for row in rows} == {album}, view
        else:
            assert not rows, view


def test_who_only_adds_sees_nothing_of_the_album(library, mother, album):
    made = link_to(library, mother, album, kind="add")
    story = looking.opened(library, mother, album).stories[0]
    with Outsider(library) as guest:
        guest.come(made.token)
        viewer = pass_store.guest(library, token_hash(guest.cookies.get("backup_guest")), made.link.id)
        name_guest(library, viewer, "지민")
        assert guest.get(guest.root).status_code == 200
        for address in (
            f"stories/{story.id}",
            f"media/{story.picture.id}/grid",
            f"media/{story.picture.id}/copy",
        ):
            assert guest.get(f"{guest.root}/{address}").status_code == 404
        assert guest.post(f"{guest.root}/stories/{story.id}/removal").status_code == 404
    assert media.find(library, story.picture.id) is not None
