"""Opening: a stored, one-way event. Clockwork notes that the moment has come, by the trusted clock alone; then a lane of
its own decrypts, checks every hash, joins twins, develops, fills a sealed album, and reveals it in one transaction in
which everybody is told. A cut anywhere is taken up again where it was."""

from itertools import groupby

from backupd import albums, family, media
from backupd.capsules import store, vault
from backupd.capsules.actions import IDENTITY, note
from backupd.capsules.letters import tell_opened
from backupd.capsules.records import Kept
from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Offline, Refused
from backupd.core.library import Library
from backupd.core.trusted import trusted_now

TELL_EVERY = 64 * 1024 * 1024


def open_due(library: Library) -> None:
    """A job, every minute: from here on there is no way back. While the clock is not trusted, nothing opens."""
    now = trusted_now(library)
    if now is None:
        return
    waiting = "state = 'sealed' AND trashed IS NULL AND opens <= ?"
    due = library.database.column(f"SELECT id FROM capsule WHERE {waiting}", (stamp(now),))
    for number in due:
        with library.database.writing() as connection:
            connection.execute(
                f"UPDATE capsule SET state = 'opening' WHERE id = ? AND {waiting}", (number, stamp(now))
            )
        library.jobs.later(open_capsule, number)


def opening_now(library: Library) -> list[int]:
    """What a crash or a full disk left half open; rung again by the sweep."""
    return library.database.column(
        """SELECT id FROM capsule WHERE state = 'opening'
           UNION SELECT capsule FROM capsule_thing JOIN capsule ON capsule.id = capsule_thing.capsule
           WHERE capsule_thing.media IS NOT NULL AND state = 'open'"""
    )


def open_capsule(library: Library, number: int) -> None:
    """A job; may run twice, and does after a crash. What the disk refuses is said on its page, and tried again."""
    state = library.database.value("SELECT state FROM capsule WHERE id = ?", (number,))
    try:
        if state == "opening":
            _take_out(library, number)
            album = _album(library, number)
            _fill(library, number, album)
            _reveal(library, number, album)
    except Refused as problem:
        log.named("capsules").warning("a capsule waits half open: %s", problem.key)
        _wait(library, number, problem.key)
        return
    if state != "sealed":
        _edit(library, number)
        media.ring_for_films(library)


def _wait(library: Library, number: int, key: str) -> None:
    with library.database.writing() as connection:
        connection.execute("UPDATE capsule SET problem = ? WHERE id = ?", (key, number))


def _take_out(library: Library, number: int) -> None:
    """Every file in the clear again, among the originals. One that was damaged on the disk stops no other."""
    waiting = [thing for thing in store.kept(library, number) if not thing.media and not thing.reason]
    if not waiting:
        return
    sealed = library.database.value("SELECT identity FROM capsule WHERE id = ?", (number,))
    identity = library.secrets.unseal(sealed, IDENTITY.format(number=number)).decode()
    for thing in waiting:
        _take_out_one(library, thing, identity)


def _take_out_one(library: Library, thing: Kept, identity: str) -> None:
    """The row says where the clear bytes are before the sealed ones go."""
    assert thing.path is not None
    sealed = library.files.originals / thing.path
    with library.files.staging(thing.size) as staging:
        try:
            clear = vault.unseal(sealed, identity, staging, _Teller(library, thing.id))
        except (vault.CannotUnseal, FileNotFoundError) as error:
            if not library.files.online:
                raise Offline("problems.originals_offline") from error
            _set_aside(library, thing, "capsules.damaged")
            return
        if (clear.sha256, clear.size) != (thing.sha256, thing.size):
            _set_aside(library, thing, "capsules.damaged")
            return
        with library.database.writing() as connection:
            kept = media.keep(library, clear, thing.name)
            connection.execute(
                "UPDATE capsule_thing SET media = ?, path = NULL, unsealed = size WHERE id = ?",
                (kept.id, thing.id),
            )
    library.files.remove(thing.path)


class _Teller:
    """Writes down how far a large file is, now and then."""

    def __init__(self, library: Library, thing: int) -> None:
        self._library, self._thing = library, thing
        self._next = TELL_EVERY

    def __call__(self, size: int) -> None:
        if size < self._next:
            return
        self._next = size + TELL_EVERY
        with self._library.database.writing() as connection:
            connection.execute("UPDATE capsule_thing SET unsealed = ? WHERE id = ?", (size, self._thing))


def _set_aside(library: Library, thing: Kept, reason: str) -> None:
    """What was sealed stays where it is, and the page says which file it was."""
    log.named("capsules").error("%s is damaged and stays sealed", thing.path)
    with library.database.writing() as connection:
        connection.execute("UPDATE capsule_thing SET reason = ? WHERE id = ?", (reason, thing.id))


def _album(library: Library, number: int) -> int:
    """The album it becomes, sealed as yet; made once."""
    with library.database.writing() as connection:
        row = connection.execute("SELECT * FROM capsule WHERE id = ?", (number,)).fetchone()
        if row["album"] is not None:
            return int(row["album"])
        album = albums.sealed_album(library, row["family"], row["made_by"], row["title"], row["purpose"])
        connection.execute("UPDATE capsule SET album = ? WHERE id = ?", (album, number))
    return album


def _fill(library: Library, number: int, album: int) -> None:
    """Develop what came out and make its stories, sitting by sitting, behind the seal."""
    out = [thing for thing in store.kept(library, number) if thing.media and not thing.story]
    for together, sitting in groupby(out, key=lambda thing: thing.together):
        things = list(sitting)
        for few in [things] if together else [things[at : at + 50] for at in range(0, len(things), 50)]:
            facts = [_developed(library, thing) for thing in few]
            with albums.behind_the_seal(library, album):
                for thing, told in zip(few, facts, strict=True):
                    _place(library, album, thing, told)


def _developed(library: Library, thing: Kept) -> media.Media | None:
    """What it tells about itself; None for what cannot be shown: it stands in the album as what it is."""
    assert thing.media is not None
    try:
        return media.develop(library, media.darkroom(library), thing.media)
    except media.Unreadable:
        return media.find(library, thing.media)


def _place(library: Library, album: int, thing: Kept, facts: media.Media | None) -> None:
    """A story of its own, or a part of the one it was sent with, or of its other half's, or of its twin's."""
    connection = library.database.connection
    if facts is None or thing.media is None:
        return
    moment = media.moment_as(facts, thing.name, library.settings.time_zone, library.clock.now())
    owner = library.database.value("SELECT family FROM capsule WHERE id = ?", (thing.capsule,))
    half = albums.Half(owner, thing.person, thing.media, thing.name, moment, thing.line)
    story = _with_its_sitting(library, thing, moment) or albums.join_other_half(library, half, album)
    if story is None:
        added = albums.add_story(
            library, album=album, contributor=thing.person, media=[thing.media], description=thing.line,
            names=[thing.name], moment=moment,
        )  # fmt: skip
        story = added.story or added.already_in
    connection.execute("UPDATE capsule_thing SET story = ? WHERE id = ?", (story, thing.id))


def _with_its_sitting(library: Library, thing: Kept, moment: media.Moment) -> int | None:
    """The story that those before it in its sitting made, while it has room."""
    if thing.together is None or thing.media is None:
        return None
    told = library.database.connection.execute(
        """SELECT story, count(*) AS before FROM capsule_thing
           WHERE together = ? AND person = ? AND story IS NOT NULL GROUP BY story ORDER BY story DESC LIMIT 1""",
        (thing.together, thing.person),
    ).fetchone()
    if told is None or albums.room_in(library, told["story"]) == 0:
        return None
    added = albums.fill_story(
        library, story=told["story"], media=thing.media, name=thing.name, place=told["before"], moment=moment
    )
    return added.story or added.already_in


def _reveal(library: Library, number: int, album: int) -> None:
    """The same moment for everybody."""
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        albums.reveal(library, album)
        row = connection.execute(
            """UPDATE capsule SET state = 'open', opened = ?, problem = NULL
               WHERE id = ? AND state = 'opening' RETURNING family""",
            (now, number),
        ).fetchone()
        if row is None:
            return
        note(library, number, "opened", None)
        family.happened(library, row["family"], "capsule_opened", album=album)
        tell_opened(library, number)


def _edit(library: Library, number: int) -> None:
    """What was edited in the tray, now that it stands in an album; from then on the album alone holds the bytes."""
    owner = library.database.value("SELECT family FROM capsule WHERE id = ?", (number,))
    for thing in store.kept(library, number):
        if thing.recipe and thing.media and thing.story:
            try:
                albums.edit_media(library, owner, thing.person, thing.media, media.read_recipe(thing.recipe))
            except Refused as refusal:
                log.named("capsules").warning("%s stays as it came: %s", thing.name, refusal.key)
    with library.database.writing() as connection:
        connection.execute("UPDATE capsule_thing SET media = NULL WHERE capsule = ?", (number,))
