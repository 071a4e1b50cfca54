"""What is on its way while its album is merged, and while the clock stands years ahead."""

from backupd import albums
from backupd.albums import choosing, merging
from backupd.intake.expiry import sweep_uploads
from tests.albums import house
from tests.intake.resumable.sending import metadata, sender, served
from tests.intake.resumable.sending import photo as bytes_of
from tests.people import client_for


def test_what_is_on_its_way_follows_a_merge(library, mother):
    here, there = (
        house.album(library, mother, "하루", photos=1),
        house.album(library, mother, "이틀", photos=1),
    )
    with client_for(library, mother) as phone:
        tus = {"Tus-Resumable": "1.0.0"}
        batch = phone.post("/uploads/sittings", data={"album": str(here)}, headers=tus).json()["batch"]
        merging.merge_album(library, mother, here, choosing.Merging(there))
        head = tus | {
            "Upload-Length": "5000",
            "Upload-Metadata": metadata(filename="IMG_20190805_1.jpg", batch=str(batch)),
            "Content-Type": "application/offset+octet-stream",
        }
        assert phone.post("/uploads", content=bytes_of(5000), headers=head).status_code == 201
    library.jobs.drain()
    assert [one.title for one in albums.shelf(library, mother)] == ["이틀"]


def test_a_wild_clock_forgets_no_upload(library, mother, clock):
    with served(library) as port:
        phone = sender(library, port, mother)
        place = phone.begin(10_000)
        phone.send(place, 0, bytes_of(5000)[:4000])
        clock.is_synchronised = False
        clock.leap(days=3650)
        sweep_uploads(library)
        clock.leap(days=-3650)
        clock.is_synchronised = True
        assert phone.where(place) == 4000
