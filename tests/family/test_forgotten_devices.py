"""A device stays in for 400 days from its last visit, and no longer: the box ends it, whatever its cookie says."""

from backupd.family import devices, frame_store, store
from tests.people import again, another_device, client_for, found_family, light_frame


def test_what_nobody_used_for_400_days_is_let_in_no_more(library, clock):
    mother = found_family(library)
    frame, tablet = light_frame(library, mother), another_device(library, mother)
    clock.forward(days=399)
    assert again(library, frame) and again(library, tablet)
    clock.leap(days=3000)
    clock.is_synchronised = False
    devices.end_forgotten(library)
    assert again(library, frame) and again(library, tablet), "a clock that leapt turns nobody out"
    clock.leap(days=-3000)
    clock.is_synchronised = True
    with client_for(library, mother) as browser:
        browser.get("/family")
    clock.forward(days=2)
    with client_for(library, frame) as tv:
        assert tv.get("/frame").status_code == 303, "before any job ran"
    devices.end_forgotten(library)
    assert [one.id for one in store.devices_of(library, mother.id)] == [mother.device]
    assert frame_store.frames(library, mother) == []
    ended = "SELECT kind FROM happening WHERE person IS NULL AND about_person = ? ORDER BY id"
    assert library.database.column(ended, (mother.id,)) == ["frame_ended", "device_revoked"]
